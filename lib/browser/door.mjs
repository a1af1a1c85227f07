// A large script travels once: it is mounted by a component of its own, whose data hardly change,
// and the component that shows something takes it from the document.  Otherwise Streamlit would
// send the script again with every change of what is shown.

// What is offered later takes the place of what was offered before.
export function offer(name, mount) {
  const place = placeFor(name);
  place.resolve(mount);
  place.promise = Promise.resolve(mount);
}

export function offered(name) {
  return placeFor(name).promise;
}

function placeFor(name) {
  const places = (document.convscopeScripts ??= new Map());
  if (!places.has(name)) {
    const place = {};
    place.promise = new Promise((resolve) => (place.resolve = resolve));
    places.set(name, place);
  }
  return places.get(name);
}
