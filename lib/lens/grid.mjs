// One map on the screen: its cells as pixels, numbers where they fit, marks above them.
import { element } from "../browser/element.mjs";
import { cellColour, isBorder, isReached, valueOf } from "./bitmap.mjs";
import { seenPart } from "./camera.mjs";
import { cellDigits } from "./digits.mjs";
import { cssColour, inkOn } from "./scale.mjs";

const NUMBERED = 27; // pixels: from this size on a cell has room for its number
const RULED = 7;

export function makeGrid(name) {
  const base = element("canvas", { "aria-hidden": "true" });
  const marks = element("div", { class: "marks", "aria-hidden": "true" });
  const box = element("div", { class: `grid ${name}`, tabindex: "0", role: "application",
    "data-grid": name }, base, marks);
  return { name, box, base, marks, content: null, fit: 1, width: 0, height: 0, ratio: 1 };
}

// `fit` is the size of a cell when the whole map is seen, `grown` that of letters beside the usual one.
export function sizeGrid(grid, fit, ratio, grown = 1) {
  const width = Math.round(grid.content.columns * fit), height = Math.round(grid.content.rows * fit);
  Object.assign(grid, { fit, grown });
  if (grid.width === width && grid.height === height && grid.ratio === ratio) return;
  Object.assign(grid, { width, height, ratio });
  grid.box.style.width = `${width}px`;
  grid.box.style.height = `${height}px`;
  grid.base.width = Math.round(width * ratio);
  grid.base.height = Math.round(height * ratio);
}

export function part(grid, camera) {
  return seenPart(camera, grid.content.columns, grid.content.rows, grid.fit);
}

// Where a place of the map lies in the panel, in pixels of the page.
export function placeOf(grid, camera, row, column) {
  const { scale, left, top } = part(grid, camera), { before } = grid.content;
  return { x: (column + before.column - left) * scale, y: (row + before.row - top) * scale, scale };
}

export function cellAt(grid, camera, x, y) {
  const { scale, left, top } = part(grid, camera), { before, rows, columns } = grid.content;
  const row = Math.floor(y / scale + top), column = Math.floor(x / scale + left);
  if (row < 0 || column < 0 || row >= rows || column >= columns) return null;
  return { row: row - before.row, column: column - before.column };
}

export function drawGrid(grid, camera, look, scales) {
  const context = grid.base.getContext("2d"), { content, ratio } = grid;
  const { scale, left, top } = part(grid, camera);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawBitmap(context, grid, scale, left, top);
  const first = { row: Math.max(0, Math.floor(top)), column: Math.max(0, Math.floor(left)) };
  const last = { row: Math.min(content.rows, Math.ceil(top + grid.height / scale)),
    column: Math.min(content.columns, Math.ceil(left + grid.width / scale)) };
  const seen = { first, last, scale, left, top };
  if (scale >= RULED) drawRules(context, grid, seen, look);
  if (content.sources) drawEdges(context, grid, seen, look);
  if (scale >= NUMBERED) drawNumbers(context, grid, seen, look, scales);
}

// Small pictures come out evenly: enlarged by a whole number first, then brought to size.
function drawBitmap(context, grid, scale, left, top) {
  const { bitmap } = grid.content, whole = scale * grid.ratio;
  const uneven = whole < 3 && Math.abs(whole - Math.round(whole)) > 0.01;
  const parts = [left, top, grid.width / scale, grid.height / scale];
  context.imageSmoothingEnabled = uneven;
  context.imageSmoothingQuality = "low";
  if (!uneven || whole < 1) return context.drawImage(bitmap, ...parts, 0, 0, grid.width, grid.height);
  const times = Math.ceil(whole);
  grid.enlarged ??= document.createElement("canvas");
  const { enlarged } = grid;
  if (enlarged.width !== bitmap.width * times || enlarged.height !== bitmap.height * times) {
    enlarged.width = bitmap.width * times;
    enlarged.height = bitmap.height * times;
    enlarged.getContext("2d").imageSmoothingEnabled = false;
  }
  enlarged.getContext("2d").drawImage(bitmap, 0, 0, enlarged.width, enlarged.height);
  context.drawImage(enlarged, ...parts.map((side) => side * times), 0, 0, grid.width, grid.height);
}

function drawRules(context, grid, { first, last, scale, left, top }, look) {
  context.strokeStyle = look.rule;
  context.lineWidth = 1;
  context.beginPath();
  for (let row = first.row; row <= last.row; row++) {
    const y = Math.round((row - top) * scale) + 0.5;
    context.moveTo(0, y);
    context.lineTo(grid.width, y);
  }
  for (let column = first.column; column <= last.column; column++) {
    const x = Math.round((column - left) * scale) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, grid.height);
  }
  context.stroke();
}

