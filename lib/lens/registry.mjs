// How the parts of a page find each other: lenses of one link, and the line that checks a lens.
// Components share the page but not their scripts, so what they share hangs on the document.

const POINT = "convscope-lens-point", RESULT = "convscope-lens-result";

function lensesOf() {
  return (document.convscopeLenses ??= new Map());
}

export function registerLens(lens) {
  lensesOf().set(lens.view.key, lens);
  lens.heard ??= (event) => hear(lens, event.detail);
  document.addEventListener(POINT, lens.heard);
}

export function unregisterLens(lens) {
  lensesOf().delete(lens.view.key);
  document.removeEventListener(POINT, lens.heard);
}

export function pointLinked({ view, pointed }) {
  const detail = { ...pointed, link: view.link, from: view.key };
  if (view.link) document.dispatchEvent(new CustomEvent(POINT, { detail }));
}

function hear(lens, { link, from, where, row, column }) {
  const { view, scene, pinned } = lens;
  if (link !== view.link || from === view.key || pinned) return;
  const map = scene[where];
  if (row >= map.height || column >= map.width) return;
  lens.pointTo({ where, row, column });
}

export function announceResult({ view }) {
  document.dispatchEvent(new CustomEvent(RESULT, { detail: view.key }));
}
