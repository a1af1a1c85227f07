// The kernel to be edited: a number field over every weight, and a slider for the chosen one.
import { element } from "../browser/element.mjs";
import { TIMES, cellBox } from "./arithmetic.mjs";
import { digits, readNumber } from "./digits.mjs";
import { colourOf, cssColour, inkOn } from "./scale.mjs";

const TYPING = 2000; // milliseconds in which what comes back from the server may be an old number
const DIGITS = 6, LETTER = 0.56; // of a letter's height, its width
const DRAG_STEP = 0.05, DRAG_PIXELS = 4; // a step every few pixels dragged

// `change(at, value)` is told of a good number, `complain(problem)` of a bad one or of null.
export function makeFields(change, complain) {
  const host = element("div", { class: "fields" });
  const range = element("input", { type: "range", step: "0.05" });
  const output = element("output");
  const slider = element("label", { class: "slider" }, element("span"), range, output);
  const fields = { host, slider, range, output, inputs: [], values: [], chosen: 0, change, complain,
    bad: new Set() };
  range.addEventListener("input", () => {
    const value = Number(range.value);
    put(fields, fields.chosen, value);
    change(fields.chosen, value);
  });
  return fields;
}

// One field a cell of the kernel; made anew only when their number changes.
export function layFields(fields, layout, words, coarse, grown = 1) {
  const count = layout.rows * layout.columns;
  if (fields.inputs.length !== count) {
    fields.inputs = Array.from({ length: count }, (_, at) => makeField(fields, at));
    fields.host.replaceChildren(...fields.inputs);
    fields.chosen = Math.floor(count / 2);
    fields.bad.clear();
  }
  fields.words = words;
  const inset = layout.roomy ? TIMES : 0, px = (length) => `${length * grown}px`;
  // Below 16 pixels a phone would zoom the page to a field that is typed in.
  const size = Math.max((layout.roomy ? 15 : 12.5) * grown, coarse ? 16 : 0);
  fields.letters = Math.floor(((layout.width - inset) * grown - 4) / (size * LETTER));
  fields.inputs.forEach((input, at) => {
    const box = cellBox(layout, at), row = Math.floor(at / layout.columns);
    input.setAttribute("aria-label", words.weight.replace("{{row}}", row + 1)
      .replace("{{column}}", (at % layout.columns) + 1));
    Object.assign(input.style, { left: px(box.x + inset), top: px(box.y + layout.heights.value),
      width: px(layout.width - inset), height: px(layout.heights.weight), fontSize: `${size}px` });
    if (input !== focused(fields)) write(fields, at);
  });
}

function makeField(fields, at) {
  const input = element("input", { type: "text", inputmode: "decimal", autocomplete: "off",
    spellcheck: "false", "data-cell": at });
  input.addEventListener("focus", () => {
    choose(fields, at);
    if (write(fields, at)) input.select();
  });
  input.addEventListener("blur", () => write(fields, at));
  input.addEventListener("input", () => {
    fields.typedAt = performance.now();
    take(fields, at);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    nudge(fields, at, (fields.values[at] ?? 0) + step * (event.shiftKey ? 1 : 0.1));
  });
  dragging(fields, input, at);
  return input;
}

function nudge(fields, at, value) {
  const rounded = Number(value.toFixed(4));
  put(fields, at, rounded);
  take(fields, at);
}

function take(fields, at) {
  const read = readNumber(fields.inputs[at].value);
  const wrong = read.problem !== undefined;
  fields.inputs[at].setAttribute("aria-invalid", String(wrong));
  fields.bad[wrong ? "add" : "delete"](at);
  if (!wrong) {
    fields.values[at] = read.value;
    fields.change(at, read.value);
    showChosen(fields, at, read.value);
  }
  fields.complain(wrong ? read.problem : null, at);
}

// Dragging sideways changes the number, as in drawing programs; a plain click edits it.
function dragging(fields, input, at) {
  let start = null;
  input.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = { x: event.clientX, value: fields.values[at] ?? 0, moved: false };
  });
  input.addEventListener("pointermove", (event) => {
    if (!start || !(event.buttons & 1)) return;
    const steps = Math.trunc((event.clientX - start.x) / DRAG_PIXELS);
    if (!start.moved && Math.abs(steps) < 2) return;
    if (!start.moved) input.setPointerCapture(event.pointerId);
    start.moved = true;
    choose(fields, at);
    nudge(fields, at, Math.round((start.value + steps * DRAG_STEP) / DRAG_STEP) * DRAG_STEP);
  });
  const end = () => {
    if (start?.moved) input.blur();
    start = null;
  };
  input.addEventListener("pointerup", end);
  input.addEventListener("pointercancel", end);
}

function choose(fields, at) {
  fields.inputs[fields.chosen]?.classList.remove("chosen");
  fields.chosen = at;
  fields.inputs[at].classList.add("chosen");
  showChosen(fields, at, fields.values[at]);
}

function showChosen(fields, at, value) {
  if (at !== fields.chosen || value === undefined) return;
  const reach = Number(fields.range.max);
  if (Math.abs(value) > reach) setReach(fields, Math.abs(value));
  fields.range.value = value;
  fields.output.textContent = digits(value, 4);
  fields.slider.firstChild.textContent = fields.inputs[at].getAttribute("aria-label");
}

function setReach(fields, reach) {
  fields.range.min = -reach;
  fields.range.max = reach;
}

function put(fields, at, value) {
  fields.inputs[at].setAttribute("aria-invalid", "false");
  fields.bad.delete(at);
  fields.values[at] = value;
  write(fields, at);
  showChosen(fields, at, value);
}

// As many digits as the field has room for; all of them while it is typed in.  Whether it changed.
function write(fields, at) {
  const input = fields.inputs[at], value = fields.values[at];
  if (value === undefined || fields.bad.has(at)) return false;
  const text = input === focused(fields) ? digits(value, DIGITS) : fitting(value, fields.letters);
  const changes = input.value !== text;
  if (changes) input.value = text;
  return changes;
}

function focused(fields) {
  return fields.host.getRootNode().activeElement;
}

// The number with as many digits as fit into so many letters, but with two of them at least.
export function fitting(value, letters) {
  let count = DIGITS;
  while (count > 2 && digits(value, count).length > letters) count--;
  return digits(value, count);
}

// All weights written into the fields, but not into the one that is being typed in.
export function fillFields(fields, weights) {
  const typed = focused(fields);
  setReach(fields, Math.max(2, 2 * Math.ceil(Math.max(...weights.map(Math.abs)))));
  weights.forEach((weight, at) => {
    const input = fields.inputs[at];
    const own = input === typed &&
      (fields.bad.has(at) || performance.now() - (fields.typedAt ?? -TYPING) < TYPING);
    if (!own && (input !== typed || fields.values[at] !== weight)) put(fields, at, weight);
  });
  if (fields.bad.size === 0) fields.complain(null);
  choose(fields, Math.min(fields.chosen, fields.inputs.length - 1));
}

export function colourFields(fields, weights, scale) {
  weights.forEach((weight, at) => {
    const colour = colourOf(scale, weight), { style } = fields.inputs[at];
    style.backgroundColor = cssColour(colour);
    style.color = inkOn(colour);
  });
}
