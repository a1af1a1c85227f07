// Signs for buttons.
import { element } from "./element.mjs";

// Drawn here, because no symbol font is certain.
const ICONS = {
  play: "M5 3l11 6.5L5 16z", pause: "M4.5 3.5h4v12h-4zM11 3.5h4v12h-4z",
  back: "M14 3.5v12L6.5 9.5zM4 3.5h2v12H4z", step: "M5 3.5v12l7.5-6zM13 3.5h2v12h-2z",
  plus: "M8.5 3h2v5.5H16v2h-5.5V16h-2v-5.5H3v-2h5.5z", minus: "M3 8.5h13v2H3z",
  fit: "M3 3h5v2H5v3H3zM11 3h5v5h-2V5h-3zM3 11h2v3h3v2H3zM14 11h2v5h-5v-2h3z",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 19 19");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick) {
  return element("button",
    { type: "button", class: `icon ${name}`, "aria-label": label, title: label, onclick }, icon(name));
}
