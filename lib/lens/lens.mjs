// The component: one lens an element, which lives on while its data change.
import { element } from "../browser/element.mjs";
import { makeCamera } from "./camera.mjs";
import { makeChooser, makeMaps } from "./channels.mjs";
import { complain, edit, kernelInForce, resetKernel, writeKernel } from "./editing.mjs";
import { makeFields } from "./fields.mjs";
import { invalidate, render } from "./frames.mjs";
import { readLook } from "./look.mjs";
import { readLens } from "./payload.mjs";
import { makePlayer } from "./player.mjs";
import { listen } from "./pointer.mjs";
import { hover, key, pick, point, say, zoom } from "./pointing.mjs";
import { announceResult, registerLens, unregisterLens } from "./registry.mjs";
import { layOut, letterGrowth, makeContents, measurePlaces, paintProducts } from "./render.mjs";
import { repaintInput, repaintOutput, showChannels } from "./render.mjs";
import { redrawn } from "./redrawing.mjs";
import { makeScene } from "./scene.mjs";
import { makeSkeleton } from "./skeleton.mjs";
import { move, play, scrub, step, stop } from "./sliding.mjs";
import { formulaOf, sayUses } from "./speech.mjs";
import { makeToolbar, showDisplays } from "./toolbar.mjs";
import { gridLabel, operationTitle, shapeText, windowText } from "./words.mjs";

const SMALL = 200; // output cells up to which the first cell is a good beginning

// Streamlit runs this again whenever data or theme change, on the same element.
export function mountLens({ data, parentElement, setStateValue }, { css, words, theme }) {
  const root = parentElement.querySelector(".lens");
  const lens = (root.lens ??= { root, camera: makeCamera(), player: makePlayer(), sent: [], dirty: {} });
  if (!lens.rules) root.before((lens.rules = element("style", {}, css)));
  Object.assign(lens, { send: setStateValue, words, theme });
  if (data) update(lens, data);
  root.redraw = (canvas, brush) => redrawn(lens, canvas, brush);
  root.repaint = () => data && update(lens, data); // in other colours, such as those of paper
  const observer = new ResizeObserver(() => resized(lens));
  observer.observe(root);
  lens.readingText = () => readingOf(lens);
  lens.pointTo = (pointed) => point(lens, pointed, { linked: false });
  registerLens(lens);
  announceResult(lens);
  return () => {
    observer.disconnect();
    unregisterLens(lens);
  };
}

// It is also told when it begins to watch, and that is at every change of the data.
function resized(lens) {
  const { clientWidth: width, clientHeight: height } = lens.root;
  const same = width === lens.width && letterGrowth() === lens.grown;
  if (!width || (same && height === lens.height)) return;
  if (!same) invalidate(lens, "layout");
  else measurePlaces(lens); // letters have arrived, or a message: something has moved
  lens.height = height;
  invalidate(lens, "pointed");
}

// -- new data --------------------------------------------------------------------------------------

function update(lens, bytes) {
  const { view, arrays } = readLens(bytes, lens.arrays);
  const look = readLook(lens.root, lens.theme, view.accent, lens.look);
  // All but the values: while it stays the same, nothing has to be laid out.
  const still = JSON.stringify({ ...view, words: lens.words.input, signature: "", edited: null, pinned: null, start: null });
  const repaintOnly = still === lens.still && look === lens.look;
  const before = lens.view;
  const cells = kernelInForce(lens, view);
  Object.assign(lens, { view, arrays, look, still, editable: view.editable,
    channelNames: view.channel_names, scene: makeScene(view, arrays, cells, lens.scene) });
  if (view.start && !lens.pinned && String(view.start) !== String(before?.start))
    lens.pointed = { where: "output", row: view.start[0], column: view.start[1] };
  if (repaintOnly) {
    repaintInput(lens);
    repaintOutput(lens);
  } else arrange(lens, before);
  render(lens, { maps: true });
  lens.root.dataset.painted = view.signature;
}

function arrange(lens, before) {
  const { view, scene, look, root } = lens;
  lens.channel = Math.min(lens.channel ?? 0, scene.input.channels - 1);
  if (!before || before.display !== view.display) lens.display = view.display;
  const structure = JSON.stringify([lens.words, view.editable, view.operation.kind, view.operation.window,
    view.operation.depth, view.channel_names]);
  if (structure !== lens.structure) build(lens);
  lens.structure = structure;
  root.style.setProperty("--accent", look.accent);
  root.classList.toggle("dark", look.dark);
  makeContents(lens);
  settlePointed(lens, before);
  caption(lens);
  showDisplays(lens.toolbar, view.displays, lens.display, lens.act);
  showChannels(lens);
  layOut(lens);
  writeKernel(lens);
  lens.player.count = scene.output.height * scene.output.width;
  if (lens.player.at !== null) lens.player.at = Math.min(lens.player.at, lens.player.count - 1);
}

function build(lens) {
  const { words } = lens;
  Object.assign(lens, makeSkeleton(lens.root));
  lens.act = {
    play: () => play(lens), stop: () => stop(lens), move: (now) => move(lens, now),
    step: (by) => step(lens, by), scrub: (at) => scrub(lens, at),
    speed: (speed) => (lens.player.speed = speed),
    zoom: (factor) => zoom(lens, factor), seen: () => invalidate(lens, "maps", "pointed"),
    display: (name) => display(lens, name),
    point: (grid, cell) => hover(lens, grid, cell),
    pick: (grid, cell, touch) => pick(lens, grid, cell, touch),
    key: (grid, event) => key(lens, grid, event), focus: (grid) => say(lens, grid),
  };
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

// What the lens says of the pointed-at cell in one line; for tests and for whoever is curious.
function readingOf(lens) {
  const { scene, view, reading, words, channelNames, pointed } = lens;
  return pointed.where === "output" ? formulaOf(scene, reading, words, channelNames, view.then) : sayUses(reading, words);
}
