// Values as colours: zero is always the colour of the paper, on a light page and on a dark one.

export function isDark(colour) {
  const [red, green, blue] = channelsOf(colour);
  return 0.3 * red + 0.59 * green + 0.11 * blue < 128;
}

// Red, green and blue, 0 to 255, of a colour written as #rrggbb or rgb(r, g, b).
export function channelsOf(colour) {
  return colour.startsWith("#")
    ? [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/[\d.]+/g).slice(0, 3).map(Number);
}

// On a dark page a scale runs the other way: what is strong is light.
export function magnitudeColours(theme, paper) {
  return isDark(paper) ? [paper, ...theme.magnitude.slice(1).reverse(), "#ffffff"] : theme.magnitude;
}

export function signedColours(theme, paper) {
  const { signed } = theme, zero = (signed.length - 1) / 2;
  if (!isDark(paper)) return [...signed.slice(0, zero), paper, ...signed.slice(zero + 1)];
  return [...signed.slice(0, zero).reverse(), paper, ...signed.slice(zero + 1).reverse()];
}

// 256 colours spread evenly between the given ones: Uint8 triples.
export function ramp(colours) {
  const points = colours.map(channelsOf);
  const table = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (points.length - 1);
    const from = Math.min(Math.floor(at), points.length - 2), share = at - from;
    for (let c = 0; c < 3; c++)
      table[3 * i + c] = Math.round(points[from][c] * (1 - share) + points[from + 1][c] * share);
  }
  return table;
}
