// Where things stand, in pixels, for the width that there is.

const WIDE = 560; // from this width on: all batches in one row
const BETWEEN = 0.55; // two batches, in places
const HEADING = 22;
const GAP = 9; // below a part
const LARGEST = 38; // of a place

// Places of the three parts: { pitch, height, waiting, buffer, out }, each part with its `top` and
// a function `at(place)`.
export function arrangeFlow(width, count, batch) {
  const wide = width >= WIDE;
  const across = Math.ceil(batch / 2); // of a batch, which is two places high
  const batches = Math.ceil(count / batch);
  const perRow = wide ? batches : Math.min(3, batches);
  const pitch = Math.min(LARGEST, width / (perRow * (across + BETWEEN) - BETWEEN));
  const columns = wide ? Math.ceil(count / 2) : Math.floor(width / pitch);
  const rows = Math.ceil(count / columns);
  const inRows = (top) => (place) => ({
    x: (place % columns) * pitch, y: top + HEADING + Math.floor(place / columns) * pitch,
  });
  const tall = HEADING + rows * pitch + GAP;
  const outTop = 2 * tall;
  const blockRows = Math.ceil(batches / perRow);
  const out = (place) => {
    const number = Math.floor(place / batch), within = place % batch;
    return {
      x: ((number % perRow) * (across + BETWEEN) + (within % across)) * pitch,
      y: outTop + HEADING + Math.floor(number / perRow) * (2 + BETWEEN) * pitch
        + Math.floor(within / across) * pitch,
    };
  };
  return {
    pitch,
    height: outTop + HEADING + blockRows * (2 + BETWEEN) * pitch,
    waiting: { top: 0, at: inRows(0) },
    buffer: { top: tall, at: inRows(tall) },
    out: { top: outTop, at: out },
  };
}

// Cells of the grid of epochs × batches: a batch is a block of cells, an epoch a row of blocks.
export function arrangeGrid(width, { count, batch, epochs }) {
  const batches = Math.ceil(count / batch);
  const wide = width >= WIDE;
  const label = wide ? 66 : 0; // beside the row, or above it
  const across = wide ? 8 : 4;
  const down = Math.ceil(batch / across);
  const cell = Math.max(2, Math.floor((width - label) / (batches * (across + 1))));
  const block = cell * (across + 1);
  const head = wide ? 16 : 32; // the origin's number above a block
  const row = head + down * cell + 8;
  return {
    cell, label, head, row, wide, height: epochs * row,
    // The top left corner of the cell of a place of an epoch.
    at: (epoch, place) => {
      const within = place % batch;
      return {
        x: label + Math.floor(place / batch) * block + (within % across) * cell,
        y: epoch * row + head + Math.floor(within / across) * cell,
      };
    },
    // The epoch and the place under a point; null between the blocks.
    find: (x, y) => {
      const epoch = Math.floor(y / row), number = Math.floor((x - label) / block);
      const column = Math.floor((x - label - number * block) / cell);
      const line = Math.floor((y - epoch * row - head) / cell);
      const place = number * batch + line * across + column;
      const inside = epoch >= 0 && epoch < epochs && number >= 0 && number < batches && line >= 0
        && line < down && column < across && line * across + column < batch && place < count;
      return inside ? { epoch, place } : null;
    },
  };
}
