// What happens to every cell by itself, as lib/cnn/activations.py; stable for large numbers.

function sigmoid(x) {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

// 1 − erf(x), to the last digits in both tails: a series near zero, a continued fraction further
// out, where a difference of equal numbers would be left of the series.
export function complementaryError(x) {
  if (x < 0) return 2 - complementaryError(-x);
  if (x < 2.5) {
    let term = x, sum = x;
    for (let n = 1; n < 60; n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return 1 - (2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

const NEGATIVE_SLOPE = 0.2; // of keras.activations.leaky_relu
const SELU_SCALE = 1.0507009873554805, SELU_ALPHA = 1.6732632423543772;

export const ACTIVATIONS = {
  relu: (x) => Math.max(0, x),
  leaky_relu: (x, slope) => (x > 0 ? x : slope * x),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  selu: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  gelu: (x) => 0.5 * x * complementaryError(-x / Math.SQRT2),
  sigmoid,
  tanh: Math.tanh,
  silu: (x) => x * sigmoid(x),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
};

// The function of an operation { activation, slope }; only a leaky one has a slope.
export function activationOf({ activation, slope }) {
  const found = ACTIVATIONS[activation];
  return (x) => found(x, slope ?? NEGATIVE_SLOPE);
}

// One channel through an activation.
export function activate(plane, operation) {
  const activation = activationOf(operation);
  const result = new Float64Array(plane.length);
  for (let cell = 0; cell < plane.length; cell++) result[cell] = activation(plane[cell]);
  return result;
}

// Dropout as in lib/cnn/dropout.py: kept cells times the scale, the others zero.
export function applyMask(plane, mask, scale) {
  const result = new Float64Array(plane.length);
  for (let cell = 0; cell < plane.length; cell++) result[cell] = mask[cell] ? plane[cell] * scale : 0;
  return result;
}
