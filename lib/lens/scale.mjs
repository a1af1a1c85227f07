// From values to colours: which scale a map is shown on, and its pixels.
import { channelsOf, magnitudeColours, ramp, signedColours } from "../browser/colour.mjs";

const GREY = ["#000000", "#ffffff"];

// The colour tables of the page's theme, made once for light and once for dark.
export function makeScales(theme, paper) {
  return { paper: channelsOf(paper), grey: ramp(GREY), signed: ramp(signedColours(theme, paper)),
    magnitude: ramp(magnitudeColours(theme, paper)) };
}

// A scale: { kind, table, low, high }, values below and above it take its end colours.
//   signed      zero-centred, as far as the strongest value on either side
//   magnitude   the size of a value, its sign left out
//   relu        negative values are zero
//   grey        from black, the lowest, to white, the highest
export function makeScale(kind, { low, high }, scales) {
  const peak = Math.max(Math.abs(low), Math.abs(high)) || 1;
  if (kind === "signed") return { kind, table: scales.signed, low: -peak, high: peak };
  if (kind === "magnitude") return { kind, table: scales.magnitude, low: 0, high: peak };
  if (kind === "relu") return { kind, table: scales.magnitude, low: 0, high: Math.max(high, 0) || 1 };
  return { kind: "grey", table: scales.grey, low, high: high > low ? high : low + 1 };
}

export function entryOf(scale, value) {
  const shown = scale.kind === "magnitude" ? Math.abs(value) : value;
  const entry = (255 / (scale.high - scale.low)) * (shown - scale.low);
  return entry <= 0 ? 0 : entry >= 255 ? 255 : Math.round(entry) || 0;
}

export function colourOf(scale, value) {
  const at = 3 * entryOf(scale, value);
  return [scale.table[at], scale.table[at + 1], scale.table[at + 2]];
}

export function cssColour([red, green, blue]) {
  return `rgb(${red},${green},${blue})`;
}

// Black or white, whichever is read more easily on a colour.
export function inkOn([red, green, blue]) {
  return 0.3 * red + 0.59 * green + 0.11 * blue < 140 ? "#ffffff" : "#10161f";
}

// Colours as the pixels of a canvas hold them: one number each, alpha full.
function packTable(table) {
  return Uint32Array.from({ length: 256 }, (_, entry) =>
    packColour([table[3 * entry], table[3 * entry + 1], table[3 * entry + 2]]));
}

export function packColour([red, green, blue]) {
  return (255 << 24) | (blue << 16) | (green << 8) | red;
}

// Writes a plane's colours into `pixels` (Uint32), a row every `stride`, from `start` on.
export function paintPlane(pixels, start, stride, plane, width, scale) {
  const packed = packTable(scale.table), factor = 255 / (scale.high - scale.low);
  const unsigned = scale.kind === "magnitude";
  for (let cell = 0, column = 0, at = start; cell < plane.length; cell++) {
    const value = unsigned ? Math.abs(plane[cell]) : plane[cell];
    const entry = (factor * (value - scale.low) + 0.5) | 0;
    pixels[at] = packed[entry < 0 ? 0 : entry > 255 ? 255 : entry];
    at++;
    if (++column === width) {
      column = 0;
      at += stride - width;
    }
  }
}

// Three planes as red, green and blue.
export function paintColours(pixels, start, stride, planes, width, { low, high }) {
  const factor = 255 / (high - low), [red, green, blue] = planes;
  const code = (value) => Math.max(0, Math.min(255, Math.round(factor * (value - low))));
  for (let cell = 0, column = 0, at = start; cell < red.length; cell++, at++) {
    pixels[at] = packColour([code(red[cell]), code(green[cell]), code(blue[cell])]);
    if (++column === width) {
      column = 0;
      at += stride - width;
    }
  }
}
