// A map with its border as pixels, one a cell, ready to be enlarged without smoothing.
import { OUTSIDE, borderSources } from "./borders.mjs";
import { colourOf, packColour, paintColours, paintPlane } from "./scale.mjs";
import { reachedPlaces } from "./windows.mjs";

const TINT = 0.34; // of the accent, in a border cell
const FADE = 0.8; // towards the paper, in a cell that no window reaches

// What a grid draws.  Places count from the first border cell on; `before` says how many there are.
export function inputContent(scene, shown, scales, accent) {
  const { rows, columns } = scene.rules;
  const sources = { rows: borderSources(rows, scene.border), columns: borderSources(columns, scene.border) };
  const reached = { rows: reachedPlaces(rows), columns: reachedPlaces(columns) };
  const content = { rows: rows.paddedSize, columns: columns.paddedSize, sources, reached, accent,
    before: { row: rows.before, column: columns.before }, map: scene.input,
    counted: scene.operation.kind !== "pool", ...shown };
  content.finish = (pixels) => {
    tintBorder(pixels, content, scales);
    fadeUnreached(pixels, content, scales);
  };
  return withBitmap(content);
}

export function outputContent(scene, shown) {
  const { output } = scene;
  const content = { rows: output.height, columns: output.width, before: { row: 0, column: 0 },
    map: output, ...shown };
  return withBitmap(content);
}

function withBitmap(content) {
  content.bitmap = document.createElement("canvas");
  content.bitmap.width = content.columns;
  content.bitmap.height = content.rows;
  paintContent(content);
  return content;
}

// Writes the colours of the map as it is now into the bitmap.
export function paintContent(content) {
  const context = content.bitmap.getContext("2d");
  content.image ??= new ImageData(content.columns, content.rows);
  content.pixels ??= new Uint32Array(content.image.data.buffer);
  const { map, scale, channel, before, pixels, columns } = content;
  const start = before.row * columns + before.column;
  if (scale === "colour") paintColours(pixels, start, columns, map.planes, map.width, content.range);
  else paintPlane(pixels, start, columns, map.planes[channel], map.width, scale);
  content.finish?.(pixels);
  context.putImageData(content.image, 0, 0);
}

// The value of a place, border included; null where there is nothing to copy.
export function valueOf(content, row, column, channel = content.channel) {
  const { sources, before, map } = content;
  const y = sources ? sources.rows[row + before.row] : row;
  const x = sources ? sources.columns[column + before.column] : column;
  return y === OUTSIDE || x === OUTSIDE ? null : map.planes[channel][y * map.width + x];
}

export function isBorder({ map }, row, column) {
  return row < 0 || column < 0 || row >= map.height || column >= map.width;
}

export function isReached({ reached, before }, row, column) {
  return !reached || Boolean(reached.rows[row + before.row] && reached.columns[column + before.column]);
}

export function cellColour(content, row, column, scales) {
  const { scale, range } = content;
  if (scale !== "colour") return colourOf(scale, valueOf(content, row, column) ?? 0);
  return [0, 1, 2].map((channel) => Math.round(
    (255 / (range.high - range.low)) * ((valueOf(content, row, column, channel) ?? 0) - range.low)));
}

function tintBorder(pixels, content, scales) {
  const { rows, columns, before, map, accent } = content;
  if (rows === map.height && columns === map.width) return;
  for (let y = 0; y < rows; y++) {
    const inside = y >= before.row && y < before.row + map.height;
    for (let x = 0; x < columns; x++) {
      if (inside && x === before.column) x += map.width;
      if (x >= columns) break;
      const own = cellColour(content, y - before.row, x - before.column, scales);
      const base = valueOf(content, y - before.row, x - before.column, 0) === null ? scales.paper : own;
      pixels[y * columns + x] = packColour(mixed(base, accent, TINT));
    }
  }
}

function fadeUnreached(pixels, content, scales) {
  const { rows, columns, reached } = content;
  if (reached.rows.every(Boolean) && reached.columns.every(Boolean)) return;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (reached.rows[y] && reached.columns[x]) continue;
      const at = y * columns + x, packed = pixels[at];
      const own = [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255];
      pixels[at] = packColour(mixed(own, scales.paper, FADE));
    }
  }
}

export function mixed(one, other, share) {
  return one.map((part, channel) => Math.round(part * (1 - share) + other[channel] * share));
}
