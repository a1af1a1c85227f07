// The component: reads the payload, builds the row, answers pointer and keys.
import { element } from "../browser/element.mjs";
import { fill } from "../browser/text.mjs";
import { inflate, readArrays, readPayload, stageValues, tileAt } from "./values.mjs";
import { makeTables } from "./paint.mjs";
import { buildChooser, buildColumn, buildGroups, buildLegend, tileOf } from "./row.mjs";
import { describe, makeCard, makeOverlay, spotAt } from "./hover.mjs";
import { buildDetail } from "./detail.mjs";

const WIDE = 1130; // pixels the row needs; below it the stages stand in a list

// Streamlit runs this again whenever data or theme change, on the same element.
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".stages");
  const send = {
    picture: (key) => setStateValue("picture", key),
    // Closing is a value too: null is what the state is before anything was opened, and no change.
    stage: (name) => setStateValue("stage", name ?? ""),
    door: (path) => setTriggerValue("door", path),
  };
  root.send = send;
  root.repaint = () => repaint(root);
  if (data) show(root, data);
  return () => root.observer?.disconnect();
}

async function show(root, bytes) {
  const { view, recording, body } = readPayload(bytes);
  const paper = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  const said = paper + JSON.stringify(view);
  if (root.said === said) return; // nothing new: keep focus, card and opened stage
  root.said = said;
  const arrays = readArrays(recording.arrays, await inflate(body));
  if (root.said !== said) return; // overtaken by a later picture
  const values = stageValues(view.stages, arrays);
  const opened = root.row ? root.row.opened : addressed(view);
  const focused = root.getRootNode().activeElement?.dataset;
  root.classList.toggle("flow", Boolean(root.row) && root.row.view.picture !== view.picture);
  root.row = { root, view, values, paper, tables: makeTables(view.theme, paper), opened };
  build(root.row);
  if (focused?.key) root.querySelector(`[data-key="${focused.key}"]`)?.focus();
  watchWidth(root);
}

// In other colours, such as those of paper.
function repaint(root) {
  if (!root.row) return;
  const paper = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  Object.assign(root.row, { paper, tables: makeTables(root.row.view.theme, paper) });
  build(root.row);
}

function addressed(view) {
  const asked = new URLSearchParams(window.location.search).get("stage");
  return view.stages.some(({ name }) => name === asked) ? asked : null;
}

function watchWidth(root) {
  root.observer?.disconnect();
  root.observer = new ResizeObserver(() => {
    const { row } = root;
    const width = root.clientWidth;
    const changed = row.wide !== width >= WIDE || (!row.wide && Math.abs(row.width - width) > 12);
    if (width > 0 && changed) build(row);
  });
  root.observer.observe(root);
}

function build(row) {
  const { root, view } = row;
  row.width = root.clientWidth || WIDE;
  row.wide = row.width >= WIDE;
  root.classList.toggle("wide", row.wide);
  const send = {
    picture: (key) => root.send.picture(key),
    door: (path) => root.send.door(path),
    open: (name, tile) => open(row, name, tile),
  };
  row.sendAll = send;
  row.columns = {};
  row.track = element("div", { class: "track", style: `--count:${view.stages.length}` });
  if (row.wide) row.track.append(...buildGroups(view));
  for (const stage of view.stages) {
    const column = buildColumn(stage, row.values[stage.name], view, row.tables,
      row.wide ? null : row.width);
    row.columns[stage.name] = column;
    column.column.style.setProperty("--place", view.stages.indexOf(stage));
    row.track.append(column.column);
    column.head.addEventListener("click", () =>
      send.open(row.opened === stage.name ? null : stage.name));
    if (column.canvas) point(row, stage, column);
    else pointBars(row, stage, column.column);
  }
  row.overlay = makeOverlay(row);
  row.track.append(row.overlay.svg);
  row.hover = makeCard(row);
  row.live = element("div", { class: "live", "aria-live": "polite" });
  row.band = element("div", { class: "band" });
  row.track.addEventListener("keydown", (event) => moveFocus(row, event));
  row.track.addEventListener("focusout", () => leave(row));
  Object.values(row.columns)[0].head.setAttribute("tabindex", "0");
  root.replaceChildren(buildChooser(view, send), row.track, buildLegend(view, row.paper), row.band,
    row.hover.card, row.live);
  drawBand(row);
  root.dataset.painted = view.picture;
}

// -- pointer ---------------------------------------------------------------------------------

function point(row, stage, { canvas, layout }) {
  const spotOf = (event) => {
    const at = canvas.getBoundingClientRect();
    const x = event.clientX - at.left, y = event.clientY - at.top;
    return spotAt(stage, row.values[stage.name], layout, tileAt(layout, x, y), x, y);
  };
  canvas.addEventListener("pointermove", (event) => showSpot(row, spotOf(event)));
  canvas.addEventListener("pointerleave", () => leave(row));
  canvas.addEventListener("click", (event) => {
    const spot = spotOf(event);
    if (event.pointerType === "touch" && row.touched !== stage.name) {
      row.touched = stage.name; // the first tap looks, the second opens
      showSpot(row, spot);
    } else open(row, stage.name, spot?.tile);
  });
}

