// What a pointed-at cell tells: the card beside it, its square of the picture, its sources.
import { element } from "../browser/element.mjs";
import { fill, number } from "../browser/text.mjs";
import { seenSquare, softmax, tilePlace, valueAt } from "./values.mjs";
import { STRIP_WIDTH, tileCanvas } from "./paint.mjs";
import { percent, tileOf } from "./row.mjs";

const ENLARGED = 192; // a multiple of every side in the row
const SVG = "http://www.w3.org/2000/svg";

// A spot is what is pointed at: { stage, tile, place, x, y }, or { stage, unit | index }.
export function describe(spot, row) {
  const { stage } = spot;
  const value = row.values[stage.name], { words } = row.view;
  if (stage.kind === "dense")
    return { title: fill(words.unit, { unit: spot.unit + 1, count: value.vector.length }),
      value: number(value.vector[spot.unit]), range: [0, value.peak] };
  if (stage.kind === "outputs") {
    const logit = value.vector[spot.output];
    return { title: row.view.classes[spot.output].title, value: percent(softmax(value.vector)[spot.output]),
      note: fill(words.vote, { logit: number(logit) }) };
  }
  if (stage.kind === "flatten") {
    const { count, side } = value.maps;
    const cell = Math.floor(spot.index / count), map = spot.index % count;
    return { title: fill(words.flat, { index: (spot.index + 1).toLocaleString("en"),
      count: (count * side * side).toLocaleString("en") }),
      value: number(valueAt(value.maps, map, cell)), range: [value.maps.floor, value.maps.peak],
      note: fill(words.flat_from, { row: Math.floor(cell / side) + 1, column: (cell % side) + 1,
        map: map + 1 }) };
  }
  if (value.pictures) {
    const planes = value.pictures[spot.tile], size = value.side ** 2;
    const cell = spot.y * value.side + spot.x;
    const title = stage.kind === "augmentation" ? fill(words.draw, { draw: spot.tile + 1 }) : "";
    return { title, value: [0, 1, 2].map((c) => planes[c * size + cell]).join(" · "), range: [0, 255] };
  }
  const { maps } = value;
  const named = stage.kind === "rescaling" ? words[["red", "green", "blue"][spot.tile]]
    : fill(words.map, { map: spot.tile + 1, count: maps.count });
  return { title: named, value: number(valueAt(maps, spot.tile, spot.y * maps.side + spot.x)),
    range: [maps.low[spot.tile], maps.high[spot.tile]] };
}

// A map enlarged, with the cell framed; the frame follows the pointer without a new painting.
export function enlarged(stage, value, tile, tables, shown = ENLARGED) {
  const side = value.side ?? value.maps.side;
  const frame = element("i", { class: "frame" });
  const box = element("div", { class: "enlarged", style: `width:${shown}px;height:${shown}px` },
    tileCanvas(stage, value, tile, tables, shown), frame);
  box.point = ({ left, top, width, height }) => {
    const scale = shown / side;
    frame.style.cssText = `left:${left * scale}px;top:${top * scale}px;` +
      `width:${width * scale}px;height:${height * scale}px`;
  };
  return box;
}

