// The band under the row: one stage with all its maps, its words, its formulas, its Keras code.
import { element } from "../browser/element.mjs";
import { fill, number } from "../browser/text.mjs";
import { buildDoor, tileOf } from "./row.mjs";
import { seenSquare, valueAt } from "./values.mjs";
import { tileCanvas } from "./paint.mjs";
import { enlarged } from "./hover.mjs";

const LARGE = 288;
const SEEN = 192;

export function buildDetail(stage, tile, row, send) {
  const { view, values, tables } = row, { words } = view;
  const value = values[stage.name];
  const close = element("button", { class: "close", "aria-label": words.close,
    onclick: () => send.open(null) }, "×");
  const facts = element("dl", {},
    fact(words.detail_shape, stage.shapeFormula),
    fact(words.detail_parameters, stage.parameterFormula),
    fact(words.detail_range, fill(words.range, {
      low: number(stage.extent[0]), high: number(stage.extent[1]) })),
    element("dt", {}, words.detail_keras), element("dd", {}, element("code", {}, stage.kerasLine)));
  const prose = element("div", { class: "prose" },
    element("h3", {}, stage.title, element("span", { class: "keras" }, ` ${stage.keras}`)),
    element("p", {}, inline(stage.explanation)), facts,
    stage.doors.map((door) => buildDoor(door, send, "door plain")),
    buildSnippet(stage, words));
  return element("section", { class: "detail", style: `--accent:${view.theme.kinds[stage.kind]}`,
    "aria-label": stage.title }, close, prose, buildMaps(stage, value, tile, row));

  function fact(term, text) {
    return [element("dt", {}, term), element("dd", {}, text)];
  }
}

// `code` and **bold** of the content files.
function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith("`")) return element("code", {}, part.slice(1, -1));
    return part.startsWith("**") ? element("strong", {}, part.slice(2, -2)) : part;
  });
}

function buildSnippet(stage, words) {
  const copy = element("button", { class: "copy", onclick: async () => {
    await navigator.clipboard?.writeText(stage.snippet);
    copy.textContent = words.copied;
  } }, words.copy);
  return element("details", { class: "snippet", open: true },
    element("summary", {}, words.reproduce),
    element("div", { class: "code" }, copy, element("pre", {}, element("code", {}, stage.snippet))),
    element("p", { class: "prints" }, fill(words.prints, { value: stage.printed })));
}

// Every map of the stage, and the chosen one large enough to read its cells.
function buildMaps(stage, value, tile, row) {
  const { words } = row.view;
  const count = value.pictures?.length ?? value.maps?.count ?? 0;
  if (!count || stage.kind === "flatten") return element("div", { class: "maps" });
  const viewer = element("div", { class: "viewer" });
  const side = value.side ?? value.maps.side;
  const shown = side * Math.max(1, Math.floor((count > 16 ? 48 : 72) / side));
  const grid = element("div", { class: "all", role: "group", "aria-label": words.detail_maps });
  const buttons = [...Array(count).keys()].map((place) => {
    const number_ = tileOf(value, place);
    const button = element("button", { class: "pick", "aria-pressed": "false",
      "aria-label": tileName(stage, number_, count, words), title: tileName(stage, number_, count, words),
      onclick: () => choose(number_) },
    tileCanvas(stage, value, number_, row.tables, Math.min(shown, 96)));
    button.tile = number_;
    grid.append(button);
    return button;
  });
  const choose = (chosen) => {
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.tile === chosen)));
    viewer.replaceChildren(...buildViewer(stage, value, chosen, count, row));
  };
  choose(tile ?? tileOf(value, 0));
  return element("div", { class: "maps" },
    element("div", {}, element("h4", {}, fill(words.detail_all, { count })), grid), viewer);
}

function tileName(stage, tile, count, words) {
  if (stage.kind === "rescaling") return words[["red", "green", "blue"][tile]];
  if (stage.kind === "augmentation") return fill(words.draw, { draw: tile + 1 });
  return stage.kind === "picture" ? stage.title : fill(words.map, { map: tile + 1, count });
}

// The chosen map large, and the square of the picture that the pointed-at value sees.
function buildViewer(stage, value, tile, count, row) {
  const { view, values, tables } = row, { words } = view;
  const picture = view.stages[0];
  const large = enlarged(stage, value, tile, tables, LARGE);
  const seen = stage.field && value.maps
    ? enlarged(picture, values[picture.name], 0, tables, SEEN) : null;
  const reading = element("div", { class: "reading" }, element("b", {}), element("span", {}));
  const side = value.side ?? value.maps.side;
  const read = (x, y) => {
    large.point({ left: x, top: y, width: 1, height: 1 });
    const cell = y * side + x;
    reading.firstChild.textContent = value.maps ? number(valueAt(value.maps, tile, cell))
      : [0, 1, 2].map((c) => value.pictures[tile][c * side * side + cell]).join(" · ");
    reading.lastChild.textContent = fill(words.place, { row: y + 1, column: x + 1 });
    seen?.point(seenSquare(stage.field, x, y, values[picture.name].side));
  };
  large.addEventListener("pointermove", (event) => {
    const at = large.getBoundingClientRect();
    const cell = (offset) => Math.max(0, Math.min(side - 1, Math.floor((offset / LARGE) * side)));
    read(cell(event.clientX - at.left), cell(event.clientY - at.top));
  });
  read(side >> 1, side >> 1);
  return [
    element("figure", {}, element("h4", {}, tileName(stage, tile, count, words)), large, reading),
    seen && element("figure", {}, element("h4", {}, fill(words.card_seen, { side: stage.field[0] })),
      seen),
  ].filter(Boolean);
}