// Where the map ends and its border begins; border cells hatched, dropped cells struck out.
function drawEdges(context, grid, { first, last, scale, left, top }, look) {
  const { content } = grid, { before, map } = content;
  if (scale >= RULED) {
    context.lineWidth = Math.max(1, scale / 40);
    for (let row = first.row; row < last.row; row++) {
      for (let column = first.column; column < last.column; column++) {
        const x = (column - left) * scale, y = (row - top) * scale;
        const [down, across] = [row - before.row, column - before.column];
        if (!isReached(content, down, across)) strike(context, x, y, scale, look.quiet);
        else if (isBorder(content, down, across)) hatch(context, x, y, scale, look.accent);
      }
    }
  }
  if (content.rows === map.height && content.columns === map.width) return;
  context.strokeStyle = scale >= RULED ? look.ink : look.quiet;
  context.lineWidth = scale >= RULED ? 2 : 1;
  context.strokeRect((before.column - left) * scale, (before.row - top) * scale,
    map.width * scale, map.height * scale);
}

function hatch(context, x, y, size, colour) {
  context.save();
  context.beginPath();
  context.rect(x, y, size, size);
  context.clip();
  context.globalAlpha = 0.4;
  context.strokeStyle = colour;
  context.beginPath();
  for (let at = -size; at < size; at += Math.max(5, size / 6)) {
    context.moveTo(x + at, y + size);
    context.lineTo(x + at + size, y);
  }
  context.stroke();
  context.restore();
}

function strike(context, x, y, size, colour) {
  const inset = size * 0.14;
  context.globalAlpha = 0.6;
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(x + inset, y + size - inset);
  context.lineTo(x + size - inset, y + inset);
  context.stroke();
  context.globalAlpha = 1;
}

function drawNumbers(context, grid, { first, last, scale, left, top }, look, scales) {
  const { content, grown = 1 } = grid, { before } = content;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let row = first.row; row < last.row; row++) {
    for (let column = first.column; column < last.column; column++) {
      const [down, across] = [row - before.row, column - before.column];
      const x = (column - left + 0.5) * scale, y = (row - top + 0.5) * scale + 0.5;
      const reached = isReached(content, down, across);
      const faint = isBorder(content, down, across) || !reached;
      context.fillStyle = faint ? look.ink : inkOn(cellColour(content, down, across, scales));
      context.globalAlpha = reached ? (faint ? 0.8 : 1) : 0.42;
      if (content.scale === "colour" && scale >= 44) {
        [0, 1, 2].forEach((channel) => fitted(context, cellText(content, down, across, channel),
          x, y + (channel - 1) * scale * 0.28, scale - 6, scale * 0.24, look));
      } else fitted(context, cellText(content, down, across), x, y, scale - 5,
        Math.min(19 * grown, scale * 0.4 * Math.min(grown, 1.3)), look);
    }
  }
  context.globalAlpha = 1;
}

function cellText(content, row, column, channel) {
  if (content.counted === false && isBorder(content, row, column)) return "–";
  const value = valueOf(content, row, column, channel) ?? 0;
  const peak = Math.max(Math.abs(content.map.low), Math.abs(content.map.high));
  return cellDigits(content.scale.kind === "relu" ? Math.max(0, value) : value, peak);
}

// Text no wider than its cell: a smaller size rather than a cut.
export function fitted(context, text, x, y, width, size, look, weight = "") {
  const wide = text.length * 0.54 * size; // tabular figures; a guess that costs no measuring
  const shown = wide > width ? Math.max(6, (size * width) / wide) : size;
  context.font = `${weight} ${shown.toFixed(1)}px ${look.font}`;
  context.fillText(text, x, y);
}

// Frames over the cells.  A mark: { row, column, height, width, kind }; it may lie between cells
// while the window slides.  Elements rather than a canvas: only what they cover is painted again.
export function drawMarks(grid, camera, list) {
  const { marks } = grid;
  while (marks.children.length < list.length) marks.append(element("i"));
  [...marks.children].forEach((mark, at) => placeMark(mark, list[at], grid, camera));
}

function placeMark(mark, place, grid, camera) {
  const kind = place?.kind ?? "none";
  if (mark.className !== kind) mark.className = kind;
  if (!place) return;
  const { x, y, scale } = placeOf(grid, camera, place.row, place.column);
  const width = place.width * scale, height = place.height * scale;
  // A frame around a single pixel is made large enough to be seen.
  const grow = kind === "frame" || kind === "dashed" ? Math.max(0, 9 - Math.min(width, height)) / 2 : 0;
  mark.style.transform = `translate(${(x - grow).toFixed(2)}px,${(y - grow).toFixed(2)}px)`;
  mark.style.width = `${(width + 2 * grow).toFixed(2)}px`;
  mark.style.height = `${(height + 2 * grow).toFixed(2)}px`;
}
