// The component: one lens an element, which lives on while its data change.
import { fill } from "../browser/text.mjs";
import { bringIntoView, makeCamera, setZoom, zoomAt } from "./camera.mjs";
import { makeChooser, makeMaps } from "./channels.mjs";
import { fillFields, makeFields } from "./fields.mjs";
import { readLook } from "./look.mjs";
import { readLens } from "./payload.mjs";
import { advance, cellsPerSecond, glide, makePlayer } from "./player.mjs";
import { cellByKey, listen } from "./pointer.mjs";
import { announceResult, pointLinked, registerLens, unregisterLens } from "./registry.mjs";
import { drawMaps, drawPointed, layOut, makeContents, paintProducts, repaintOutput, showChannels, showKernel, weightsShown } from "./render.mjs";
import { makeScene, setKernel } from "./scene.mjs";
import { makeSkeleton } from "./skeleton.mjs";
import { formulaOf, sayTerms, sayUses } from "./speech.mjs";
import { makeToolbar, showDisplays, showPlaying } from "./toolbar.mjs";
import { gridLabel, operationTitle, shapeText, windowText } from "./words.mjs";

const QUIET = 300; // milliseconds without an edit after which the kernel goes to the server
const SMALL = 200; // output cells up to which the first cell is a good beginning

// Streamlit runs this again whenever data or theme change, on the same element.
export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".lens");
  const lens = (root.lens ??= { root, camera: makeCamera(), player: makePlayer(), sent: [], dirty: {} });
  lens.send = setStateValue;
  if (data) update(lens, data);
  const observer = new ResizeObserver(() => {
    if (root.clientWidth && root.clientWidth !== lens.width) invalidate(lens, "layout");
  });
  observer.observe(root);
  lens.pointTo = (pointed) => point(lens, pointed, { linked: false });
  registerLens(lens);
  return () => {
    observer.disconnect();
    unregisterLens(lens);
  };
}

// -- new data --------------------------------------------------------------------------------------

function update(lens, bytes) {
  const { view, arrays } = readLens(bytes);
  const words = JSON.stringify([view.words, view.editable, view.operation.kind]);
  const fresh = lens.said !== words;
  const shape = JSON.stringify([view.operation.window, view.operation.depth, view.channel_names]);
  const cells = kernelInForce(lens, view);
  const before = lens.view;
  Object.assign(lens, { view, words: view.words, editable: view.editable, channelNames: view.channel_names });
  lens.channel = Math.min(lens.channel ?? 0, arrays.input.channels - 1);
  if (!before || before.display !== view.display) lens.display = view.display;
  lens.scene = makeScene(view, arrays, cells);
  if (fresh) build(lens, words);
  if (lens.shape !== shape) lens.maps.row.replaceChildren(), delete lens.maps.row.dataset.count;
  lens.shape = shape;
  lens.look = readLook(lens.root, view.theme, view.accent);
  lens.root.style.setProperty("--accent", lens.look.accent);
  lens.root.classList.toggle("dark", lens.look.dark);
  makeContents(lens);
  settlePointed(lens, before);
  caption(lens);
  layOut(lens);
  lens.width = lens.root.clientWidth;
  showDisplays(lens.toolbar, view.displays, lens.display, lens.act);
  showChannels(lens);
  writeKernel(lens);
  if (lens.maps.fold.open) paintProducts(lens);
  lens.player.count = lens.scene.output.height * lens.scene.output.width;
  if (lens.player.at !== null) lens.player.at = Math.min(lens.player.at, lens.player.count - 1);
  render(lens, { maps: true, pointed: true });
  announceResult(lens);
  lens.root.dataset.painted = view.signature;
}

// The server's kernel when the page chose another one; what is being edited here otherwise.
function kernelInForce(lens, { operation, edited }) {
  if (operation.kind !== "weighted_sum") return null;
  const base = JSON.stringify(operation.kernel);
  const ours = lens.base !== undefined && (base === lens.base || lens.sent.includes(base));
  const moved = ours && base !== lens.base;
  lens.base = base;
  if (!ours || lens.scene?.kernel?.cells.length !== operation.kernel.length) {
    lens.sent = [];
    return edited ?? operation.kernel;
  }
  // The page took an edit of ours as its own; one made since then is sent again under its name.
  if (moved) queueKernel(lens);
  return [...lens.scene.kernel.cells];
}

