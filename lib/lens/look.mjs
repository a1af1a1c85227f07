// The page's colours and letters, as a canvas needs them; and how input and output are shown.
import { channelsOf, isDark } from "../browser/colour.mjs";
import { mixed } from "./bitmap.mjs";
import { cssColour, makeScale, makeScales } from "./scale.mjs";

// `before` is given back while the theme is the same: reading more would cost a layout.
export function readLook(root, theme, kind, before) {
  const style = getComputedStyle(root);
  const id = `${style.getPropertyValue("--st-background-color")} ${kind}`;
  if (before?.id === id) return before;
  const of = (name) => style.getPropertyValue(`--st-${name}`).trim();
  const ink = of("text-color"), paper = of("background-color"), dark = isDark(paper);
  const between = (share) => cssColour(mixed(channelsOf(ink), channelsOf(paper), share));
  const own = channelsOf(theme.kinds[kind]);
  const accent = dark ? cssColour(mixed(own, [255, 255, 255], 0.3)) : theme.kinds[kind];
  return { id, ink, paper, dark, accent,
    quiet: between(0.36), line: between(0.74), accentChannels: channelsOf(accent),
    rule: dark ? "rgba(255,255,255,.13)" : "rgba(20,30,50,.14)",
    font: style.fontFamily, scales: makeScales(theme, paper) };
}

// What is drawn of the input: { scale, channel, range }; three channels of a picture as colours.
export function inputShown({ scene, view, look }, channel) {
  const { input } = scene, range = view.input_range ?? input;
  const picture = input.dtype === "uint8" || view.input_display === "grey";
  if (picture && input.channels === 3) return { scale: "colour", channel, range };
  return { scale: channelScale({ scene, view, look }), channel, range };
}

// The scale of one input channel by itself.
export function channelScale({ scene, view, look }) {
  const { input } = scene, range = view.input_range ?? input;
  const picture = input.dtype === "uint8" || view.input_display === "grey";
  const kind = picture ? "grey" : input.low < 0 ? "signed" : "magnitude";
  return makeScale(kind, picture ? range : compared(scene, range), look.scales);
}

// Cell by cell, input and output are compared: a value must have one colour on both sides.
function compared({ input, output, operation }, range) {
  if (operation.kind !== "activation" && operation.kind !== "mask") return range;
  return { low: Math.min(input.low, output.low), high: Math.max(input.high, output.high) };
}

// Of an operation that keeps a picture a picture, grey means the picture's own grey.
export function outputShown({ scene, view, look, display }, channel) {
  const { input, output, operation } = scene;
  const keeps = operation.kind !== "weighted_sum" || (operation.depth === 1 && input.channels > 1);
  const own = view.input_range ?? input;
  const range = operation.kind === "pool" || operation.kind === "mask" ? own : output;
  const shown = Math.min(channel, output.channels - 1);
  if (display === "grey" && keeps && output.channels === 3) return { scale: "colour", channel: shown, range };
  const strength = display === "grey" ? range : compared(scene, output);
  return { scale: makeScale(display, strength, look.scales), channel: shown, range };
}
