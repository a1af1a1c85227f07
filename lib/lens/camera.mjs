// Which part of a map is seen.  Input and output share one camera, in shares of their sides, so
// that they show the same place.

const LARGEST_CELL = 72; // pixels; closer than this shows nothing more

export function makeCamera() {
  return { zoom: 1, x: 0.5, y: 0.5, furthest: 1 };
}

// How large a map is drawn at first: the whole of it in the space, its cells a whole number of
// device pixels where there is more than one for each.  `grown` is how much larger than usual the
// page's letters are.
export function fitScale(columns, rows, width, height, ratio, grown = 1) {
  const scale = Math.min(width / columns, height / rows, 64 * grown);
  return scale * ratio >= 2 ? Math.floor(scale * ratio) / ratio : scale;
}

// How wide the two maps may be together, so that their cells are of one size: what the one does not
// need of its side is the other's.
export function sharedScale(first, second, sides, height, ratio, { grown, narrowest }) {
  const rows = Math.max(first.rows, second.rows), [few, many] = [first.columns, second.columns].sort((a, b) => a - b);
  const together = fitScale(few + many, rows, sides, height, ratio, grown);
  return few * together >= narrowest ? together
    : fitScale(many, rows, Math.max(sides - narrowest, sides / 2), height, ratio, grown);
}

export function limitZoom(camera, scale, grown = 1) {
  camera.furthest = Math.max(1, (LARGEST_CELL * grown) / scale);
  if (scale >= 28) camera.furthest = 1; // cells that can be read and touched need no zoom
  setZoom(camera, camera.zoom);
}

export function setZoom(camera, zoom) {
  camera.zoom = Math.max(1, Math.min(camera.furthest, zoom));
  keepInside(camera);
}

// The point (x, y), in shares of the panel, stays where it is.
export function zoomAt(camera, factor, x, y) {
  const before = { x: camera.x + (x - 0.5) / camera.zoom, y: camera.y + (y - 0.5) / camera.zoom };
  setZoom(camera, camera.zoom * factor);
  camera.x = before.x - (x - 0.5) / camera.zoom;
  camera.y = before.y - (y - 0.5) / camera.zoom;
  keepInside(camera);
}

export function panBy(camera, x, y) {
  camera.x -= x / camera.zoom;
  camera.y -= y / camera.zoom;
  keepInside(camera);
}

// Moves the least that brings the point, in shares of the map, well into view.
export function bringIntoView(camera, x, y) {
  const half = 0.5 / camera.zoom, margin = Math.min(0.15 / camera.zoom, half);
  camera.x = Math.max(x - half + margin, Math.min(x + half - margin, camera.x));
  camera.y = Math.max(y - half + margin, Math.min(y + half - margin, camera.y));
  keepInside(camera);
}

function keepInside(camera) {
  const half = 0.5 / camera.zoom;
  camera.x = Math.max(half, Math.min(1 - half, camera.x));
  camera.y = Math.max(half, Math.min(1 - half, camera.y));
}

// The part seen, in cells, and the size of a cell: x = (column − left) · scale.
export function seenPart(camera, columns, rows, fit) {
  return { scale: fit * camera.zoom, left: (camera.x - 0.5 / camera.zoom) * columns,
    top: (camera.y - 0.5 / camera.zoom) * rows };
}
