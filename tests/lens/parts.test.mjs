// Run by `node --test tests/lens`, or with everything else by pytest.
import assert from "node:assert/strict";
import test from "node:test";
import { bandsOf, cellBox, termLayout } from "../../lib/lens/arithmetic.mjs";
import { outputsThrough } from "../../lib/lens/borders.mjs";
import { bringIntoView, fitScale, limitZoom, makeCamera, panBy, seenPart, setZoom, zoomAt } from "../../lib/lens/camera.mjs";
import { makeKernel, turnKernel } from "../../lib/lens/convolution.mjs";
import { bracketed, cellDigits, digits, readNumber } from "../../lib/lens/digits.mjs";
import { fitting } from "../../lib/lens/fields.mjs";
import { advance, cellsPerSecond, glide, makePlayer } from "../../lib/lens/player.mjs";
import { cellByKey } from "../../lib/lens/pointer.mjs";
import { colourOf, entryOf, inkOn, makeScale, makeScales, paintPlane } from "../../lib/lens/scale.mjs";
import { axisRule } from "../../lib/lens/windows.mjs";

const THEME = { magnitude: ["#ffffff", "#08366b"], signed: ["#7f3b08", "#ffffff", "#08366b"] };

test("a typed number is read as people write it, and what is none is named", () => {
  assert.deepEqual(["1", "−0.5", " 1/9 ", "１.５", "2e2", "-.5"].map((text) => readNumber(text).value),
    [1, -0.5, 1 / 9, 1.5, 200, -0.5]);
  assert.deepEqual(["", "  ", "abc", "1/0", "1,5", "inf", "∞", "1e999", "0/0", "1e7", "--1"].map((text) => readNumber(text).problem),
    ["empty", "empty", "not_a_number", "infinite", "not_a_number", "infinite", "infinite", "infinite",
      "not_a_number", "too_large", "not_a_number"]);
});

test("numbers in cells are short and have a true minus", () => {
  assert.deepEqual([0, 255, -0.12345, 12.345, 1e7, 0.0000123].map((value) => digits(value)),
    ["0", "255", "−0.123", "12.3", "1·10⁷", "1.2·10⁻⁵"]);
  assert.equal(bracketed(-2), "(−2)");
  assert.deepEqual([cellDigits(-0.000127, 3.3), cellDigits(1.4567, 3.3), cellDigits(-40.44, 40.44)],
    ["0", "1.46", "−40.4"]);
});

test("a weight has as many digits as its field has room for, and two at least", () => {
  assert.deepEqual([10, 8, 6, 3].map((letters) => fitting(0.00296902, letters)),
    ["0.00296902", "0.002969", "0.003", "0.003"]);
  assert.deepEqual([fitting(-1, 3), fitting(0.25, 6), fitting(1 / 9, 7)], ["−1", "0.25", "0.11111"]);
});

test("a kernel is turned about its centre, each cell with all its channels", () => {
  const kernel = makeKernel(1, 3, 2, [1, 10, 2, 20, 3, 30]);
  assert.deepEqual([...turnKernel(kernel).cells], [3, 30, 2, 20, 1, 10]);
});

test("a border cell is used by what looks at it, an edge cell also through its copies", () => {
  const rule = axisRule(5, 3, 1, 1, [1, 1]);
  assert.deepEqual(outputsThrough(rule, -1, "zero"), [0]);
  assert.deepEqual(outputsThrough(rule, 0, "zero"), [0, 1]);
  assert.deepEqual(outputsThrough(rule, 4, "wrap"), [0, 3, 4]);
});

test("zero is the paper on a signed scale, and the strongest values are its ends", () => {
  const scales = makeScales(THEME, "#ffffff"), scale = makeScale("signed", { low: -4, high: 2 }, scales);
  assert.deepEqual(colourOf(scale, -4), [127, 59, 8]);
  assert.deepEqual([scale.low, scale.high], [-4, 4]);
  assert.ok(colourOf(scale, 0).every((part) => part >= 253));
  assert.equal(entryOf(makeScale("relu", { low: -4, high: 2 }, scales), -4), 0);
  assert.equal(entryOf(makeScale("magnitude", { low: -4, high: 2 }, scales), -4), 255);
  assert.equal(inkOn([255, 255, 255]), "#10161f");
});

test("a plane is painted into its place of a larger bitmap", () => {
  const scale = makeScale("grey", { low: 0, high: 255 }, makeScales(THEME, "#ffffff"));
  const pixels = new Uint32Array(12);
  paintPlane(pixels, 5, 4, Float64Array.from([255, 0]), 2, scale);
  assert.deepEqual([...pixels], [0, 0, 0, 0, 0, 0xffffffff, 0xff000000, 0, 0, 0, 0, 0]);
});

test("the point under the pointer stays while zooming, and the map never leaves the panel", () => {
  const camera = makeCamera();
  limitZoom(camera, 1);
  const under = (x) => camera.x + (x - 0.5) / camera.zoom;
  const before = under(0.3);
  zoomAt(camera, 2, 0.3, 0.6);
  assert.ok(Math.abs(under(0.3) - before) < 1e-12);
  panBy(camera, 50, 50);
  assert.deepEqual([camera.x, camera.y], [0.25, 0.25]);
  bringIntoView(camera, 0.99, 0.5);
  assert.ok(camera.x > 0.7);
  setZoom(camera, 1e9);
  assert.equal(camera.zoom, camera.furthest);
  assert.equal(seenPart(camera, 100, 100, 1).scale, camera.furthest);
});

test("cells are a whole number of device pixels where there is more than one for each", () => {
  assert.equal(fitScale(3, 3, 400, 400, 1), 64);
  assert.equal(fitScale(100, 50, 333, 400, 1), 3);
  assert.ok(Math.abs(fitScale(320, 280, 416, 400, 1) - 1.3) < 1e-9);
});

test("the terms of a 7×7 window fit side by side, and none overlaps another", () => {
  const layout = termLayout({ rows: 7, columns: 7, bands: ["value", "weight", "product"], width: 384, coarse: false });
  const last = cellBox(layout, 48);
  assert.ok(layout.left >= 0 && last.x + layout.width <= 384.01);
  assert.ok(cellBox(layout, 1).x >= cellBox(layout, 0).x + layout.width);
  assert.deepEqual(bandsOf({ kind: "pool", reduction: "max" }), ["value"]);
});

test("the player goes at its speed, ends at the last cell, and glides within a row only", () => {
  const player = Object.assign(makePlayer(), { at: 0, count: 9, speed: 0 });
  assert.equal(cellsPerSecond(0, 9), 1);
  advance(player, 1000);
  assert.equal(advance(player, 1050), false);
  assert.ok(Math.abs(player.at - 0.05) < 1e-9);
  player.at = 7.99;
  assert.equal(advance(player, 1150), true);
  assert.equal(player.at, 8);
  assert.deepEqual(glide(2.9, 3, 2), { row: 0, column: 2, moved: 0 });
  assert.ok(glide(1.9, 3, 2).moved > 0.5);
  assert.equal(glide(1.9, 3, 100).moved, 0);
});

test("arrows, Home and End move within the map", () => {
  const map = { height: 4, width: 5 }, here = { row: 0, column: 2 };
  const press = (key, ctrlKey = false) => cellByKey({ key, ctrlKey }, here, map);
  assert.deepEqual(press("ArrowUp"), here);
  assert.deepEqual(press("ArrowRight"), { row: 0, column: 3 });
  assert.deepEqual(press("End"), { row: 0, column: 4 });
  assert.deepEqual(press("End", true), { row: 3, column: 4 });
  assert.equal(press("a"), null);
});
