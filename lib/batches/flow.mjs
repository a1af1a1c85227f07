// Pictures on their way through the shuffle buffer: play, step, scrub, point.
import { element } from "../browser/element.mjs";
import { iconButton } from "../browser/icon.mjs";
import { playing } from "../browser/playing.mjs";
import { fill } from "../browser/text.mjs";
import { arrangeFlow } from "./layout.mjs";
import { inverse, placesAt } from "./order.mjs";
import { readParts } from "../browser/parts.mjs";

const STEP_TIME = 480; // milliseconds a step while it plays
const START = 20; // pictures that are out when the page opens: something has happened already

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".flow");
  const { view, rest } = readParts(data);
  const flow = host.flow ?? buildFlow(host, view, rest);
  flow.view = view;
  flow.out = view.order ? inverse(view.order) : null;
  if (view.order) flow.step = Math.min(flow.step ?? START, view.count);
  showFlow(flow);
  const watcher = new ResizeObserver(() => { if (host.clientWidth !== flow.width) showFlow(flow); });
  watcher.observe(host);
  return () => { watcher.disconnect(); flow.player.stop(); };
}

function buildFlow(host, view, sheet) {
  const flow = { host, view, pointed: null };
  const { words } = view;
  const address = URL.createObjectURL(new Blob([sheet], { type: "image/webp" }));
  flow.player = playing({ words, time: STEP_TIME, step: () => goTo(flow, flow.step + 1),
    ended: () => flow.step >= flow.view.count, rewind: () => goTo(flow, 0) });
  flow.scrub = element("input", { type: "range", min: 0, max: view.count, step: 1, class: "scrub",
    "aria-label": words.scrub,
    oninput: (event) => { flow.player.stop(); goTo(flow, Number(event.target.value)); } });
  flow.place = element("span", { class: "place" });
  flow.tools = element("div", { class: "player", role: "group", "aria-label": words.player }, flow.player.button,
    iconButton("back", words.back, () => { flow.player.stop(); goTo(flow, flow.step - 1); }),
    iconButton("step", words.step, () => { flow.player.stop(); goTo(flow, flow.step + 1); }),
    flow.scrub, flow.place);
  flow.legend = element("div", { class: "legend" }, view.classes.map((name, label) =>
    element("span", { style: `--hue:${view.hues[label]}` }, name)));
  flow.headings = Object.fromEntries(["waiting", "buffer", "out"].map((part) =>
    [part, element("div", { class: "heading" })]));
  flow.pictures = Array.from({ length: view.count }, (_, number) => element("i", {
    "data-number": number,
    style: `background-image:url(${address});background-size:${100 * view.count}% 100%` }));
  flow.slots = element("div", { class: "slots", "aria-hidden": "true" });
  flow.field = element("div", { class: "field", tabindex: "0", role: "group" }, flow.slots,
    ...Object.values(flow.headings), ...flow.pictures);
  flow.said = element("div", { class: "said", "aria-live": "polite" });
  flow.field.addEventListener("pointermove", (event) => pointAt(flow, event.target.dataset?.number));
  flow.field.addEventListener("pointerdown", (event) => pointAt(flow, event.target.dataset?.number));
  flow.field.addEventListener("pointerleave", () => pointAt(flow));
  flow.field.addEventListener("focusout", () => pointAt(flow));
  flow.field.addEventListener("keydown", (event) => pointByKey(flow, event));
  host.replaceChildren(element("div", { class: "tools" }, flow.tools, flow.legend), flow.field, flow.said);
  host.flow = flow;
  return flow;
}

// -- time ------------------------------------------------------------------------------------

function goTo(flow, step) {
  if (!flow.view.order) return;
  flow.step = Math.max(0, Math.min(flow.view.count, step));
  placePictures(flow);
}

// -- drawing ---------------------------------------------------------------------------------