function build(lens, said) {
  const { words } = lens.view;
  lens.said = said;
  Object.assign(lens, makeSkeleton(lens.root));
  lens.act = { play: () => play(lens), step: (by) => step(lens, by), scrub: (at) => scrub(lens, at),
    speed: (speed) => (lens.player.speed = speed), zoom: (factor) => zoom(lens, factor),
    display: (name) => display(lens, name), point: (grid, cell) => hover(lens, grid, cell),
    pick: (grid, cell, touch) => pick(lens, grid, cell, touch), key: (grid, event) => key(lens, grid, event),
    focus: (grid) => say(lens, grid), seen: () => invalidate(lens, "maps", "pointed") };
  lens.chooseChannel = (channel) => chooseChannel(lens, channel);
  lens.toolbar = makeToolbar(words, lens.act);
  lens.toolbar.speed.value = lens.player.speed;
  lens.chooser = makeChooser(words, lens.chooseChannel);
  lens.maps = makeMaps(words, () => lens.maps.fold.open && (paintProducts(lens), invalidate(lens, "pointed")));
  lens.fields = makeFields((at, value) => edit(lens, at, value), (problem, at) => complain(lens, problem, at));
  const { figure, work, complaint, reset } = lens.middle;
  figure.insertBefore(lens.chooser, work);
  if (lens.editable) {
    work.append(lens.fields.host);
    figure.append(lens.fields.slider, complaint);
  }
  reset.textContent = words.reset;
  reset.addEventListener("click", () => resetKernel(lens));
  lens.hint.textContent = words.hint;
  lens.root.replaceChildren(lens.toolbar.bar, lens.panels, lens.maps.fold, lens.hint, lens.live);
  for (const grid of Object.values(lens.grids)) listen(grid, lens.camera, lens.act);
}

function caption(lens) {
  const { figures, grids, scene, view, words, middle, maps } = lens;
  for (const name of ["input", "output"]) {
    const title = view.titles[name] || words[name];
    figures[name].title.textContent = title;
    figures[name].shape.textContent = shapeText(scene[name]);
    grids[name].box.setAttribute("aria-label", gridLabel(name, title, scene[name], words));
  }
  middle.title.textContent = operationTitle(scene.operation, words);
  middle.shape.textContent = windowText(scene, words);
  maps.fold.hidden = !(scene.operation.depth > 1);
}

// Which cell is shown before anybody has pointed at one: the first, or where most happens.
function settlePointed(lens, before) {
  const { scene: { output, input }, view } = lens;
  const fits = lens.pointed && (lens.pointed.where === "output"
    ? lens.pointed.row < output.height && lens.pointed.column < output.width
    : lens.pointed.row < input.height && lens.pointed.column < input.width);
  if (!before && view.pinned) lens.pinned = true;
  if (!before && view.pinned) lens.pointed = { where: "output", row: view.pinned[0], column: view.pinned[1] };
  else if (!fits) lens.pointed = { where: "output", ...firstShown(output, lens.scene.operation.kind) };
  if (!fits && before) lens.pinned = false;
}

function firstShown({ planes, height, width }, kind) {
  if (height * width <= SMALL) return { row: 0, column: 0 };
  if (kind !== "weighted_sum") return { row: height >> 1, column: width >> 1 };
  const [plane] = planes;
  let best = 0;
  for (let row = height >> 3; row < height - (height >> 3); row++)
    for (let column = width >> 3; column < width - (width >> 3); column++)
      if (Math.abs(plane[row * width + column]) > Math.abs(plane[best])) best = row * width + column;
  return { row: Math.floor(best / width), column: best % width };
}

// -- drawing: at most once a frame -------------------------------------------------------------------

function invalidate(lens, ...parts) {
  for (const part of parts) lens.dirty[part] = true;
  lens.frame ??= requestAnimationFrame((now) => {
    lens.frame = null;
    paintFrame(lens, now);
  });
}

function paintFrame(lens, now) {
  const { player, dirty } = lens;
  if (!lens.root.isConnected) return;
  if (player.playing) move(lens, now);
  if (dirty.layout) {
    layOut(lens);
    lens.width = lens.root.clientWidth;
  }
  render(lens, { maps: dirty.maps || dirty.layout, pointed: true });
  lens.dirty = {};
  if (player.playing) invalidate(lens, "pointed");
}

