// The kernel as the visitor edits it: repainted at once, sent to the server after a pause.
import { fill } from "../browser/text.mjs";
import { fillFields } from "./fields.mjs";
import { invalidate } from "./frames.mjs";
import { announceResult } from "./registry.mjs";
import { repaintOutput, showKernel, weightsShown } from "./render.mjs";
import { setKernel } from "./scene.mjs";

const QUIET = 300; // milliseconds without an edit after which the kernel goes to the server

// The server's kernel when the page chose another one; what is being edited here otherwise.
export function kernelInForce(lens, { operation, edited }) {
  if (operation.kind !== "weighted_sum") return null;
  const base = JSON.stringify(operation.kernel);
  const ours = lens.base !== undefined && (base === lens.base || lens.sent.includes(base));
  const moved = ours && base !== lens.base;
  lens.base = base;
  if (!ours || lens.scene?.kernel?.cells.length !== operation.kernel.length) {
    lens.sent = [];
    return edited ?? operation.kernel;
  }
  // The page took an edit of ours as its own; one made since then is sent again under its name.
  if (moved) queueKernel(lens);
  return [...lens.scene.kernel.cells];
}

// A field lies where its weight meets the window: turned by 180°, the last weight comes first.
function cellOfField(lens, at) {
  const { scene: { kernel, operation }, channel } = lens;
  const place = operation.flip ? kernel.rows * kernel.columns - 1 - at : at;
  return place * kernel.depth + (kernel.depth > 1 ? channel : 0);
}

export function edit(lens, at, value) {
  const { cells } = lens.scene.kernel, cell = cellOfField(lens, at);
  if (cells[cell] === value) return;
  cells[cell] = value;
  setKernel(lens.scene, cells);
  kernelChanged(lens);
}

function kernelChanged(lens) {
  repaintOutput(lens);
  showKernel(lens);
  lens.middle.reset.hidden = JSON.stringify([...lens.scene.kernel.cells]) === lens.base;
  invalidate(lens, "maps", "pointed");
  announceResult(lens);
  queueKernel(lens);
}

function queueKernel(lens) {
  clearTimeout(lens.sending);
  lens.sending = setTimeout(() => {
    const cells = [...lens.scene.kernel.cells], text = JSON.stringify(cells);
    if (text === lens.base && !lens.sent.length) return;
    lens.sent = [...lens.sent.slice(-20), text];
    lens.send("kernel", text === lens.base ? null : { base: lens.view.base, cells });
  }, QUIET);
}

export function resetKernel(lens) {
  setKernel(lens.scene, JSON.parse(lens.base));
  writeKernel(lens);
  kernelChanged(lens);
}

export function writeKernel(lens) {
  const { scene, editable, channel, middle, words } = lens;
  middle.reset.hidden = !editable || JSON.stringify([...scene.kernel?.cells ?? []]) === lens.base;
  middle.canvas.setAttribute("aria-label", words.arithmetic);
  if (!editable) return;
  const shown = weightsShown(scene.turned, scene.operation.depth > 1 ? channel : 0);
  fillFields(lens.fields, shown);
  showKernel(lens);
}

export function complain(lens, problem, at) {
  const { words, middle, scene: { operation } } = lens;
  const columns = operation.window[1];
  middle.complaint.textContent = problem ? fill(words[`problem_${problem}`],
    { row: Math.floor(at / columns) + 1, column: (at % columns) + 1, limit: "1,000,000" }) : "";
}
