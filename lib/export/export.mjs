// Watches the page for figures and puts the control beside each; mounted once.
import { mergeSteps } from "../browser/steps.mjs";
import { figureOf } from "./figures.mjs";
import { preparePrinting } from "./printing.mjs";
import { makeTool } from "./tool.mjs";

const PAUSE = 400; // milliseconds after the last change before figures are looked for
const PLACES = "[data-testid=stElementContainer]";

export default function ({ parentElement }) {
  // It takes no room: Streamlit would leave a gap above the page.
  const { host = parentElement } = parentElement.getRootNode();
  const own = host.closest(PLACES);
  if (own) own.style.position = "absolute";
  const shared = (document.convscopeExport ??= { timer: null, watched: new WeakSet() });
  shared.words = WORDS;
  shared.look = () => equip(shared);
  if (!shared.observer) {
    shared.style = document.createElement("style");
    document.head.append(shared.style);
    shared.observer = new MutationObserver(() => soon(shared));
    shared.observer.observe(document.body, { childList: true, subtree: true });
    preparePrinting(LIGHT);
    mergeSteps(window);
  }
  shared.style.textContent = RULES;
  shared.look();
}

function soon(shared) {
  clearTimeout(shared.timer);
  shared.timer = setTimeout(() => shared.look(), PAUSE);
}

function equip(shared) {
  for (const container of document.querySelectorAll(PLACES)) {
    const tool = container.querySelector(":scope > .convscope-export");
    const figure = figureOf(container);
    if (!figure) awaitFigure(container, shared);
    if (tool && (!figure || tool.dataset.title !== shared.words.title)) tool.remove();
    if (!figure || tool?.isConnected) continue;
    const made = makeTool(container, shared.words);
    made.dataset.title = shared.words.title; // another language makes it anew
    container.append(made);
  }
}

// A component fills itself after its place has appeared, and that is not seen from out here.
function awaitFigure(container, shared) {
  const host = container.querySelector("[data-testid^=stBidiComponent]");
  if (!host) return;
  const root = host.shadowRoot;
  if (!root && host.dataset.testid === "stBidiComponentIsolated") soon(shared);
  if (!root) return;
  if (!shared.watched.has(root)) {
    shared.watched.add(root);
    const watcher = new MutationObserver(() => {
      if (!figureOf(container)) return;
      watcher.disconnect();
      soon(shared);
    });
    watcher.observe(root, { childList: true, subtree: true });
  }
}
