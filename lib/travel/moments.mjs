// The payload as moments: each has a position, a kernel, maps, probabilities.
import { readHalves } from "./halves.mjs";
import { readParts } from "../browser/parts.mjs";

const sizeOf = (shape) => shape.reduce((product, side) => product * side, 1);

// `view.moments` lists, for every moment, position and, in the order in which they lie in the
// bytes: the shapes of kernel, maps, own (of the picture) and said (of the pictures held back).
export function readMoments(bytes) {
  const { view, rest } = readParts(bytes);
  let at = 0;
  const take = (shape) => {
    const begin = at;
    at += 2 * sizeOf(shape);
    return readHalves(rest.subarray(begin, at));
  };
  const moments = view.moments.map(({ position, ended, kernel, maps, own, said }) => ({
    position, ended, kernel: take(kernel), maps: maps.map(take), own: take(own), said: take(said), pictures: said[0],
  }));
  const numbers = new DataView(rest.buffer, rest.byteOffset + at, 2 * view.count);
  const labels = Array.from({ length: view.count }, (_, picture) => numbers.getUint16(2 * picture, true));
  return { view, moments, labels, picture: rest.subarray(at + 2 * view.count) };
}

// The largest size of a value, over all moments: one scale for the whole journey.
export function peakOf(arrays) {
  let peak = 0;
  for (const values of arrays)
    for (const value of values) if (Math.abs(value) > peak) peak = Math.abs(value);
  return peak;
}

// Which moment lies closest to a place in the training, in epochs.
export function nearest(positions, place) {
  let best = 0;
  positions.forEach((position, at) => {
    if (Math.abs(position - place) < Math.abs(positions[best] - place)) best = at;
  });
  return best;
}
