// What the payload says, without drawing: reading, dequantising, pooling, arranging.

// The whole payload: length (uint32, little-endian), the view as JSON, then a recording.
export function readPayload(bytes) {
  const [view, rest] = readJson(bytes);
  const [recording, body] = readJson(rest);
  return { view, recording, body };
}

function readJson(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  return [JSON.parse(text), bytes.subarray(4 + length)];
}

export async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The arrays of a recording by name; codes were stored as differences modulo 256.
export function readArrays(entries, body) {
  const arrays = {};
  let offset = 0;
  for (const entry of entries) {
    const count = entry.shape.reduce((product, length) => product * length, 1);
    if (entry.dtype === "float32") {
      const numbers = new DataView(body.buffer, body.byteOffset + offset, 4 * count);
      const values = Float32Array.from({ length: count }, (_, i) => numbers.getFloat32(4 * i, true));
      arrays[entry.name] = { ...entry, values };
      offset += 4 * count;
    } else {
      const codes = new Uint8Array(count);
      let sum = 0;
      for (let i = 0; i < count; i++) codes[i] = sum = (sum + body[offset + i]) & 255;
      arrays[entry.name] = { ...entry, codes };
      offset += count;
    }
  }
  return arrays;
}

// Feature maps: codes (count, side, side) and each map's own low and high.
export function makeMaps(codes, count, side, low, high) {
  const maps = { count, side, codes, low, high };
  maps.peak = Math.max(...high);
  maps.floor = Math.min(...low);
  maps.order = byActivity(maps);
  return maps;
}

export function valueAt(maps, map, cell) {
  const { low, high, codes, side } = maps;
  return low[map] + (codes[map * side * side + cell] / 255) * (high[map] - low[map]);
}

// 2×2 maximum.  It commutes with the quantisation, so codes are pooled, not values.
export function poolMaps(maps) {
  const { codes, count, side, low, high } = maps;
  const half = Math.floor(side / 2);
  const pooled = new Uint8Array(count * half * half);
  for (let map = 0, to = 0; map < count; map++) {
    for (let y = 0; y < half; y++) {
      for (let x = 0; x < half; x++, to++) {
        const from = (map * side + 2 * y) * side + 2 * x;
        pooled[to] = Math.max(codes[from], codes[from + 1], codes[from + side], codes[from + side + 1]);
      }
    }
  }
  return { ...makeMaps(pooled, count, half, low, high), order: maps.order, peak: maps.peak };
}

// Maps from the most to the least varied: the first ones show most.
export function byActivity({ codes, count, side, low, high }) {
  const size = side * side;
  const spread = Array.from({ length: count }, (_, map) => {
    let sum = 0, squares = 0;
    for (let i = map * size; i < (map + 1) * size; i++) {
      sum += codes[i];
      squares += codes[i] * codes[i];
    }
    return (squares / size - (sum / size) ** 2) * (high[map] - low[map]) ** 2;
  });
  return [...spread.keys()].sort((a, b) => spread[b] - spread[a] || a - b);
}

// Everything the row draws, by the name of the stage.
export function stageValues(stages, arrays) {
  const values = {};
  let maps = null;
  for (const { name, kind, shape } of stages) {
    const stored = arrays[name];
    if (kind === "picture") values[name] = { pictures: [stored.codes], side: shape[0] };
    else if (kind === "augmentation") values[name] = { pictures: split(stored), side: shape[0] };
    else if (kind === "rescaling") {
      maps = makeMaps(arrays.picture.codes, 3, shape[0], [0, 0, 0], [1, 1, 1]);
      maps.order = [0, 1, 2];
      values[name] = { maps };
    } else if (kind === "convolution") {
      maps = makeMaps(stored.codes, shape[2], shape[0], stored.low, stored.high);
      values[name] = { maps };
    } else if (kind === "pooling") values[name] = { maps: (maps = poolMaps(maps)) };
    else if (kind === "dropout" || kind === "flatten") values[name] = { maps };
    else values[name] = { vector: stored.values, peak: Math.max(...stored.values) };
  }
  return values;
}

function split({ codes, shape }) {
  const size = codes.length / shape[0];
  return Array.from({ length: shape[0] }, (_, i) => codes.subarray(i * size, (i + 1) * size));
}

export function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = Array.from(logits, (logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

// How tiles of a side stand in a space, all in cells: columns, rows, how many are shown.
export function arrange({ count, side, gap, columns, height }) {
  const fitting = Math.max(1, Math.floor((height + gap) / (side + gap)));
  // A last row that is full looks finished: the widest division without a remainder, if it fits.
  let across = Math.min(columns, count);
  while (count % across) across--;
  if (count / across > fitting) across = Math.min(columns, count);
  const rows = Math.min(fitting, Math.ceil(count / across));
  return {
    side, gap, columns: across, rows, shown: Math.min(count, across * rows),
    width: across * (side + gap) - gap, height: rows * (side + gap) - gap,
  };
}

// A strip or a column of units lies down where screens are narrow.
export function turned(layout) {
  return { ...layout, width: layout.height, height: layout.width, lying: true };
}

// Which tile and which of its cells lie under a point of the arrangement.
export function tileAt(layout, x, y) {
  const { side, gap, columns, shown } = layout;
  const column = Math.floor(x / (side + gap)), row = Math.floor(y / (side + gap));
  const place = row * columns + column;
  const left = x - column * (side + gap), top = y - row * (side + gap);
  if (x < 0 || y < 0 || column >= columns || place >= shown) return null;
  if (left >= side || top >= side) return null;
  return { place, x: Math.floor(left), y: Math.floor(top) };
}

export function tilePlace(layout, place) {
  const { side, gap, columns } = layout;
  return { x: (place % columns) * (side + gap), y: Math.floor(place / columns) * (side + gap) };
}

// The square of the picture that one value sees: [left, top, side] in pixels, cut at the edge.
export function seenSquare([field, step, offset], x, y, side) {
  const left = Math.max(0, x * step - offset), top = Math.max(0, y * step - offset);
  const right = Math.min(side, x * step - offset + field);
  const bottom = Math.min(side, y * step - offset + field);
  return { left, top, width: right - left, height: bottom - top };
}

// Weak values are lifted, or the rare strong ones would leave the rest of a stage blank: half the
// largest value stands at two thirds of the scale.  The legend marks it.
export function scaleShare(share) {
  return Math.max(0, Math.min(1, share)) ** 0.6;
}
