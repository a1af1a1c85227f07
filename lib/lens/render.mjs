// Draws a lens: lays its panels out, paints the maps, and on every pointed-at cell the arithmetic.
import { bandsOf, drawTerms, drawUses, prepare, termLayout } from "./arithmetic.mjs";
import { inputContent, outputContent, paintContent } from "./bitmap.mjs";
import { fitScale, limitZoom, sharedScale } from "./camera.mjs";
import { paintMaps, showChooser, showPartials } from "./channels.mjs";
import { drawEquation, equationHeight, equationOf, thenOf } from "./equation.mjs";
import { colourFields, layFields } from "./fields.mjs";
import { drawGrid, drawMarks, sizeGrid } from "./grid.mjs";
import { channelScale, inputShown, outputShown } from "./look.mjs";
import { drawBeam, inputMarks, outputMarks, veils } from "./marks.mjs";
import { distanceWeights } from "./pooling.mjs";
import { drawPlot, plotHeight } from "./plot.mjs";
import { extent } from "./scene.mjs";
import { colourOf, makeScale } from "./scale.mjs";
import { showBorder, showLegend } from "./skeleton.mjs";
import { termsAt, usesOf } from "./terms.mjs";
import { spotText } from "./words.mjs";

export const WIDE = 800; // pixels from which the three panels stand side by side
const PANEL_GAP = 30, NARROWEST = 210;

// The panels' contents after new data, another channel, another look.
export function makeContents(lens) {
  const { scene, look, channel, grids, figures, words } = lens;
  grids.input.content = inputContent(scene, inputShown(lens, channel), look.scales, look.accentChannels);
  grids.output.content = outputContent(scene, outputShown(lens, channel));
  lens.termContent = { ...grids.input.content, scale: channelScale(lens) };
  weighKernel(lens);
  showLegend(figures.input.legend, grids.input.content);
  showLegend(figures.output.legend, grids.output.content);
  showBorder(figures.input.note, scene, grids.input.content.reached, words);
}

// The colours of weights: those of a kernel, or those by distance.
function weighKernel(lens) {
  const { kernel, operation: { reduction, sigma }, rules } = lens.scene;
  const weights = kernel ? kernel.cells
    : reduction === "gaussian" ? distanceWeights(rules.rows.window, rules.columns.window, sigma) : null;
  if (weights) lens.weightScale = makeScale("signed", extent([weights]), lens.look.scales);
}

// Other values of the same shape: the maps are painted again, nothing is made or moved.
export function repaintInput(lens) {
  const { content } = lens.grids.input;
  Object.assign(content, inputShown(lens, lens.channel), { map: lens.scene.input });
  paintContent(content);
  lens.termContent = { ...content, scale: channelScale(lens) };
  showLegend(lens.figures.input.legend, content);
}

// Another kernel or display: the output alone, in the memory it has.
export function repaintOutput(lens) {
  const { content } = lens.grids.output;
  Object.assign(content, outputShown(lens, lens.channel), { map: lens.scene.output });
  paintContent(content);
  weighKernel(lens);
  showLegend(lens.figures.output.legend, content);
  if (lens.maps.fold.open) paintProducts(lens);
}

export function paintProducts(lens) {
  paintMaps(lens.maps, lens, channelScale(lens));
}

// -- layout: only when the width, the ratio of pixels or the sizes change -------------------------

