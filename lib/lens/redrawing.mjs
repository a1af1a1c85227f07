// What a lens has drawn on its canvases, drawn once more with another brush: as SVG, to be taken away.
import { drawGrid } from "./grid.mjs";
import { drawPointed } from "./render.mjs";

// Whether the canvas is one of the lens's and was drawn.  A brush knows what contexts of canvases do.
export function redrawn(lens, canvas, brush) {
  const grid = Object.values(lens.grids ?? {}).find(({ base }) => base === canvas);
  const paper = { style: {}, getContext: () => brush };
  if (grid) drawGrid({ ...grid, base: paper, ratio: 1, enlarged: null }, lens.camera, lens.look, lens.look.scales);
  else if (canvas === lens.middle?.canvas)
    drawPointed({ ...lens, ratio: 1, middle: { ...lens.middle, canvas: paper } });
  else return false;
  return true;
}
