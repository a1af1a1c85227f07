// What lies beyond the edge of a map, as lib/cnn/borders.py: every border cell but a zero is a
// copy of some cell of the map, so a border is a list of where each cell comes from.
import { outputsUsing } from "./windows.mjs";

export const OUTSIDE = -1;

export function sourceCell(place, size, border) {
  if (place >= 0 && place < size) return place;
  if (border === "edge") return place < 0 ? 0 : size - 1;
  if (border === "wrap") return ((place % size) + size) % size;
  if (border === "reflect") {
    const cycle = Math.max(2 * (size - 1), 1), at = ((place % cycle) + cycle) % cycle;
    return size > 1 ? Math.min(at, cycle - at) : 0;
  }
  return OUTSIDE;
}

// For every place of the padded axis the cell it copies, or OUTSIDE.
export function borderSources(rule, border) {
  return Int32Array.from({ length: rule.paddedSize }, (_, place) =>
    sourceCell(place - rule.before, rule.inputSize, border));
}

// One channel with the border its windows need; the channel itself where they need none.
export function addBorder(plane, rules, border) {
  if (rules.rows.paddedSize * rules.columns.paddedSize === plane.length) return plane;
  const rows = borderSources(rules.rows, border), columns = borderSources(rules.columns, border);
  const width = rules.columns.inputSize;
  const padded = new Float32Array(rows.length * columns.length);
  for (let row = 0, at = 0; row < rows.length; row++) {
    if (rows[row] === OUTSIDE) {
      at += columns.length;
      continue;
    }
    const from = rows[row] * width;
    for (let column = 0; column < columns.length; column++, at++)
      if (columns[column] !== OUTSIDE) padded[at] = plane[from + columns[column]];
  }
  return padded;
}

// The output cells of one axis that use an input cell, directly or through a copy in the border.
export function outputsThrough(rule, cell, border) {
  const found = new Set(outputsUsing(rule, cell));
  if (cell < 0 || cell >= rule.inputSize) return [...found]; // a border cell has no copies
  for (let place = -rule.before; place < rule.inputSize + rule.after; place++) {
    const beyond = place < 0 || place >= rule.inputSize;
    if (beyond && sourceCell(place, rule.inputSize, border) === cell)
      for (const output of outputsUsing(rule, place)) found.add(output);
  }
  return [...found].sort((a, b) => a - b);
}