// How much larger than usual the page's letters are, as for a projector.
export function letterGrowth() {
  return (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
}

export function layOut(lens) {
  const { root, grids, scene, view } = lens, grown = letterGrowth();
  const width = root.clientWidth || 1100, ratio = window.devicePixelRatio || 1;
  lens.width = root.clientWidth;
  lens.grown = grown;
  lens.wide = width >= WIDE * grown;
  root.classList.toggle("wide", lens.wide);
  const [, columns] = scene.operation.window;
  const middle = Math.min(width, grown * (columns > 5 ? 384 : columns > 3 || scene.operation.depth > 1 ? 350 : 316));
  const side = lens.wide ? (width - middle - 2 * PANEL_GAP * grown) / 2 : width;
  const height = lens.wide ? view.height * grown : Math.min(view.height, 300);
  const { input, output } = grids, narrowest = NARROWEST * grown;
  const alone = ({ content }) => fitScale(content.columns, content.rows, side, height, ratio, grown);
  // Large letters leave the maps less room: what one of them does not need is the other's.
  const shared = lens.wide && grown > 1
    ? sharedScale(input.content, output.content, 2 * side, height, ratio, { grown, narrowest }) : 0;
  const fit = Math.max(alone(input), shared);
  let fitOut = Math.max(alone(output), Math.min(shared, fit));
  const steps = scene.rules.rows.stride * scene.rules.columns.stride;
  if (steps === 1 || fit >= 28) fitOut = Math.min(fit, fitOut); // the same size of cell in both
  if (shared) fitOut = Math.min(fitOut, fit);
  sizeGrid(input, fit, ratio, grown);
  sizeGrid(output, fitOut, ratio, grown);
  limitZoom(lens.camera, Math.min(fit, fitOut), grown);
  // Fixed widths: a caption that grows with its cell must not push the panels about.
  for (const grid of [input, output])
    lens.figures[grid.name].figure.style.width = `${Math.max(Math.min(side, Math.max(grid.width, narrowest)), grid.width)}px`;
  lens.middle.figure.style.width = `${middle}px`;
  lens.toolbar.zoom.hidden = lens.camera.furthest === 1;
  layTerms(lens, middle, ratio);
  measurePlaces(lens);
}

// The arithmetic is laid out in the usual size, and painted as much larger as letters are.
function layTerms(lens, space, ratio) {
  const { scene, fields, middle, words, look, grown } = lens, { operation } = scene, width = space / grown;
  const coarse = matchMedia("(pointer: coarse)").matches;
  const [rows, columns] = operation.window;
  lens.ratio = ratio;
  lens.terms = termLayout({ rows, columns, bands: bandsOf(operation), width, coarse });
  if (operation.kind === "activation") // the curve stands there instead of terms
    Object.assign(lens.terms, { down: plotHeight(), left: 8, across: width - 16 });
  const context = middle.canvas.getContext("2d");
  const tokens = equationOf(scene, termsAt(scene, 0, 0, 0), words, lens.channelNames, thenOf(lens));
  // Room for the widest numbers, so that nothing below moves while the cell changes.
  for (const token of tokens) if (!token.sign) token.value = -8888.8;
  lens.workSize = { width, height: lens.terms.down + 14 + equationHeight(tokens, width, context, look) };
  middle.work.style.width = `${space}px`;
  middle.work.style.height = `${lens.workSize.height * grown}px`;
  if (lens.editable) layFields(fields, lens.terms, words, coarse, grown);
}

export function measurePlaces(lens) {
  const { panels, grids, middle, wide } = lens;
  const frame = panels.getBoundingClientRect();
  const place = (element) => {
    const at = element.getBoundingClientRect();
    return { x: at.left - frame.left, y: at.top - frame.top };
  };
  lens.places = wide ? { input: place(grids.input.box), output: place(grids.output.box),
    work: place(middle.work) } : null;
}

// -- drawing -----------------------------------------------------------------------------------------

export function drawMaps(lens) {
  for (const grid of [lens.grids.input, lens.grids.output])
    drawGrid(grid, lens.camera, lens.look, lens.look.scales);
}

export function drawPointed(lens) {
  const { scene, pointed, grids, camera, look, words } = lens;
  const context = prepare(lens.middle.canvas, lens.workSize.width, lens.workSize.height, lens.ratio, lens.grown);
  const tools = { content: lens.termContent, scales: look.scales, look, words,
    weightScale: lens.weightScale, edited: lens.editable };
  let marks, result = null;
  if (pointed.where === "output") {
    const at = { ...pointed, column: pointed.column + (pointed.moved > 0.5 ? 1 : 0) };
    lens.reading = termsAt(scene, at.row, at.column, lens.channel);
    marks = outputMarks(lens, pointed);
    result = drawReading(lens, context, tools);
    if (lens.player.at !== null)
      marks.output.unshift(...veils(scene.output, at.row * scene.output.width + at.column));
  } else {
    lens.reading = usesOf(scene, pointed.row, pointed.column, lens.channel);
    marks = inputMarks(lens.reading);
    drawUses(context, lens.terms, lens.reading, tools);
    drawCount(lens, context);
  }
  drawMarks(grids.input, camera, marks.input);
  drawMarks(grids.output, camera, marks.output);
  drawBeam(lens.beam, lens, pointed, lens.terms, result);
  showSpots(lens);
  if (lens.maps.fold.open) showPartials(lens.maps, pointed.where === "output" ? lens.reading : null);
}

function drawReading(lens, context, tools) {
  const { scene, look, words, terms, workSize, reading } = lens;
  if (scene.operation.kind === "activation") drawPlot(context, workSize.width, scene, reading, look);
  else drawTerms(context, terms, reading, tools);
  const shown = outputColour(lens);
  const tokens = equationOf(scene, reading, words, lens.channelNames, thenOf(lens));
  return drawEquation(context, tokens, { width: workSize.width, top: terms.down + 12 }, look, shown);
}

function outputColour(lens) {
  const { scale, range } = lens.grids.output.content;
  const grey = scale === "colour" ? makeScale("grey", range, lens.look.scales) : scale;
  return (value) => colourOf(grey, value);
}

function drawCount(lens, context) {
  const { reading, look, words, terms, workSize } = lens;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = look.ink;
  context.font = `600 15px ${look.font}`;
  const said = reading.count === 1 ? words.used_once : reading.count ? words.used_by : words.used_by_none;
  const text = said.replace("{{count}}", reading.count);
  context.fillText(reading.outside ? `${words.padding_cell} ${text}` : text, workSize.width / 2,
    terms.down + 36, workSize.width);
}

function showSpots(lens) {
  const { pointed, figures, words, pinned } = lens;
  const moved = pointed.moved > 0.5 ? 1 : 0;
  const outside = pointed.where === "input" && lens.reading.outside;
  const said = outside ? words.padding : spotText(words, pointed.row, pointed.column + moved);
  const held = pinned && pointed.where === "output" ? `${words.pinned} · ` : "";
  writeText(figures.output.spot, pointed.where === "output" ? held + said : "");
  writeText(figures.input.spot, pointed.where === "input" ? said : "");
}

// Writing the same text again would still cost a layout.
function writeText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function showKernel(lens) {
  if (!lens.editable) return;
  const { turned, operation } = { ...lens.scene, operation: lens.scene.operation };
  colourFields(lens.fields, weightsShown(turned, operation.depth > 1 ? lens.channel : 0), lens.weightScale);
}

// The weights of one channel as they meet the window, row by row.
export function weightsShown({ cells, depth }, channel) {
  return Array.from({ length: cells.length / depth }, (_, at) => cells[at * depth + channel]);
}

export function showChannels(lens) {
  showChooser(lens.chooser, lens.channelNames, lens.channel);
}