export function makeCard(row) {
  const card = element("div", { class: "card", hidden: true, "aria-hidden": "true" });
  let shownTile = null, here = null, seen = null;
  const { view, values, tables } = row;
  const pictureStage = view.stages[0];

  function build(spot) {
    const { stage } = spot;
    const hasMap = spot.tile !== undefined;
    here = hasMap ? enlarged(stage, values[stage.name], spot.tile, tables) : null;
    const sees = hasMap && stage.field && !values[stage.name].pictures;
    seen = sees ? enlarged(pictureStage, values[pictureStage.name], 0, tables) : null;
    card.replaceChildren(
      element("div", { class: "title" }, element("b", {}, stage.title), element("span", {})),
      element("div", { class: "pair" },
        here && element("figure", {}, here, element("figcaption", {}, view.words.card_map)),
        seen && element("figure", {}, seen, element("figcaption", {},
          fill(view.words.card_seen, { side: stage.field[0] })))),
      element("div", { class: "reading" }, element("b", {}), element("span", {})),
      element("div", { class: "note" }));
    card.style.setProperty("--accent", view.theme.kinds[stage.kind]);
  }

  function show(spot, anchor) {
    const id = `${spot.stage.name}/${spot.tile ?? ""}`;
    if (id !== shownTile) build(spot);
    shownTile = id;
    const { title, value, range, note } = describe(spot, row);
    card.querySelector(".title span").textContent = title;
    card.querySelector(".reading b").textContent = value;
    card.querySelector(".reading span").textContent =
      range ? fill(view.words.range, { low: number(range[0]), high: number(range[1]) }) : "";
    card.querySelector(".note").textContent = note ??
      (spot.x === undefined ? "" : fill(view.words.place, { row: spot.y + 1, column: spot.x + 1 }));
    here?.point({ left: spot.x, top: spot.y, width: 1, height: 1 });
    if (seen) seen.point(seenSquare(spot.stage.field, spot.x, spot.y, values[pictureStage.name].side));
    card.hidden = false;
    place(anchor);
  }

  // Beside the tile, on the side with room, inside the row.
  function place(anchor) {
    const frame = row.root.getBoundingClientRect();
    const width = card.offsetWidth, height = card.offsetHeight;
    const roomRight = frame.right - anchor.right, roomLeft = anchor.left - frame.left;
    let left = roomRight > width + 12 || (roomRight > roomLeft && roomLeft < width + 12)
      ? anchor.right - frame.left + 12 : anchor.left - frame.left - width - 12;
    left = Math.max(0, Math.min(left, frame.width - width));
    let top = anchor.top - frame.top + anchor.height / 2 - height / 2;
    top = Math.max(8 - frame.top, Math.min(top, frame.height - height));
    if (frame.width < width + anchor.width + 24) top = anchor.bottom - frame.top + 10; // narrow
    card.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  function hide() {
    card.hidden = true;
    shownTile = null;
  }
  return { card, show, hide };
}

// Frames and lines over the row: the pointed-at tile, its square of the picture, its sources.
export function makeOverlay(row) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "overlay");
  svg.setAttribute("aria-hidden", "true");

  function draw(tag, attributes) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    svg.append(made);
  }

  function tileBox(stage, place) {
    const { canvas, layout } = row.columns[stage.name];
    const frame = row.track.getBoundingClientRect(), at = canvas.getBoundingClientRect();
    const { x, y } = tilePlace(layout, place);
    return { x: at.left - frame.left + x, y: at.top - frame.top + y, side: layout.side };
  }

  // From the units that count most for a class: for it in one colour, against it in the other.
  function showVotes({ stage, output }) {
    const { view, values, columns } = row;
    const units = view.stages[view.stages.indexOf(stage) - 1];
    const at = columns[units.name].canvas.getBoundingClientRect();
    const frame = row.track.getBoundingClientRect();
    const bar = stage.bars[output].getBoundingClientRect();
    const votes = stage.strengths[output].map((weight, unit) =>
      ({ unit, vote: weight * values[units.name].vector[unit] }));
    const most = Math.max(...votes.map(({ vote }) => Math.abs(vote)));
    const { signed } = view.theme;
    for (const { unit, vote } of votes.filter((one) => Math.abs(one.vote) > most / 10)) {
      const share = Math.abs(vote) / most, { thickness } = columns[units.name].layout;
      const x1 = at.right - frame.left, y1 = at.top - frame.top + (unit + 0.5) * thickness;
      const x2 = bar.left - frame.left - 3, y2 = bar.top - frame.top + bar.height / 2, bend = (x2 - x1) / 2;
      draw("path", { d: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`,
        stroke: vote > 0 ? signed[5] : signed[1], "stroke-width": 0.7 + 2.3 * share,
        "stroke-opacity": 0.35 + 0.6 * share });
    }
  }

  function show(spot) {
    svg.replaceChildren();
    if (spot.output !== undefined && row.wide) showVotes(spot);
    if (spot.tile === undefined) return;
    const { view, values } = row, { stage } = spot;
    const accent = view.theme.kinds[stage.kind];
    const target = tileBox(stage, spot.place);
    for (const { from, place, strength } of row.wide ? sources(spot, row) : []) {
      const source = tileBox(from, place);
      const x1 = source.x + source.side / 2, y1 = source.y + source.side / 2;
      const x2 = target.x - 1, y2 = target.y + target.side / 2, bend = (x2 - x1) / 2;
      draw("path", { d: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`,
        stroke: accent, "stroke-width": 0.4 + 1.8 * strength ** 2,
        "stroke-opacity": 0.2 + 0.7 * strength ** 2 });
      draw("circle", { cx: x1, cy: y1, r: 1.5 + Math.min(5, source.side / 8) * strength ** 2,
        fill: accent, stroke: "#fff", "stroke-width": 1 });
    }
    draw("rect", { x: target.x - 1.5, y: target.y - 1.5, width: target.side + 3,
      height: target.side + 3, stroke: accent, "stroke-width": 2.5, rx: 2 });
    if (!stage.field) return;
    const picture = view.stages[0], at = tileBox(picture, 0);
    const seen = seenSquare(stage.field, spot.x, spot.y, values[picture.name].side);
    for (const [colour, width] of [["#000", 3.5], ["#fff", 1.5]])
      draw("rect", { x: at.x + seen.left - 1, y: at.y + seen.top - 1, width: seen.width + 2,
        height: seen.height + 2, stroke: colour, "stroke-width": width });
  }
  return { svg, show, hide: () => svg.replaceChildren() };
}

// The visible tiles of the stage before that feed a tile, with how much each counts, 0 to 1.
function sources({ stage, tile }, { view, values, columns }) {
  const position = view.stages.indexOf(stage);
  const from = stage.kind === "rescaling" ? view.stages[0] : view.stages[position - 1];
  if (!from || !columns[from.name]?.layout) return [];
  if (stage.kind === "rescaling") return [{ from, place: 0, strength: 0.6 }];
  if (stage.kind === "augmentation") return [{ from, place: 0, strength: 0.6 }];
  const value = values[from.name];
  const places = [...Array(columns[from.name].layout.shown).keys()];
  if (stage.kind === "convolution") {
    const strengths = stage.strengths[tile], most = Math.max(...strengths);
    return places.map((place) =>
      ({ from, place, strength: strengths[tileOf(value, place)] / most }));
  }
  return places.filter((place) => tileOf(value, place) === tile)
    .map((place) => ({ from, place, strength: 0.6 }));
}

export function spotAt(stage, value, layout, hit, x, y) {
  const [short, long] = layout.lying ? [y, x] : [x, y];
  if (layout.units)
    return { stage, unit: Math.min(value.vector.length - 1, Math.floor(long / layout.thickness)) };
  if (layout.flat) return { stage, index: Math.floor(long) * STRIP_WIDTH + Math.floor(short) };
  return hit && { stage, place: hit.place, tile: tileOf(value, hit.place), x: hit.x, y: hit.y };
}
