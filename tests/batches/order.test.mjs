// Run by `node --test tests/batches`, or with everything else by pytest.
import assert from "node:assert/strict";
import test from "node:test";
import { arrangeFlow, arrangeGrid } from "../../lib/batches/layout.mjs";
import { batchAround, companions, inverse, placesAt, slotsAt } from "../../lib/batches/order.mjs";
import { readParts } from "../../lib/browser/parts.mjs";

test("the place that becomes free is filled by the next of the list", () => {
  const order = [1, 0, 3, 2];
  assert.deepEqual(slotsAt(order, 2, 4, 0), [0, 1]);
  assert.deepEqual(slotsAt(order, 2, 4, 1), [0, 2]);
  assert.deepEqual(slotsAt(order, 2, 4, 2), [3, 2]);
  assert.deepEqual(slotsAt(order, 2, 4, 3), [null, 2]);
});

test("every picture is in one place, and what is out stays where it came out", () => {
  const order = [2, 0, 1, 4, 3], size = 3;
  for (let step = 0; step <= order.length; step++) {
    const places = placesAt(order, size, order.length, step);
    assert.equal(places.filter(({ where }) => where === "out").length, step);
    assert.equal(places.filter(({ where }) => where === "buffer").length,
      Math.min(size, order.length - step));
    for (let out = 0; out < step; out++) assert.equal(places[order[out]].place, out);
  }
});

test("a buffer larger than the list has empty places", () => {
  assert.deepEqual(slotsAt([], 4, 2, 0), [0, 1, null, null]);
});

test("the last batch is as small as it is", () => {
  assert.deepEqual(batchAround([5, 4, 3, 2, 1], 2, 4), [1]);
  assert.deepEqual(batchAround(Uint16Array.of(5, 4, 3, 2), 2, 3), [3, 2]);
  assert.deepEqual(inverse([2, 0, 1]), [1, 2, 0]);
  assert.equal(companions([[0, 1, 2, 3], [0, 2, 1, 3]], 2, 0), 2);
});

test("no two places of the flow share a spot, on any width", () => {
  for (const width of [300, 340, 700, 1210]) {
    const layout = arrangeFlow(width, 50, 8), met = new Set();
    for (const part of ["waiting", "buffer", "out"])
      for (let place = 0; place < 50; place++) {
        const { x, y } = layout[part].at(place);
        assert.ok(x >= 0 && x + layout.pitch <= width + 1, `${part} ${place} at ${width}`);
        assert.ok(y + layout.pitch <= layout.height + 1);
        met.add(`${x.toFixed(1)} ${y.toFixed(1)}`);
      }
    assert.equal(met.size, 150);
  }
});

test("every cell of the grid is found where it stands, and no gap is a cell", () => {
  for (const width of [330, 900, 1210]) {
    const layout = arrangeGrid(width, { count: 470, batch: 32, epochs: 3 });
    for (const epoch of [0, 2])
      for (const place of [0, 31, 32, 100, 469]) {
        const { x, y } = layout.at(epoch, place);
        assert.ok(x + layout.cell <= width);
        assert.deepEqual(layout.find(x + 0.5, y + 0.5), { epoch, place });
      }
    assert.equal(layout.find(layout.at(0, 0).x + 1, 1), null);
    const last = layout.at(0, 469);
    assert.equal(layout.find(last.x + 1.5 * layout.cell, last.y + 0.5), null);
  }
});

test("a payload is read in its parts", () => {
  const text = new TextEncoder().encode('{"a":"é"}');
  const bytes = new Uint8Array([text.length, 0, 0, 0, ...text, 7, 8]);
  const { view, rest } = readParts(bytes);
  assert.deepEqual(view, { a: "é" });
  assert.deepEqual([...rest], [7, 8]);
});
