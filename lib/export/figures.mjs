// What of a page is a figure or a table, and how its file is called.

export const CONTROLS = "button.icon, input[type=range], [role=radiogroup], .toolbar, .hint, .slider, .reset, .live, " +
  ".complaint, .said:empty, .said.hint";
// By class in a component: what is no part of the figure.
const KINDS = {
  drawing: CONTROLS,
  lens: `${CONTROLS}, details:not([open]), summary`,
  travel: `${CONTROLS}, .player`,
  matrix: null,
  stages: `${CONTROLS}, .chooser, .doors`,
  flow: `${CONTROLS}, .player`,
  grid: CONTROLS,
};

// { kind, parts, skip } of an element of the page; null where there is nothing to take away.
export function figureOf(container) {
  const host = container.querySelector("[data-testid^=stBidiComponent]");
  if (host) return componentFigure(host.shadowRoot ?? host);
  const plot = container.querySelector(".js-plotly-plot");
  if (plot) return { kind: "plot", parts: [plot], skip: ".modebar-container, .modebar" };
  const ledger = container.querySelector(".edge-ledger");
  if (ledger) return { kind: "ledger", parts: [ledger], skip: "style" };
  const tables = [...container.querySelectorAll("[data-testid=stMarkdownContainer] table")];
  if (tables.length) return { kind: "table", tables };
  return null;
}

function componentFigure(root) {
  for (const [kind, skip] of Object.entries(KINDS)) {
    const found = root.querySelector(`.${kind}`);
    if (found && found.childElementCount && !insideOther(found, kind))
      return { kind, parts: [found], skip, tables: kind === "matrix" ? [found.querySelector("table")] : [] };
  }
  return null;
}

// A lens has a `.grid`, too: the outermost of the known ones is the figure.
function insideOther(element, kind) {
  for (let host = element.parentElement; host; host = host.parentElement)
    for (const other of Object.keys(KINDS)) if (other !== kind && host.classList.contains(other)) return true;
  return false;
}

// Such as "convscope-padding-lens": the page, and the figure's key where it has one.
export function fileName(container) {
  const page = location.pathname.split("/").filter(Boolean).at(-1) ?? "start";
  const keyed = container.closest("[class*=st-key-]");
  const key = [...(keyed?.classList ?? [])].find((name) => name.startsWith("st-key-"))?.slice(7) ?? "table";
  const own = key.replace(/^prose-/, "").replace(new RegExp(`^${page}-`), "");
  return `convscope-${page}-${own}`.replace(/[^\w-]+/g, "-");
}
