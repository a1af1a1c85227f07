// Where windows lie along one axis: window, stride, dilation and padding, as lib/cnn/windows.py.

// How many border cells there are on each side is decided in Python; all numbers count cells.
export function axisRule(inputSize, window, stride, dilation, [before, after]) {
  const reach = dilation * (window - 1) + 1;
  const paddedSize = before + inputSize + after;
  const outputSize = Math.floor((paddedSize - reach) / stride) + 1;
  return { inputSize, window, stride, dilation, before, after, reach, paddedSize, outputSize };
}

// Rules for both axes; each option is a pair, down and to the right.
export function windowRules([height, width], [rows, columns], { stride, dilation, padding }) {
  return { rows: axisRule(height, rows, stride[0], dilation[0], padding[0]),
    columns: axisRule(width, columns, stride[1], dilation[1], padding[1]) };
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
