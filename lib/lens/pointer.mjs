// Pointer, wheel and keys on a grid: which cell is meant, and what part of the map is seen.
import { panBy, zoomAt } from "./camera.mjs";
import { cellAt } from "./grid.mjs";

const CLICK_PIXELS = 5; // moved further than this it is a drag
const WHEEL_PAUSE = 450; // milliseconds: a scroll that passes over a picture does not zoom it

// `act` has point(grid, cell), pick(grid, cell), key(grid, event), seen() for a moved camera.
export function listen(grid, camera, act) {
  const { box } = grid, fingers = new Map();
  let start = null, scrolled = 0, dragged = false;
  const at = (event) => {
    const frame = box.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  const cellOf = ({ x, y }) => cellAt(grid, camera, x, y);

  box.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, at(event));
    start = { ...at(event), touch: event.pointerType === "touch" };
    dragged = false;
    if (event.pointerType !== "mouse") return;
    box.focus({ preventScroll: true });
    box.setPointerCapture(event.pointerId);
  });
  box.addEventListener("pointermove", (event) => {
    const now = at(event), before = fingers.get(event.pointerId);
    if (!before) return act.point(grid, cellOf(now));
    fingers.set(event.pointerId, now);
    if (fingers.size === 2) return pinch(event.pointerId, before, now);
    dragged ||= Math.hypot(now.x - start.x, now.y - start.y) > CLICK_PIXELS;
    if (!dragged) return undefined;
    if (camera.zoom === 1) return act.point(grid, cellOf(now)); // nothing to move: the finger looks
    panBy(camera, (now.x - before.x) / grid.width, (now.y - before.y) / grid.height);
    return act.seen();
  });
  const end = (event) => {
    const known = fingers.delete(event.pointerId), cell = cellOf(at(event));
    if (event.type !== "pointerup" || !known || dragged || fingers.size || !cell) return;
    act.pick(grid, cell, start.touch);
  };
  box.addEventListener("pointerup", end);
  box.addEventListener("pointercancel", end);
  box.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && !fingers.size) act.point(grid, null);
  });

  function pinch(moved, before, now) {
    dragged = true;
    const other = [...fingers].find(([id]) => id !== moved)[1];
    const apart = (point) => Math.max(8, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    zoomAt(camera, apart(now) / apart(before), middle.x / grid.width, middle.y / grid.height);
    panBy(camera, (now.x - before.x) / 2 / grid.width, (now.y - before.y) / 2 / grid.height);
    act.seen();
  }

  box.addEventListener("wheel", (event) => {
    const grows = event.deltaY < 0, before = camera.zoom;
    const passing = performance.now() - scrolled < WHEEL_PAUSE;
    if (camera.furthest === 1 || (passing && !event.ctrlKey) || (!grows && before === 1)) {
      scrolled = performance.now();
      return;
    }
    event.preventDefault();
    const { x, y } = at(event);
    zoomAt(camera, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0022)), x / grid.width, y / grid.height);
    act.seen();
    act.point(grid, cellOf({ x, y }));
  }, { passive: false });
  box.addEventListener("keydown", (event) => act.key(grid, event));
  box.addEventListener("focus", () => act.focus(grid));
}

// The cell an arrow, Home, End or a page key leads to; null for other keys.
export function cellByKey(event, { row, column }, { height, width }) {
  const { key } = event, whole = event.ctrlKey || event.metaKey;
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    PageUp: [-10, 0], PageDown: [10, 0] }[key];
  const limit = (value, size) => Math.max(0, Math.min(size - 1, value));
  if (steps) return { row: limit(row + steps[0], height), column: limit(column + steps[1], width) };
  if (key === "Home") return { row: whole ? 0 : row, column: 0 };
  if (key === "End") return { row: whole ? height - 1 : row, column: width - 1 };
  return null;
}
