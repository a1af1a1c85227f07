// The arithmetic of one cell, term by term, as lib/cnn/terms.py.
import { OUTSIDE, outputsThrough, sourceCell } from "./borders.mjs";
import { distanceWeights, reduceWindow, winner } from "./pooling.mjs";
import { firstCell } from "./windows.mjs";

// What an output cell looks at in one channel, and what becomes of it.
//   values, weights, products   a number a window cell, row by row (weights only where there are)
//   outside                     1 where the window lies on the border
//   rows, columns               the input cell each row and column looks at; OUTSIDE where none
//   partials                    with several channels summed: each channel's sum of products
export function termsAt(scene, row, column, channel) {
  const { rules, operation } = scene;
  const terms = { kind: operation.kind, row, column, channel,
    ...windowCells(scene, row, column, channel), bias: 0, partials: null };
  terms.total = scene.output.planes[Math.min(channel, scene.output.channels - 1)]
    [row * scene.output.width + column];
  const size = rules.rows.window * rules.columns.window;
  if (operation.kind === "weighted_sum") weigh(scene, terms, size);
  else if (operation.kind === "pool") reduce(scene, terms, size);
  else if (operation.kind === "mask")
    terms.kept = scene.mask.planes[channel][row * scene.output.width + column];
  return terms;
}

function windowCells(scene, row, column, channel) {
  const { rules, border, input } = scene;
  const rows = looked(rules.rows, row, border), columns = looked(rules.columns, column, border);
  const size = rows.cells.length * columns.cells.length;
  const values = new Float64Array(size), outside = new Uint8Array(size);
  for (let i = 0, at = 0; i < rows.cells.length; i++) {
    for (let j = 0; j < columns.cells.length; j++, at++) {
      outside[at] = rows.beyond[i] || columns.beyond[j];
      const nothing = rows.cells[i] === OUTSIDE || columns.cells[j] === OUTSIDE;
      if (!nothing) values[at] = input.planes[channel][rows.cells[i] * input.width + columns.cells[j]];
    }
  }
  return { rows: rows.cells, columns: columns.cells, values, outside };
}

function looked(rule, output, border) {
  const places = Array.from({ length: rule.window },
    (_, tap) => firstCell(rule, output) + tap * rule.dilation);
  return { cells: places.map((place) => sourceCell(place, rule.inputSize, border)),
    beyond: places.map((place) => Number(place < 0 || place >= rule.inputSize)) };
}

function weigh(scene, terms, size) {
  const { depth, cells } = scene.turned;
  const weightsOf = (c) => Float64Array.from({ length: size }, (_, at) => cells[at * depth + c]);
  terms.weights = weightsOf(depth > 1 ? terms.channel : 0);
  terms.products = terms.values.map((value, at) => value * terms.weights[at]);
  terms.sum = sumOf(terms.products);
  terms.bias = scene.operation.bias;
  if (depth === 1) return;
  terms.partials = scene.input.planes.map((_, c) => {
    const { values } = windowCells(scene, terms.row, terms.column, c), weights = weightsOf(c);
    return sumOf(values.map((value, at) => value * weights[at]));
  });
}

function reduce(scene, terms, size) {
  const { reduction, sigma } = scene.operation;
  terms.reduction = reduction;
  terms.count = size - sumOf(terms.outside);
  if (reduction === "max" || reduction === "min")
    terms.winner = winner(terms.values, terms.outside, reduction);
  else if (reduction === "l2" || reduction === "root_mean_square")
    terms.products = terms.values.map((value) => value * value);
  else if (reduction === "gaussian") {
    const all = distanceWeights(scene.rules.rows.window, scene.rules.columns.window, sigma);
    const inside = all.map((weight, at) => (terms.outside[at] ? 0 : weight)), mass = sumOf(inside);
    terms.weights = inside.map((weight) => weight / mass);
    terms.products = terms.values.map((value, at) => (terms.outside[at] ? 0 : value * terms.weights[at]));
  }
  const counted = terms.values.filter((_, at) => !terms.outside[at]);
  terms.sum = terms.products ? sumOf(terms.products) : reduceWindow(counted, counted.length, "sum");
}

function sumOf(numbers) {
  let sum = 0;
  for (const one of numbers) sum += one;
  return sum;
}

// Which output cells use an input cell, and through which weight each of them does.
//   rows, columns   the output's rows and columns that look at it, also through the border
//   uses            a window cell each: the output cell that meets the input cell there, or null
export function usesOf(scene, row, column, channel) {
  const { rules, border, input, turned } = scene;
  const meets = (rule, place, tap) => {
    const output = (place + rule.before - tap * rule.dilation) / rule.stride;
    return Number.isInteger(output) && output >= 0 && output < rule.outputSize ? output : null;
  };
  const down = sourceCell(row, input.height, border), across = sourceCell(column, input.width, border);
  const value = down === OUTSIDE || across === OUTSIDE ? 0 : input.planes[channel][down * input.width + across];
  const outside = row < 0 || column < 0 || row >= input.height || column >= input.width;
  const uses = [];
  for (let i = 0; i < rules.rows.window; i++) {
    for (let j = 0; j < rules.columns.window; j++) {
      const to = [meets(rules.rows, row, i), meets(rules.columns, column, j)];
      uses.push(to.includes(null) ? null : to);
    }
  }
  const depth = turned?.depth ?? 1;
  const weights = turned
    ? Float64Array.from(uses, (_, at) => turned.cells[at * depth + (depth > 1 ? channel : 0)]) : null;
  const copies = scene.operation.kind === "weighted_sum" ? border : "zero";
  const rows = outputsThrough(rules.rows, row, copies);
  const columns = outputsThrough(rules.columns, column, copies);
  const count = rows.length * columns.length;
  return { row, column, channel, value, outside, rows, columns, uses, weights, count };
}
