// All that a lens shows, as numbers: the input, the operation, the windows, the output.
import { addBorder } from "./borders.mjs";
import { activate, activationOf, applyMask } from "./activations.mjs";
import { crossCorrelate, makeKernel, turnKernel } from "./convolution.mjs";
import { pool } from "./pooling.mjs";
import { windowRules } from "./windows.mjs";

const CODES = { low: 0, high: 255 }; // of a picture

// `reuse` is an earlier scene; the memory of its output is written over where it fits.
export function makeScene(view, arrays, cells = null, reuse = null) {
  const { operation, windows } = view, { input } = arrays;
  const range = input.dtype === "uint8" ? CODES : extent(input.planes);
  const scene = { input: { ...input, ...range }, operation, windows, border: windows.border,
    mask: arrays.mask ?? null, output: reuse?.output };
  scene.rules = windowRules([input.height, input.width], operation.window, windows);
  if (operation.kind === "weighted_sum") {
    scene.padded = input.planes.map((plane) => addBorder(plane, scene.rules, scene.border));
    setKernel(scene, cells ?? operation.kernel);
  } else compute(scene);
  return scene;
}

// Another kernel of the same size: only the sums are computed again, into the same memory.
export function setKernel(scene, cells) {
  const { window: [rows, columns], depth, flip } = scene.operation;
  scene.kernel = makeKernel(rows, columns, depth, cells);
  scene.turned = flip ? turnKernel(scene.kernel) : scene.kernel;
  compute(scene);
}

function compute(scene) {
  const { operation, rules, input } = scene;
  const planes = operation.kind === "weighted_sum"
    ? crossCorrelate(scene.padded, rules, scene.turned, operation.bias, scene.output?.planes)
    : operation.kind === "pool" ? input.planes.map((plane) => pool(plane, rules, operation))
    : operation.kind === "activation"
      ? input.planes.map((plane) => activate(plane, operation))
      : input.planes.map((plane, c) => applyMask(plane, scene.mask.planes[c], operation.scale));
  scene.output = { planes, height: rules.rows.outputSize, width: rules.columns.outputSize,
    channels: planes.length, ...extent(planes) };
}

export function extent(planes) {
  let low = Infinity, high = -Infinity;
  for (const plane of planes) {
    for (let cell = 0; cell < plane.length; cell++) {
      const value = plane[cell];
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return { low, high };
}

// The curve of an activation between two values, for its drawing.
export function curve(operation, from, to, count) {
  const activation = activationOf(operation);
  return Array.from({ length: count }, (_, at) => {
    const x = from + (at / (count - 1)) * (to - from);
    return [x, activation(x)];
  });
}
