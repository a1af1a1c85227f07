// The browser's "back" leads to what the visitor saw, not to addresses that were passed on the way.
//
// A link with controls set reaches Streamlit in steps: first the old page with the new parameters,
// then the new page, and there, one by one, without those at their default.  Each would be an entry
// of the history, and the first press of "back" would show the old page with the new page's
// parameters.  What follows such a step at once takes its place.

const AT_ONCE = 400; // milliseconds between two changes of parameters: no visitor is that fast
const ARRIVING = 1500; // from the parameters to their page, and on that page until it is drawn

export function mergeSteps(window, now = () => performance.now()) {
  const { history, location } = window, push = history.pushState.bind(history);
  let last = null; // the last step: the address it led to, when, and whether to another page
  history.pushState = (state, title, url) => {
    const from = new URL(location.href), to = new URL(url ?? from, from);
    const turns = to.pathname !== from.pathname;
    const age = last?.href === from.href ? now() - last.at : Infinity;
    const passing = turns
      ? !last?.turned && to.search === from.search && age < ARRIVING
      : age < (last?.turned ? ARRIVING : AT_ONCE);
    if (passing) history.replaceState(state, title, url);
    else push(state, title, url);
    last = { href: to.href, at: now(), turned: turns };
  };
}