function pointBars(row, stage, column) {
  stage.bars = [...column.querySelectorAll(".bar")];
  stage.bars.forEach((bar, output) => {
    bar.addEventListener("pointerenter", () => showSpot(row, { stage, output }));
    bar.addEventListener("pointerleave", () => leave(row));
    bar.addEventListener("click", () => open(row, stage.name));
  });
}

function showSpot(row, spot) {
  if (!spot) return leave(row);
  row.spot = spot;
  row.overlay.show(spot);
  row.hover.show(spot, anchorOf(row, spot));
}

// The column, not the tile: the card must not cover the neighbours in it; and the column before
// it with its lines, when the card stands on that side.
function anchorOf(row, { stage, place, output }) {
  const { canvas, layout } = row.columns[stage.name];
  if (output !== undefined) {
    const { top, bottom, height, right, width } = stage.bars[output].getBoundingClientRect();
    return { top, bottom, height, right, width, left: right - 205 }; // clear of the lines
  }
  const at = canvas.getBoundingClientRect();
  if (place === undefined) return at;
  const before = row.view.stages[row.view.stages.findIndex(({ name }) => name === stage.name) - 1];
  const left = before ? row.columns[before.name].canvas.getBoundingClientRect().left : at.left;
  const top = at.top + Math.floor(place / layout.columns) * (layout.side + layout.gap);
  return { left: row.wide ? left : at.left, right: at.right, top, bottom: top + layout.side,
    width: at.width, height: layout.side };
}

function leave(row) {
  row.spot = null;
  row.overlay.hide();
  row.hover.hide();
}

// -- keys: left and right between stages, up and down through a stage's tiles ------------------

function moveFocus(row, event) {
  const names = row.view.stages.map(({ name }) => name);
  const here = names.indexOf(event.target.dataset.stage);
  if (here < 0) return;
  const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const next = event.key === "Home" ? 0 : event.key === "End" ? names.length - 1 : here + across;
  if (across || event.key === "Home" || event.key === "End") {
    event.preventDefault();
    focusStage(row, names[Math.max(0, Math.min(names.length - 1, next))], event.target);
  } else if (along) {
    event.preventDefault();
    moveTile(row, names[here], along);
  } else if (event.key === "Escape") {
    if (row.spot) leave(row);
    else open(row, null);
  } else if (event.key === "Enter" && row.spot) {
    event.preventDefault();
    open(row, names[here], row.spot.tile);
  }
}

function focusStage(row, name, before) {
  before.setAttribute("tabindex", "-1");
  const { head } = row.columns[name];
  head.setAttribute("tabindex", "0");
  head.focus();
}

function moveTile(row, name, step) {
  const stage = row.view.stages.find((other) => other.name === name);
  const { layout } = row.columns[name], value = row.values[name];
  let spot;
  if (!layout) {
    const from = row.spot?.stage === stage ? row.spot.output : step > 0 ? -1 : stage.bars.length;
    spot = { stage, output: Math.max(0, Math.min(stage.bars.length - 1, from + step)) };
  } else if (layout.units || layout.flat) {
    const key = layout.units ? "unit" : "index";
    const count = layout.units ? value.vector.length : layout.width * layout.height;
    const from = row.spot?.stage === stage ? row.spot[key] : step > 0 ? -1 : count;
    spot = { stage, [key]: Math.max(0, Math.min(count - 1, from + step)) };
  } else {
    const from = row.spot?.stage === stage ? row.spot.place : step > 0 ? -1 : layout.shown;
    const place = Math.max(0, Math.min(layout.shown - 1, from + step));
    spot = { stage, place, tile: tileOf(value, place), x: layout.side >> 1, y: layout.side >> 1 };
  }
  showSpot(row, spot);
  const said = describe(spot, row);
  row.live.textContent = fill(row.view.words.live, { stage: stage.title, title: said.title,
    value: said.value });
}

// -- the band --------------------------------------------------------------------------------

function open(row, name, tile) {
  row.opened = name;
  row.openedTile = tile;
  drawBand(row);
  row.root.send.stage(name);
  if (!name) return row.live.replaceChildren();
  leave(row);
  row.live.textContent = row.columns[name].head.getAttribute("aria-label");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  row.band.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "nearest" });
}

function drawBand(row) {
  for (const [name, { head, column }] of Object.entries(row.columns)) {
    head.setAttribute("aria-expanded", String(name === row.opened));
    column.classList.toggle("opened", name === row.opened);
  }
  const stage = row.view.stages.find(({ name }) => name === row.opened);
  row.band.replaceChildren(...(stage ? [buildDetail(stage, row.openedTile, row, row.sendAll)] : []));
}
