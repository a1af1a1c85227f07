// Where windows lie along one axis: window, stride, dilation and padding, as lib/cnn/windows.py.

export function axisRule(inputSize, window, { stride = 1, dilation = 1, padding = "valid" } = {}) {
  const reach = dilation * (window - 1) + 1;
  const [before, after] = borderCells(padding, inputSize, reach, stride);
  const paddedSize = before + inputSize + after;
  const outputSize = Math.floor((paddedSize - reach) / stride) + 1;
  return { inputSize, window, stride, dilation, before, after, reach, paddedSize, outputSize };
}

function borderCells(padding, inputSize, reach, stride) {
  if (padding === "valid") return [0, 0];
  if (padding === "symmetric") return [(reach - 1) >> 1, (reach - 1) >> 1];
  if (padding !== "same") return padding;
  const outputSize = Math.ceil(inputSize / stride);
  const total = Math.max((outputSize - 1) * stride + reach - inputSize, 0);
  return [total >> 1, total - (total >> 1)]; // the odd cell goes after, as in TensorFlow
}

// The options of both axes: each a value for both, or a pair; padding may be [[1, 1], "valid"].
export function windowRules([height, width], [rows, columns], { stride, dilation, padding }) {
  return {
    rows: axisRule(height, rows, { stride: stride[0], dilation: dilation[0], padding: padding[0] }),
    columns: axisRule(width, columns, { stride: stride[1], dilation: dilation[1], padding: padding[1] }),
  };
}

// The first input cell an output cell looks at; below 0 it is border.
export function firstCell(rule, output) {
  return output * rule.stride - rule.before;
}

// The output cells that look at a place of the axis, border included.
export function outputsUsing(rule, place) {
  const distance = place + rule.before;
  const first = Math.max(0, Math.ceil((distance - rule.reach + 1) / rule.stride));
  const last = Math.min(rule.outputSize - 1, Math.floor(distance / rule.stride));
  const found = [];
  for (let output = first; output <= last; output++)
    if ((distance - output * rule.stride) % rule.dilation === 0) found.push(output);
  return found;
}

// Which places of the padded axis some window looks at: 1 or 0, from the first border cell on.
export function reachedPlaces(rule) {
  const reached = new Uint8Array(rule.paddedSize);
  for (let output = 0; output < rule.outputSize; output++)
    for (let tap = 0; tap < rule.window; tap++)
      reached[output * rule.stride + tap * rule.dilation] = 1;
  return reached;
}