function showFlow(flow) {
  const { host, view } = flow;
  // Pictures glide from step to step, but not to where they stand on another width or for another
  // buffer: fifty of them on their way would keep the next answer of the slider waiting.
  const still = flow.width !== host.clientWidth || flow.shown !== view.name;
  flow.shown = view.name;
  flow.field.classList.toggle("still", still);
  if (still) requestAnimationFrame(() => requestAnimationFrame(() => flow.field.classList.remove("still")));
  flow.width = host.clientWidth;
  flow.layout = arrangeFlow(flow.width, view.count, view.batch);
  flow.field.style.height = `${flow.layout.height}px`;
  flow.field.style.setProperty("--pitch", `${flow.layout.pitch}px`);
  flow.field.setAttribute("aria-label", view.words.alt);
  flow.host.classList.toggle("unknown", !view.order);
  for (const control of flow.tools.querySelectorAll("button, input")) control.disabled = !view.order;
  const listing = view.tiles.join();
  if (flow.listing !== listing) flow.pictures.forEach((picture, number) => {
    picture.style.backgroundPosition = `${(100 * view.tiles[number]) / (view.count - 1)}% 0`;
    picture.style.setProperty("--hue", view.hues[view.labels[number]]);
  });
  flow.listing = listing;
  const slot = ({ x, y }) => element("b", { style: `transform:translate(${x}px,${y}px)` });
  flow.slots.replaceChildren(
    ...Array.from({ length: view.buffer }, (_, place) => slot(flow.layout.buffer.at(place))),
    ...Array.from({ length: view.count }, (_, place) => slot(flow.layout.out.at(place))));
  placePictures(flow);
  host.dataset.painted = view.name;
}

function placePictures(flow) {
  const { view, layout } = flow, step = view.order ? flow.step : 0;
  const places = placesAt(view.order ?? [], view.buffer, view.count, step);
  const taken = step ? view.order[step - 1] : null;
  const counts = { waiting: 0, buffer: 0, out: 0 };
  places.forEach(({ where, place }, number) => {
    const { x, y } = layout[where].at(place), picture = flow.pictures[number];
    picture.style.transform = `translate(${x}px,${y}px)`;
    picture.dataset.where = where;
    picture.classList.toggle("taken", number === taken);
    counts[where]++;
  });
  for (const [part, heading] of Object.entries(flow.headings)) {
    heading.style.top = `${layout[part].top}px`;
    heading.textContent = fill(view.words[part], { count: counts[part], buffer: view.buffer,
      batches: Math.ceil(counts.out / view.batch) });
  }
  flow.scrub.value = step;
  flow.place.textContent = fill(view.words.place, { step, count: view.count });
  sayFlow(flow, counts.buffer);
}

// -- words -----------------------------------------------------------------------------------

function pointAt(flow, number) {
  const pointed = number === undefined ? null : Number(number);
  if (pointed === flow.pointed) return;
  flow.pictures[flow.pointed]?.classList.remove("pointed");
  flow.pictures[pointed]?.classList.add("pointed");
  flow.pointed = pointed;
  sayFlow(flow, flow.pictures.filter((picture) => picture.dataset.where === "buffer").length);
}

function pointByKey(flow, event) {
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") return pointAt(flow);
  if (!by) return undefined;
  event.preventDefault();
  const last = flow.view.count - 1, from = flow.pointed ?? (by > 0 ? -1 : last + 1);
  return pointAt(flow, Math.max(0, Math.min(last, from + by)));
}

function sayFlow(flow, held) {
  const { view, said } = flow, { words } = view;
  said.textContent = flow.pointed === null ? sentenceOfStep(flow, held) : sentenceOfPicture(flow);
  said.classList.toggle("hint", flow.pointed === null);
}

function sentenceOfStep({ view, step }, held) {
  const { words, order, buffer, count } = view;
  if (!order) return words.unknown;
  if (!step) return fill(words.filled, { held });
  const entered = buffer + step - 1;
  const facts = { step, number: order[step - 1] + 1, next: entered + 1,
    held: Math.min(buffer, count - step + 1) };
  return fill(entered < count ? words.took : words.took_last, facts);
}

function sentenceOfPicture({ view, pointed, out }) {
  const { words } = view;
  const facts = { number: pointed + 1, class: view.classes[view.labels[pointed]] };
  if (!out) return fill(words.picture, facts);
  const move = out[pointed] - pointed;
  const key = move < 0 ? "early" : move > 0 ? "late" : "same";
  return fill(words[key], { ...facts, out: out[pointed] + 1, move: Math.abs(move),
    batch: Math.floor(out[pointed] / view.batch) + 1 });
}
