// Kernels and feature maps as small pictures, a canvas each.
import { element } from "../browser/element.mjs";

export function tile(className) {
  return element("canvas", { class: className, "aria-hidden": "true" });
}

// One filter of (rows, columns, channels, filters) as a colour picture: zero is middle grey, and
// `peak` away from it black or full.  One channel is drawn in grey.
export function paintFilter(canvas, kernel, [rows, columns, channels, filters], filter, peak) {
  paint(canvas, rows, columns, (cell, pixel) => {
    for (let colour = 0; colour < 3; colour++) {
      const at = (cell * channels + Math.min(colour, channels - 1)) * filters + filter;
      pixel[colour] = 127.5 + (127.5 * kernel[at]) / (peak || 1);
    }
  });
}

// One channel of maps (rows, columns, channels) on a scale of 256 colours from zero to `peak`.
export function paintMap(canvas, maps, [rows, columns, channels], channel, peak, colours) {
  paint(canvas, rows, columns, (cell, pixel) => {
    const share = Math.min(1, Math.max(0, maps[cell * channels + channel] / (peak || 1)));
    const at = 3 * Math.round(255 * share);
    for (let colour = 0; colour < 3; colour++) pixel[colour] = colours[at + colour];
  });
}

function paint(canvas, rows, columns, colour) {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext("2d"), image = context.createImageData(columns, rows);
  const pixel = [0, 0, 0];
  for (let cell = 0; cell < rows * columns; cell++) {
    colour(cell, pixel);
    image.data.set([...pixel, 255], 4 * cell);
  }
  context.putImageData(image, 0, 0);
}
