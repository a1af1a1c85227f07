// What a lens has drawn on its canvases, drawn once more with another brush: as SVG, to be taken away.
import { drawGrid } from "./grid.mjs";
import { drawPointed } from "./render.mjs";

// The size in which a canvas of the lens was drawn; null for another's.  A brush knows what contexts of
// canvases do.
export function redrawn(lens, canvas, brush) {
  const grid = Object.values(lens.grids ?? {}).find(({ base }) => base === canvas);
  const paper = { style: {}, getContext: () => brush };
  if (grid) {
    drawGrid({ ...grid, base: paper, ratio: 1, enlarged: null }, lens.camera, lens.look, lens.look.scales);
    return { width: grid.width, height: grid.height };
  }
  if (canvas !== lens.middle?.canvas) return null;
  drawPointed({ ...lens, ratio: 1, middle: { ...lens.middle, canvas: paper } });
  return lens.workSize;
}