function render(lens, { maps }) {
  for (const { box } of Object.values(lens.grids)) box.classList.toggle("zoomed", lens.camera.zoom > 1);
  if (maps) drawMaps(lens);
  drawPointed(lens);
  const { toolbar, player, scene, pointed } = lens;
  const at = pointed.where === "output" ? pointed.row * scene.output.width + pointed.column : 0;
  const shown = player.at === null ? at : Math.floor(player.at);
  toolbar.scrub.max = player.count - 1;
  toolbar.scrub.value = shown;
  toolbar.place.textContent = `${(shown + 1).toLocaleString("en")} / ${player.count.toLocaleString("en")}`;
}

// -- pointing ----------------------------------------------------------------------------------------

function point(lens, pointed, { linked = true } = {}) {
  lens.pointed = pointed;
  invalidate(lens, "pointed");
  if (linked) pointLinked(lens);
}

function hover(lens, grid, cell) {
  if (!cell || lens.pinned || lens.player.playing) return;
  lens.player.at = null;
  point(lens, { where: grid.name, ...cell });
}

// A click holds the cell; on a touch screen the first tap looks and the second holds.
function pick(lens, grid, cell, touch) {
  stop(lens);
  const { pointed } = lens;
  const same = pointed.where === grid.name && pointed.row === cell.row && pointed.column === cell.column;
  if (touch && !same && !lens.pinned) return point(lens, { where: grid.name, ...cell });
  hold(lens, grid.name === "output" && !(same && lens.pinned), { where: grid.name, ...cell });
}

function hold(lens, pinned, pointed = lens.pointed) {
  const was = lens.pinned ? JSON.stringify([lens.pointed.row, lens.pointed.column]) : "null";
  lens.pinned = pinned;
  point(lens, pointed);
  const now = pinned ? [pointed.row, pointed.column] : null;
  if (JSON.stringify(now) !== was) lens.send("pinned", now);
}

function key(lens, grid, event) {
  const map = lens.scene[grid.name], here = lens.pointed.where === grid.name ? lens.pointed : { row: 0, column: 0 };
  const cell = cellByKey(event, here, map);
  const zooms = { "+": 1.6, "=": 1.6, "-": 1 / 1.6, 0: 0 }[event.key];
  if (cell) {
    stop(lens);
    if (lens.pinned) hold(lens, false);
    point(lens, { where: grid.name, ...cell });
    follow(lens, grid, cell);
    say(lens, grid);
  } else if (event.key === "Enter" || event.key === " ") {
    if (grid.name === "output" && lens.pointed.where === "output") hold(lens, !lens.pinned);
    say(lens, grid);
  } else if (event.key === "Escape") {
    stop(lens);
    lens.player.at = null;
    hold(lens, false);
  } else if (zooms !== undefined && !event.ctrlKey && !event.metaKey) zoom(lens, zooms);
  else return;
  event.preventDefault();
}

function follow(lens, grid, { row, column }) {
  if (lens.camera.zoom === 1) return;
  const { content } = grid;
  bringIntoView(lens.camera, (column + content.before.column + 0.5) / content.columns,
    (row + content.before.row + 0.5) / content.rows);
  invalidate(lens, "maps");
}

// Said once the keys rest, or a reader would hear every cell on the way.
function say(lens, grid) {
  clearTimeout(lens.saying);
  lens.saying = setTimeout(() => {
    const { scene, words, channelNames, pointed, reading, pinned } = lens;
    if (pointed.where !== grid.name || !reading) return;
    lens.live.textContent = pointed.where === "output"
      ? `${pinned ? `${words.pinned}. ` : ""}${sayTerms(scene, reading, words, channelNames)}` : sayUses(reading, words);
  }, 120);
}

function zoom(lens, factor) {
  const { camera, grids, pointed } = lens;
  if (!factor) setZoom(camera, 1);
  else {
    follow(lens, grids[pointed.where], pointed);
    zoomAt(camera, factor, 0.5, 0.5);
    follow(lens, grids[pointed.where], pointed);
  }
  invalidate(lens, "maps", "pointed");
}

function display(lens, name) {
  lens.display = name;
  showDisplays(lens.toolbar, lens.view.displays, name, lens.act);
  repaintOutput(lens);
  invalidate(lens, "maps", "layout");
  lens.send("display", name);
}

