// The payload: length of the header (uint32, little-endian), the header as JSON, the arrays.

// `reuse` are the arrays of an earlier payload; their memory is written over where it fits.
export function readLens(bytes, reuse = {}) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const view = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const arrays = {};
  for (const { name, dtype, shape, offset } of view.arrays) {
    const [height, width, channels] = shape, size = height * width * channels;
    const at = 4 + length + offset;
    // A copy begins where a number may begin; a part of the payload might not.
    const values = dtype === "uint8" ? bytes.subarray(at, at + size)
      : new Float32Array(bytes.slice(at, at + 4 * size).buffer);
    arrays[name] = { dtype, height, width, channels, planes: planesOf(values, channels, reuse[name]?.planes) };
  }
  return { view, arrays };
}

// (H, W, C) as it lies in memory, one plane a channel.
function planesOf(values, channels, reuse = []) {
  const size = values.length / channels;
  return Array.from({ length: channels }, (_, channel) => {
    const plane = reuse[channel]?.length === size ? reuse[channel] : new Float32Array(size);
    if (channels === 1) plane.set(values);
    else for (let cell = 0, from = channel; cell < size; cell++, from += channels) plane[cell] = values[from];
    return plane;
  });
}

// float32 numbers whose bytes were sorted by significance before compression: all first bytes,
// all second bytes, and so on.  Equal exponents and empty last digits then lie together.
export function unshuffle(bytes) {
  const count = bytes.length / 4, sorted = new Uint8Array(bytes.length);
  for (let byte = 0; byte < 4; byte++)
    for (let at = 0; at < count; at++) sorted[4 * at + byte] = bytes[byte * count + at];
  return new Float32Array(sorted.buffer);
}
