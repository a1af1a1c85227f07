// One payload: the length of a JSON text, the text, and bytes.

export function readParts(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const view = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { view, rest: bytes.slice(4 + length) };
}
