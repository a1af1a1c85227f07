// A number for every window of one channel, as lib/cnn/pooling.py.  Border cells do not count.
import { firstCell } from "./windows.mjs";

// The cells of a window that lie on the map, as ranges of taps: [first, past the last].
export function tapsInside(rule, output) {
  const start = firstCell(rule, output);
  const first = Math.max(0, Math.ceil(-start / rule.dilation));
  const last = Math.floor((rule.inputSize - 1 - start) / rule.dilation);
  return [first, Math.min(rule.window - 1, last) + 1];
}

// Weights by distance from the window's centre, not yet normalised: (rows, columns).
export function distanceWeights(rows, columns, sigma) {
  const weights = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const down = i - (rows - 1) / 2, across = j - (columns - 1) / 2;
      weights[i * columns + j] = Math.exp(-(down ** 2 + across ** 2) / (2 * sigma ** 2));
    }
  }
  return weights;
}

// One number from the values of a window; `weights` only for "gaussian".
export function reduceWindow(values, count, reduction, weights) {
  let total = reduction === "max" ? -Infinity : reduction === "min" ? Infinity : 0, mass = 0;
  for (let at = 0; at < count; at++) {
    const value = values[at];
    if (reduction === "max") total = Math.max(total, value);
    else if (reduction === "min") total = Math.min(total, value);
    else if (reduction === "l2" || reduction === "root_mean_square") total += value * value;
    else if (reduction === "gaussian") {
      total += weights[at] * value;
      mass += weights[at];
    } else total += value;
  }
  if (reduction === "average") return total / count;
  if (reduction === "l2") return Math.sqrt(total);
  if (reduction === "root_mean_square") return Math.sqrt(total / count);
  return reduction === "gaussian" ? total / mass : total;
}

export function pool(plane, rules, { reduction, sigma }) {
  const { rows, columns } = rules;
  const pooled = new Float64Array(rows.outputSize * columns.outputSize);
  const all = reduction === "gaussian" ? distanceWeights(rows.window, columns.window, sigma) : null;
  const values = new Float64Array(rows.window * columns.window), weights = values.slice();
  for (let row = 0, to = 0; row < rows.outputSize; row++) {
    const [top, bottom] = tapsInside(rows, row), firstRow = firstCell(rows, row);
    for (let column = 0; column < columns.outputSize; column++, to++) {
      const [left, right] = tapsInside(columns, column), firstColumn = firstCell(columns, column);
      let count = 0;
      for (let i = top; i < bottom; i++) {
        const line = (firstRow + i * rows.dilation) * columns.inputSize + firstColumn;
        for (let j = left; j < right; j++, count++) {
          values[count] = plane[line + j * columns.dilation];
          if (all) weights[count] = all[i * columns.window + j];
        }
      }
      pooled[to] = reduceWindow(values, count, reduction, weights);
    }
  }
  return pooled;
}

// Which of the given cells decided a maximum or minimum: the first of equals, as in NumPy.
export function winner(values, outside, reduction) {
  let best = -1;
  for (let at = 0; at < values.length; at++) {
    if (outside[at]) continue;
    const better = reduction === "max" ? values[at] > values[best] : values[at] < values[best];
    if (best < 0 || better) best = at;
  }
  return best;
}
