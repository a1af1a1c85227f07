// Several channels: which one the arithmetic shows, and what each of them adds to the output.
import { element } from "../browser/element.mjs";
import { extent } from "./scene.mjs";
import { bracketed, digits } from "./digits.mjs";
import { productMaps } from "./convolution.mjs";
import { colourOf, cssColour, makeScale, paintPlane } from "./scale.mjs";
import { moveChoice } from "./toolbar.mjs";

// Buttons, one a channel.
export function makeChooser(words, choose) {
  const group = element("div", { class: "channels", role: "radiogroup", "aria-label": words.channel });
  group.addEventListener("keydown", (event) => moveChoice(event, group));
  group.addEventListener("click", (event) => {
    const button = event.target.closest("[data-channel]");
    if (button) choose(Number(button.dataset.channel));
  });
  return group;
}

export function showChooser(group, names, chosen) {
  if (group.children.length !== names.length || group.textContent !== names.join(""))
    group.replaceChildren(...names.map((name, channel) => element("button",
      { type: "button", role: "radio", "data-channel": channel }, name)));
  [...group.children].forEach((button, channel) => {
    button.setAttribute("aria-checked", String(channel === chosen));
    button.setAttribute("tabindex", channel === chosen ? "0" : "-1");
  });
  group.hidden = names.length < 2;
}

// The row that can be folded: input channel × kernel slice = product map, and their sum.
export function makeMaps(words, open) {
  const row = element("div", { class: "maps" });
  const fold = element("details", { class: "sums", ontoggle: open },
    element("summary", {}, words.product_maps), element("p", { class: "note" }, words.product_maps_note), row);
  return { fold, row, canvases: [] };
}

export function paintMaps(maps, lens, inputScale) {
  const { scene, words, channelNames: names, chooseChannel: choose, look: { scales } } = lens;
  const { input, rules, turned, output } = scene;
  const products = productMaps(scene.padded, rules, turned);
  const scale = makeScale("signed", extent(products), scales);
  const total = makeScale("signed", output, scales);
  if (maps.row.dataset.count !== String(names.length)) {
    maps.row.dataset.count = names.length;
    maps.row.classList.toggle("many", names.length > 4);
    maps.cards = names.map((name, channel) => card(name, channel, choose, turned));
    maps.result = card(words.output, null, null, turned);
    const bias = element("div", { class: "bias" }, element("b"), element("span", {}, words.bias));
    maps.bias = bias.firstChild;
    maps.row.replaceChildren(...maps.cards.map(({ box }) => box), bias, maps.result.box);
  }
  maps.cards.forEach((one, channel) => {
    paintSmall(one.before, input.planes[channel], input.width, input.height, inputScale);
    paintKernel(one.kernel, turned, channel, scales);
    paintSmall(one.after, products[channel], output.width, output.height, scale);
  });
  maps.bias.textContent = `+ ${bracketed(scene.operation.bias, 4)}`;
  paintSmall(maps.result.after, output.planes[0], output.width, output.height, total);
}

function card(name, channel, choose, kernel) {
  const before = element("canvas"), after = element("canvas"), slice = element("canvas");
  slice.width = kernel.columns;
  slice.height = kernel.rows;
  const value = element("output");
  const parts = channel === null ? [element("span", { class: "sign" }, "="), after]
    : [before, element("span", { class: "sign" }, "×"), slice, element("span", { class: "sign" }, "="), after];
  const pressed = channel === null ? {} : { type: "button", onclick: () => choose(channel) };
  const box = element(channel === null ? "div" : "button", { class: "map", ...pressed },
    element("span", { class: "name" }, name), element("span", { class: "parts" }, parts), value);
  slice.classList.add("slice");
  return { box, before, after, kernel: slice, value };
}

function paintSmall(canvas, plane, width, height, scale) {
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  paintPlane(new Uint32Array(image.data.buffer), 0, width, plane, width, scale);
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function paintKernel(canvas, { rows, columns, depth, cells }, channel, scales) {
  const context = canvas.getContext("2d"), scale = makeScale("signed", extent([cells]), scales);
  for (let at = 0; at < rows * columns; at++) {
    context.fillStyle = cssColour(colourOf(scale, cells[at * depth + channel]));
    context.fillRect(at % columns, Math.floor(at / columns), 1, 1);
  }
}

// What each channel adds to the pointed-at cell.
export function showPartials(maps, terms) {
  maps.cards?.forEach(({ value, box }, channel) => {
    value.textContent = terms?.partials ? digits(terms.partials[channel], 4) : "";
    box.classList.toggle("lit", terms?.channel === channel);
  });
  if (maps.result) maps.result.value.textContent = terms ? digits(terms.total, 4) : "";
}