function chooseChannel(lens, channel) {
  lens.channel = channel;
  makeContents(lens);
  showChannels(lens);
  writeKernel(lens);
  invalidate(lens, "maps", "pointed");
}

// -- sliding -----------------------------------------------------------------------------------------

function play(lens) {
  const { player } = lens;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return step(lens, 1);
  if (player.playing) return stop(lens);
  const from = player.at ?? 0;
  Object.assign(player, { playing: true, last: 0, at: from >= player.count - 1 ? 0 : from });
  lens.pinned = false;
  showPlaying(lens.toolbar, true);
  return invalidate(lens, "pointed");
}

function stop(lens) {
  if (!lens.player.playing) return;
  lens.player.playing = false;
  lens.pointed.moved = 0;
  showPlaying(lens.toolbar, false);
  invalidate(lens, "pointed");
}

function move(lens, now) {
  const { player, scene } = lens;
  const ended = advance(player, now);
  const spot = glide(player.at, scene.output.width, cellsPerSecond(player.speed, player.count));
  lens.pointed = { where: "output", ...spot };
  follow(lens, lens.grids.output, spot);
  if (!ended) return;
  stop(lens);
  player.at = null; // the whole output is there: no veil
}

function scrub(lens, at) {
  stop(lens);
  const { width } = lens.scene.output;
  lens.player.at = at;
  const spot = { row: Math.floor(at / width), column: at % width };
  point(lens, { where: "output", ...spot });
  follow(lens, lens.grids.output, spot);
}

function step(lens, by) {
  const { player, scene, pointed } = lens;
  const here = player.at ?? (pointed.where === "output" ? pointed.row * scene.output.width + pointed.column : 0);
  scrub(lens, Math.max(0, Math.min(player.count - 1, Math.floor(here) + by)));
  say(lens, lens.grids.output);
}

// -- the kernel --------------------------------------------------------------------------------------

// A field lies where its weight meets the window: turned by 180°, the last weight comes first.
function cellOfField(lens, at) {
  const { scene: { kernel, operation }, channel } = lens;
  const place = operation.flip ? kernel.rows * kernel.columns - 1 - at : at;
  return place * kernel.depth + (kernel.depth > 1 ? channel : 0);
}

function edit(lens, at, value) {
  const { cells } = lens.scene.kernel, cell = cellOfField(lens, at);
  if (cells[cell] === value) return;
  cells[cell] = value;
  setKernel(lens.scene, cells);
  kernelChanged(lens);
}

function kernelChanged(lens) {
  repaintOutput(lens);
  showKernel(lens);
  lens.middle.reset.hidden = JSON.stringify([...lens.scene.kernel.cells]) === lens.base;
  invalidate(lens, "maps", "pointed");
  announceResult(lens);
  queueKernel(lens);
}

function queueKernel(lens) {
  clearTimeout(lens.sending);
  lens.sending = setTimeout(() => {
    const cells = [...lens.scene.kernel.cells], text = JSON.stringify(cells);
    if (text === lens.base && !lens.sent.length) return;
    lens.sent = [...lens.sent.slice(-20), text];
    lens.send("kernel", text === lens.base ? null : { base: lens.view.base, cells });
  }, QUIET);
}

function resetKernel(lens) {
  setKernel(lens.scene, JSON.parse(lens.base));
  writeKernel(lens);
  kernelChanged(lens);
}

function writeKernel(lens) {
  const { scene, editable, channel, middle, words } = lens;
  middle.reset.hidden = !editable || JSON.stringify([...scene.kernel?.cells ?? []]) === lens.base;
  middle.canvas.setAttribute("aria-label", words.arithmetic);
  if (!editable) return;
  const shown = weightsShown(scene.turned, scene.operation.depth > 1 ? channel : 0);
  fillFields(lens.fields, shown);
  showKernel(lens);
}

function complain(lens, problem, at) {
  const { words, middle, scene: { operation } } = lens;
  const columns = operation.window[1];
  middle.complaint.textContent = problem ? fill(words[`problem_${problem}`],
    { row: Math.floor(at / columns) + 1, column: (at % columns) + 1, limit: "1,000,000" }) : "";
}

// What the lens says of the pointed-at cell in one line; for tests and for whoever is curious.
export function readingOf(lens) {
  const { scene, reading, words, channelNames, pointed } = lens;
  return pointed.where === "output" ? formulaOf(scene, reading, words, channelNames) : sayUses(reading, words);
}
