// Run by `node --test tests/stages`, or with everything else by pytest.
import assert from "node:assert/strict";
import test from "node:test";
import { isDark, magnitudeColours, ramp, signedColours } from "../../lib/browser/colour.mjs";
import { fill, number } from "../../lib/browser/text.mjs";
import {
  arrange, byActivity, makeMaps, poolMaps, seenSquare, softmax, tileAt, tilePlace, turned, valueAt,
} from "../../lib/stages/values.mjs";

const maps = makeMaps(Uint8Array.from([0, 51, 102, 255, 10, 10, 10, 10]), 2, 2, [0, 0], [5, 1]);

test("a code is a share of the way from low to high", () => {
  assert.equal(valueAt(maps, 0, 3), 5);
  assert.ok(Math.abs(valueAt(maps, 0, 1) - 1) < 1e-12);
});

test("pooling keeps the largest of four and the scale of the stage", () => {
  const pooled = poolMaps(maps);
  assert.deepEqual([...pooled.codes], [255, 10]);
  assert.equal(pooled.side, 1);
  assert.equal(pooled.peak, maps.peak);
});

test("the most varied map comes first", () => {
  const codes = Uint8Array.from([7, 7, 7, 7, 0, 255, 0, 255]);
  assert.deepEqual(byActivity({ codes, count: 2, side: 2, low: [0, 0], high: [1, 1] }), [1, 0]);
});

test("every tile is found where it stands, and no gap is a tile", () => {
  const layout = arrange({ count: 16, side: 48, gap: 2, columns: 2, height: 414 });
  assert.deepEqual([layout.columns, layout.rows, layout.shown], [2, 8, 16]);
  for (let place = 0; place < layout.shown; place++) {
    const { x, y } = tilePlace(layout, place);
    assert.deepEqual(tileAt(layout, x, y), { place, x: 0, y: 0 });
    assert.deepEqual(tileAt(layout, x + 47.9, y + 47.9), { place, x: 47, y: 47 });
  }
  assert.equal(tileAt(layout, 48.5, 3), null);
  assert.equal(tileAt(layout, -1, 3), null);
  assert.equal(tileAt(layout, 3, 414), null);
});

test("a last row is full where all tiles fit", () => {
  const { columns, rows } = arrange({ count: 32, side: 24, gap: 2, columns: 13, height: 414 });
  assert.deepEqual([columns, rows], [8, 4]);
  const cut = arrange({ count: 16, side: 96, gap: 2, columns: 3, height: 210 });
  assert.deepEqual([cut.columns, cut.shown], [3, 6]);
});

test("what lies down changes width and height", () => {
  assert.deepEqual(turned({ width: 32, height: 288 }), { width: 288, height: 32, lying: true });
});

test("the square a value sees is cut at the edge of the picture", () => {
  assert.deepEqual(seenSquare([8, 2, 3], 10, 0, 96), { left: 17, top: 0, width: 8, height: 5 });
});

test("probabilities sum to one, however large the logits", () => {
  const shares = softmax([1000, 999, -1000]);
  assert.ok(Math.abs(shares.reduce((a, b) => a + b) - 1) < 1e-12);
  assert.ok(shares[0] > shares[1] && shares[1] > shares[2]);
});

test("a ramp begins and ends in its colours", () => {
  const table = ramp(["#000000", "#102030", "#ffffff"]);
  assert.deepEqual([...table.slice(0, 3)], [0, 0, 0]);
  assert.deepEqual([...table.slice(-3)], [255, 255, 255]);
});

test("dark paper is told from light", () => {
  assert.equal(isDark("#12161c"), true);
  assert.equal(isDark("rgb(255, 255, 255)"), false);
});

test("zero is the paper on both sides of a scale, and strong values stand out from it", () => {
  const theme = { magnitude: ["#ffffff", "#3282be", "#08366b"],
    signed: ["#7f3b08", "#c66a14", "#ffffff", "#3282be", "#08366b"] };
  assert.deepEqual(signedColours(theme, "#fffff0"),
    ["#7f3b08", "#c66a14", "#fffff0", "#3282be", "#08366b"]);
  assert.deepEqual(signedColours(theme, "#12161c"),
    ["#c66a14", "#7f3b08", "#12161c", "#08366b", "#3282be"]);
  assert.equal(magnitudeColours(theme, "#12161c")[0], "#12161c");
});

test("numbers have three figures at most behind the point and a true minus", () => {
  assert.deepEqual([0, 0.12345, 1.2345, 12.345, 123.45, -0.5].map(number),
    ["0", "0.123", "1.23", "12.3", "123", "−0.500"]);
});

test("slots are filled", () => assert.equal(fill("{{a}} of {{b}}", { a: 1, b: 2 }), "1 of 2"));
