// The weighted sum of every window, as lib/cnn/convolution.py.

// A kernel holds its weights row by row, of each cell all channels: (rows, columns, depth).
export function makeKernel(rows, columns, depth, cells) {
  return { rows, columns, depth, cells: Float64Array.from(cells) };
}

// Turned by 180°, as convolution in the sense of signal processing asks.
export function turnKernel({ rows, columns, depth, cells }) {
  const turned = new Float64Array(cells.length);
  for (let cell = 0; cell < rows * columns; cell++)
    for (let channel = 0; channel < depth; channel++)
      turned[(rows * columns - 1 - cell) * depth + channel] = cells[cell * depth + channel];
  return { rows, columns, depth, cells: turned };
}

// Adds one channel's products to `sums`, (H', W').  Row by row, so that the sums of a row stay
// near the processor while all weights pass over them; zeros cost nothing.
export function addProducts(sums, padded, rules, kernel, channel) {
  const { rows, columns } = rules, width = columns.outputSize, { stride } = columns;
  for (let row = 0; row < rows.outputSize; row++) {
    const start = row * width;
    for (let i = 0; i < kernel.rows; i++) {
      const line = (row * rows.stride + i * rows.dilation) * columns.paddedSize;
      for (let j = 0; j < kernel.columns; j++) {
        const weight = kernel.cells[(i * kernel.columns + j) * kernel.depth + channel];
        if (weight === 0) continue;
        const from = line + j * columns.dilation;
        if (stride === 1) for (let x = 0; x < width; x++) sums[start + x] += weight * padded[from + x];
        else for (let x = 0; x < width; x++) sums[start + x] += weight * padded[from + x * stride];
      }
    }
  }
}

// Each channel's products summed by themselves: what is added up to the output.
export function productMaps(paddedPlanes, rules, kernel) {
  return paddedPlanes.map((padded, channel) => {
    const sums = new Float64Array(rules.rows.outputSize * rules.columns.outputSize);
    addProducts(sums, padded, rules, kernel, channel);
    return sums;
  });
}

// The output planes.  A kernel of depth 1 lies on every channel by itself; a deep one sums them.
// `reuse` are planes of an earlier call of the same shape, which are written over.
export function crossCorrelate(paddedPlanes, rules, kernel, bias, reuse = []) {
  const size = rules.rows.outputSize * rules.columns.outputSize;
  const deep = kernel.depth > 1;
  return (deep ? [0] : paddedPlanes).map((_, plane) => {
    const sums = reuse[plane]?.length === size ? reuse[plane] : new Float64Array(size);
    sums.fill(bias);
    if (!deep) addProducts(sums, paddedPlanes[plane], rules, kernel, 0);
    else paddedPlanes.forEach((padded, c) => addProducts(sums, padded, rules, kernel, c));
    return sums;
  });
}
