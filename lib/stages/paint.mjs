// Values as pixels: one canvas pixel a value, so that nothing is smoothed or invented.
import { magnitudeColours, ramp } from "../browser/colour.mjs";
import { scaleShare, valueAt } from "./values.mjs";

export const STRIP_WIDTH = 32; // of Flatten: its values in reading order, 32 a line
export const UNIT_LENGTH = 26; // of Dense, in pixels

export function makeTables(theme, paper) {
  return { magnitude: ramp(magnitudeColours(theme, paper)), signed: ramp(theme.signed) };
}

// Colour table entry of every code of one map, on the scale its whole stage shares.
function lookup(maps, map) {
  const { low, high, floor, peak } = maps;
  const zeroCentred = floor < 0;
  const reach = zeroCentred ? Math.max(peak, -floor) : peak || 1;
  return Uint8Array.from({ length: 256 }, (_, code) => {
    const value = low[map] + (code / 255) * (high[map] - low[map]);
    const share = Math.sign(value) * scaleShare(Math.abs(value) / reach);
    return Math.round(255 * (zeroCentred ? (share + 1) / 2 : Math.max(0, share)));
  });
}

export function paintMap(image, left, top, maps, map, tables) {
  const table = maps.floor < 0 ? tables.signed : tables.magnitude;
  const entries = lookup(maps, map);
  const { side, codes } = maps;
  eachCell(image, left, top, side, (cell) => {
    const entry = 3 * entries[codes[map * side * side + cell]];
    return [table[entry], table[entry + 1], table[entry + 2]];
  });
}

// One colour plane of the picture, in its own colour.
export function paintPlane(image, left, top, maps, plane) {
  const { side, codes } = maps;
  eachCell(image, left, top, side, (cell) => {
    const colour = [0, 0, 0];
    colour[plane] = codes[plane * side * side + cell];
    return colour;
  });
}

export function paintPicture(image, left, top, planes, side) {
  const size = side * side;
  eachCell(image, left, top, side, (cell) =>
    [planes[cell], planes[size + cell], planes[2 * size + cell]]);
}

function eachCell(image, left, top, side, colourOf) {
  for (let y = 0, cell = 0; y < side; y++) {
    for (let x = 0; x < side; x++, cell++) set(image, left + x, top + y, colourOf(cell));
  }
}

function set(image, x, y, [red, green, blue]) {
  const at = 4 * (y * image.width + x);
  image.data[at] = red;
  image.data[at + 1] = green;
  image.data[at + 2] = blue;
  image.data[at + 3] = 255;
}

// Flatten: position by position, all maps of a position together, as Keras reads them.
export function paintStrip(image, maps, lying, tables) {
  const { count, side, peak } = maps;
  for (let index = 0; index < count * side * side; index++) {
    const cell = Math.floor(index / count), map = index % count;
    const entry = 3 * Math.round(255 * scaleShare(valueAt(maps, map, cell) / (peak || 1)));
    const short = index % STRIP_WIDTH, long = Math.floor(index / STRIP_WIDTH);
    set(image, lying ? long : short, lying ? short : long,
      tables.magnitude.subarray(entry, entry + 3));
  }
}

export function paintUnits(image, vector, peak, { thickness, lying }, tables) {
  vector.forEach((value, unit) => {
    const entry = 3 * Math.round(255 * scaleShare(value / (peak || 1)));
    const colour = tables.magnitude.subarray(entry, entry + 3);
    for (let i = 0; i < thickness; i++) {
      for (let j = 0; j < UNIT_LENGTH; j++) {
        const along = unit * thickness + i;
        set(image, lying ? along : j, lying ? j : along, colour);
      }
    }
  });
}

// One tile of a stage, whatever the stage holds.
export function paintTile(image, left, top, stage, value, tile, tables) {
  if (value.pictures) paintPicture(image, left, top, value.pictures[tile], value.side);
  else if (stage.kind === "rescaling") paintPlane(image, left, top, value.maps, tile);
  else paintMap(image, left, top, value.maps, tile, tables);
}

// A canvas with one tile, to be enlarged by CSS with its pixels kept sharp.
export function tileCanvas(stage, value, tile, tables, shown) {
  const side = value.side ?? value.maps.side;
  const canvas = document.createElement("canvas");
  const image = new ImageData(side, side);
  paintTile(image, 0, 0, stage, value, tile, tables);
  canvas.width = canvas.height = side;
  canvas.getContext("2d").putImageData(image, 0, 0);
  canvas.style.width = canvas.style.height = `${shown}px`;
  return canvas;
}
