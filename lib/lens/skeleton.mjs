// The elements of a lens, made once; later only their contents change.
import { element } from "../browser/element.mjs";
import { fill } from "../browser/text.mjs";
import { digits } from "./digits.mjs";
import { makeGrid } from "./grid.mjs";
import { cssColour } from "./scale.mjs";

const SVG = "http://www.w3.org/2000/svg";

export function makeFigure(name, grid) {
  const title = element("b"), shape = element("span", { class: "shape" });
  const spot = element("span", { class: "spot" });
  const legend = element("div", { class: "legend" }), note = element("div", { class: "note" });
  const figure = element("figure", { class: name },
    element("figcaption", {}, title, shape, spot), grid.box, legend, note);
  return { figure, title, shape, spot, legend, note };
}

export function makeSkeleton(root) {
  const grids = { input: makeGrid("input"), output: makeGrid("output") };
  const figures = { input: makeFigure("input", grids.input), output: makeFigure("output", grids.output) };
  const canvas = element("canvas", { role: "img" });
  const middle = { title: element("b"), shape: element("span", { class: "shape" }), canvas,
    work: element("div", { class: "work" }, canvas),
    complaint: element("div", { class: "complaint", role: "alert" }),
    reset: element("button", { type: "button", class: "reset" }) };
  middle.figure = element("figure", { class: "middle" },
    element("figcaption", {}, middle.title, middle.shape, middle.reset), middle.work);
  const beam = document.createElementNS(SVG, "svg");
  beam.setAttribute("class", "beam");
  beam.setAttribute("aria-hidden", "true");
  for (const name of ["cone", "edge", "edge", "edge"]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    beam.append(path);
  }
  const panels = element("div", { class: "panels" }, figures.input.figure, middle.figure,
    figures.output.figure, beam);
  const live = element("div", { class: "live", "aria-live": "polite", role: "status" });
  const hint = element("div", { class: "hint" });
  return { root, grids, figures, middle, beam, panels, live, hint };
}

// A bar from the lowest to the highest colour, with the numbers under its ends and its middle.
export function showLegend(legend, shown) {
  legend.hidden = shown.scale === "colour";
  if (legend.hidden) return;
  const { kind, table, low, high } = shown.scale;
  const stops = [0, 42, 85, 127, 128, 170, 212, 255].map((entry) =>
    `${cssColour([...table.subarray(3 * entry, 3 * entry + 3)])} ${((100 * entry) / 255).toFixed(1)}%`);
  const ends = kind === "signed" ? [low, 0, high] : [low, high];
  const said = ends.map((value) => digits(value, 3));
  if (kind === "relu") said[0] = "≤ 0";
  if (legend.dataset.said === said.join() + stops[0]) return;
  legend.dataset.said = said.join() + stops[0];
  legend.replaceChildren(element("i", { style: `background:linear-gradient(90deg,${stops.join()})` }),
    element("span", { class: "ends" }, said.map((text) => element("span", {}, text))));
}

// Which border cells there are, and which cells no window reaches, in words.
export function showBorder(note, scene, reached, words) {
  const { rows, columns } = scene.rules, parts = [];
  const border = scene.operation.kind === "pool" ? words.border_uncounted : words[`border_${scene.border}`];
  if (rows.before || rows.after || columns.before || columns.after)
    parts.push(element("span", { class: "padded" }, fill(words.border_note, { top: rows.before,
      bottom: rows.after, left: columns.before, right: columns.after, border })));
  const lost = unreached(scene, reached);
  if (lost) parts.push(element("span", { class: "dropped" }, fill(words.dropped_note, { count: lost.toLocaleString("en") })));
  note.replaceChildren(...parts);
}

function unreached({ rules, input }, reached) {
  const used = (rule, places) =>
    places.subarray(rule.before, rule.before + rule.inputSize).reduce((sum, one) => sum + one, 0);
  return input.height * input.width - used(rules.rows, reached.rows) * used(rules.columns, reached.columns);
}
