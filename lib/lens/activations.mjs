// What happens to every cell by itself, as lib/cnn/activations.py; stable for large numbers.

function sigmoid(x) {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

// Abramowitz and Stegun 7.1.26 is too coarse to agree with NumPy: a series near zero, a continued
// fraction further out; both to double precision.
export function errorFunction(x) {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 2.5) {
    let term = size, sum = size;
    for (let n = 1; n < 60; n++) {
      term *= (-size * size) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = size;
  for (let n = 60; n > 0; n--) fraction = size + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-size * size) / (Math.sqrt(Math.PI) * fraction));
}

// Each takes a value and, where it has one, its parameter.
export const ACTIVATIONS = {
  identity: (x) => x,
  relu: (x) => Math.max(0, x),
  leaky_relu: (x, slope) => (x >= 0 ? x : slope * x),
  elu: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
  gelu: (x) => 0.5 * x * (1 + errorFunction(x / Math.SQRT2)),
  sigmoid,
  tanh: Math.tanh,
  silu: (x) => x * sigmoid(x),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
};

// One channel through an activation.
export function activate(plane, name, parameter) {
  const activation = ACTIVATIONS[name];
  const result = new Float64Array(plane.length);
  for (let cell = 0; cell < plane.length; cell++) result[cell] = activation(plane[cell], parameter);
  return result;
}

// Dropout as in lib/cnn/dropout.py: kept cells times the scale, the others zero.
export function applyMask(plane, mask, scale) {
  const result = new Float64Array(plane.length);
  for (let cell = 0; cell < plane.length; cell++) result[cell] = mask[cell] ? plane[cell] * scale : 0;
  return result;
}
