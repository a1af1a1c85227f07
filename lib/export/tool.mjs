// The control beside a figure: one button, and behind it what can be taken away.
import { csvOf } from "./tables.mjs";
import { figureOf, fileName } from "./figures.mjs";
import { paperOf, pngOf, svgOf } from "./picture.mjs";

const ARROW = "M9 2h2v8h3l-4 4.6L6 10h3zM3 16h14v2H3z";

export function makeTool(container, words) {
  const made = (tag, attributes, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const choices = made("span", { class: "choices", role: "group", "aria-label": words.title, hidden: "" });
  const button = made("button", { type: "button", class: "open", "aria-expanded": "false", title: words.title,
    "aria-label": words.title }, sign());
  const said = made("span", { class: "outcome", role: "status" });
  const tool = made("div", { class: "convscope-export" }, said, choices, button);
  const open = (opened) => {
    choices.hidden = !opened;
    button.setAttribute("aria-expanded", String(opened));
    if (!opened) return;
    tool.style.setProperty("--paper", paperOf(container));
    choices.replaceChildren(...offers(container, words).map(([label, make]) => {
      const choice = made("button", { type: "button" }, label);
      choice.addEventListener("click", async () => {
        choice.disabled = true;
        said.textContent = await make().then(() => "", (error) => (console.error(error), words.failed));
        open(false);
        button.focus();
      });
      return choice;
    }));
  };
  button.addEventListener("click", () => {
    open(choices.hidden);
    choices.querySelector("button")?.focus();
  });
  tool.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || choices.hidden) return;
    open(false);
    button.focus();
    event.stopPropagation();
  });
  tool.addEventListener("focusout", (event) => { if (!tool.contains(event.relatedTarget)) open(false); });
  return tool;
}

// What can be taken away, and how it is made: [["SVG", …], ["PNG", …]].
function offers(container, words) {
  const figure = figureOf(container);
  if (!figure) return [];
  const { parts, skip, tables = [] } = figure, name = fileName(container);
  const drawn = () => svgOf(parts, { skip, title: titleOf(parts[0]) });
  const pictures = !parts ? [] : [
    ["SVG", async () => save(new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${(await drawn()).markup}`],
      { type: "image/svg+xml" }), `${name}.svg`)],
    ["PNG", async () => save(await pngOf(await drawn()), `${name}.png`)],
  ];
  const sheets = tables.map((table, at) => {
    const number = tables.length > 1 ? ` ${at + 1}` : "";
    return [`CSV${number}`, async () => save(new Blob([csvOf(table)], { type: "text/csv" }),
      `${name}${number && `-${at + 1}`}.csv`)];
  });
  return [...pictures, ...sheets];
}

// What the figure is called for who cannot see it.
function titleOf(part) {
  return (part.matches("[aria-label]") ? part : part.querySelector("[aria-label]"))?.getAttribute("aria-label");
}

function save(blob, name) {
  if (!blob) throw new Error("nothing was painted");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function sign() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ARROW);
  svg.append(path);
  return svg;
}
