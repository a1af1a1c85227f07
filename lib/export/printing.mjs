// On paper a figure is as it is on the screen, only smaller, and light: canvases do not lay
// themselves out anew, nor do they hear of the colours that paper has.
import { CONTROLS } from "./figures.mjs";

const PAPER = 695; // CSS pixels between the margins of A4
const NARROW = 640; // of a screen on which nothing stands side by side

// `light` are the colours of the light theme, by the names that components know them by.
export function preparePrinting(light) {
  const changed = new Map();
  addEventListener("beforeprint", () => {
    const main = document.querySelector("[data-testid=stMainBlockContainer]");
    if (!main) return;
    document.documentElement.classList.toggle("convscope-wide", innerWidth > NARROW);
    const style = getComputedStyle(main);
    const room = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    for (const figure of main.querySelectorAll(".stBidiComponent, [data-testid=stPlotlyChart]")) {
      if (!figure.clientWidth || getComputedStyle(figure.parentElement).position === "absolute") continue;
      figure.style.width = `${figure.clientWidth}px`;
      figure.style.zoom = Math.min(1, PAPER / room);
      changed.set(figure, figure.querySelector("[data-testid=stBidiComponentIsolated]"));
    }
    for (const host of changed.values()) if (host?.shadowRoot) lighten(host, light);
  });
  addEventListener("afterprint", () => {
    for (const [figure, host] of changed) {
      figure.style.width = figure.style.zoom = "";
      if (host?.shadowRoot) darken(host, light);
    }
    changed.clear();
  });
}

function lighten(host, light) {
  if (!host.shadowRoot.querySelector("style.paper")) {
    const rules = document.createElement("style");
    rules.className = "paper";
    rules.textContent = `@media print {${CONTROLS}, .chooser, .doors, .hint {display: none !important}}`;
    host.shadowRoot.append(rules);
  }
  const shown = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  if (shown.toLowerCase() === light["--st-background-color"]) return;
  for (const [name, colour] of Object.entries(light)) host.style.setProperty(name, colour);
  host.dataset.lightened = "";
  repaint(host);
}

function darken(host, light) {
  if (host.dataset.lightened === undefined) return;
  delete host.dataset.lightened;
  for (const name of Object.keys(light)) host.style.removeProperty(name);
  repaint(host);
}

function repaint(host) {
  for (const element of host.shadowRoot.querySelectorAll("div")) element.repaint?.();
}
