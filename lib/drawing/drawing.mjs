// A drawing whose parts light up with what they belong to, and say what they are.

const READABLE = 0.75; // of its own width: smaller, and the narrow form is the better one

export default function ({ data, parentElement, setStateValue }) {
  const host = parentElement.querySelector(".drawing");
  if (!data.narrow) return paint(host, data.svg, data, setStateValue);
  // Once known, the width is told by the watcher: to ask for it at every change of the data would
  // have the browser lay the whole page out before the drawing changes, and again after it.
  host.room ??= host.clientWidth;
  const fitting = () => (host.room < READABLE * ownWidth(data.svg) ? data.narrow : data.svg);
  let shown = fitting();
  let clear = paint(host, shown, data, setStateValue);
  const watcher = new ResizeObserver(([entry]) => {
    host.room = entry.contentRect.width;
    if (fitting() === shown) return;
    clear();
    shown = fitting();
    clear = paint(host, shown, data, setStateValue);
  });
  watcher.observe(host);
  return () => { watcher.disconnect(); clear(); };
}

// The wide and the narrow form show the same images, which are sent once.
function withImages(markup, images) {
  return markup.replace(/(?<=href=")image:(\d+)(?=")/g, (_, at) => images[at]);
}

function ownWidth(markup) {
  return Number(markup.match(/viewBox="0 0 ([\d.]+)/)?.[1] ?? 0);
}

function paint(host, markup, data, setStateValue) {
  const pointed = host.pointed ?? null; // a repaint keeps what is pointed at
  host.innerHTML = `${withImages(markup, data.images)}<div class="said" aria-live="polite"></div>`;
  const svg = host.querySelector("svg");
  const said = host.querySelector(".said");
  const parts = [...svg.querySelectorAll("[data-part]")];
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", data.alt);
  if (parts.length) svg.setAttribute("tabindex", "0");
  said.hidden = !parts.length; // no empty line below a drawing that says nothing

  const named = [...svg.querySelectorAll("[data-part], [data-with]")];
  let lit = [];
  const show = (part) => {
    host.pointed = part?.dataset.part ?? null;
    const names = new Set(part ? [part.dataset.part, ...listed(part.dataset.links)] : []);
    svg.classList.toggle("pointing", names.size > 0);
    for (const element of lit) element.classList.remove("lit", "here");
    lit = names.size ? named.filter((element) => names.has(nameOf(element))) : [];
    for (const element of lit) element.classList.add("lit");
    part?.classList.add("here");
    said.classList.toggle("hint", !part);
    said.textContent = part ? part.dataset.say ?? "" : parts.length ? data.hint : "";
  };
  const partAt = (event) => event.target.closest?.("[data-part]") ?? null;
  const press = (part) => {
    if (part?.dataset.pick !== undefined) setStateValue("picked", part.dataset.pick);
  };
  const listeners = {
    pointermove: (event) => { if (event.pointerType === "mouse") show(partAt(event)); },
    pointerleave: (event) => { if (event.pointerType === "mouse") show(null); },
    click: (event) => { show(partAt(event)); press(partAt(event)); },
    keydown: (event) => {
      const next = step(event.key, parts, host.pointed);
      if (next !== undefined) { show(next); event.preventDefault(); }
      if (event.key === "Enter" || event.key === " ") {
        press(parts.find((part) => part.dataset.part === host.pointed));
        event.preventDefault();
      }
    },
  };
  for (const [name, listener] of Object.entries(listeners)) svg.addEventListener(name, listener);
  show(parts.find((part) => part.dataset.part === pointed) ?? null);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) svg.removeEventListener(name, listener);
  };
}

function nameOf(element) {
  return element.dataset.part ?? element.dataset.with;
}

function listed(text) {
  return text ? text.split(" ") : [];
}

// The part that a key leads to; undefined when the key means nothing here.
function step(key, parts, name) {
  const here = parts.findIndex((part) => part.dataset.part === name);
  const last = parts.length - 1;
  switch (key) {
    case "ArrowRight": case "ArrowDown": return parts[Math.min(last, here + 1)];
    case "ArrowLeft": case "ArrowUp": return parts[Math.max(0, here - 1)];
    case "Home": return parts[0];
    case "End": return parts[last];
    case "Escape": return null;
    default: return undefined;
  }
}
