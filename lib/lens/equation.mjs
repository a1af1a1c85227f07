// The last lines of the arithmetic: what the terms come to.
import { fill } from "../browser/text.mjs";
import { activationOf } from "./activations.mjs";
import { digits } from "./digits.mjs";
import { fitted } from "./grid.mjs";
import { cssColour, inkOn } from "./scale.mjs";

const LINE = 46, TOKEN_GAP = 7;
const FEW = 4; // channels that stand in the equation one by one

// What follows the sum: the layer's own activation, or the ReLU that colours the output.
export function thenOf({ view, display }) {
  return view.then ?? (display === "relu" ? { activation: "relu" } : null);
}

// What stands in the lines: numbers with a label above them, and the signs between.
//   { label, value, lit }   a number; lit: it belongs to the channel whose terms are shown
//   { sign }                + = √ …
//   { label, value, total } the result, in the colour it has in the output
// `then`: the activation { activation, slope } that the layer ends with, or null.
export function equationOf(scene, terms, words, channelNames, then) {
  const total = { label: words.output, value: terms.total, total: true };
  const { operation } = scene;
  if (terms.kind === "weighted_sum") {
    const parts = summands(terms, words, channelNames);
    if (terms.bias !== 0) parts.push({ label: words.bias, value: terms.bias });
    const tokens = parts.flatMap((part, at) => (at ? [{ sign: "+" }, part] : [part]));
    // One summand alone is the result itself: only the sign of the sum is left of it.
    if (parts.length === 1) tokens[0] = { sign: "Σ" };
    tokens.push({ sign: "=" }, total);
    if (then) tokens.push({ sign: "→" },
      { label: words[then.activation], value: activationOf(then)(terms.total), total: true });
    return tokens;
  }
  if (terms.kind === "pool") {
    const sum = { label: words.sum, value: terms.sum };
    if (terms.reduction === "average")
      return [sum, { sign: "÷" }, { label: words.cells, value: terms.count }, { sign: "=" }, total];
    if (terms.reduction === "l2")
      return [{ sign: "√" }, { label: words.sum_of_squares, value: terms.sum }, { sign: "=" }, total];
    if (terms.reduction === "root_mean_square")
      return [{ sign: "√" }, { label: words.sum_of_squares, value: terms.sum }, { sign: "÷" },
        { label: words.cells, value: terms.count }, { sign: "=" }, total];
    if (terms.reduction === "gaussian")
      return [{ label: words.sum_of_products, value: terms.sum }, { sign: "=" }, total];
    return [{ sign: words[terms.reduction] }, { sign: "=" }, total];
  }
  const input = { label: words.input, value: terms.values[0] };
  if (terms.kind === "activation") return [input, { sign: "→" }, total];
  const mask = { label: terms.kept ? words.kept : words.switched_off, value: terms.kept ? 1 : 0 };
  return [input, { sign: "×" }, mask, { sign: "×" }, { label: words.scale, value: operation.scale }, { sign: "=" }, total];
}

// A channel's products each; of many channels the one that is shown, and all others together.
function summands({ partials, channel, sum }, words, names) {
  if (!partials) return [{ label: words.sum_of_products, value: sum }];
  if (partials.length <= FEW)
    return partials.map((value, c) => ({ label: names[c], value, lit: c === channel }));
  const others = partials.reduce((total, value) => total + value, 0) - partials[channel];
  return [{ label: fill(words.one_channel, { name: names[channel] }), value: partials[channel], lit: true },
    { label: fill(words.other_channels, { count: partials.length - 1 }), value: others }];
}

// Lines of tokens, each no wider than the space.  A long sum keeps its signs at the line's end.
function breakLines(tokens, width, context, look) {
  const lines = [[]];
  let used = 0;
  for (const token of tokens) {
    token.width = tokenWidth(token, context, look);
    if (used + token.width > width && !token.sign && lines.at(-1).length) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1).push(token);
    used += token.width + TOKEN_GAP;
  }
  return lines;
}

function tokenWidth(token, context, look) {
  context.font = `600 17px ${look.font}`;
  if (token.sign) return context.measureText(token.sign).width;
  const value = context.measureText(digits(token.value, 4)).width + (token.total ? 20 : 8);
  context.font = `11.5px ${look.font}`;
  return Math.max(value, context.measureText(token.label).width + 2);
}

export function equationHeight(tokens, width, context, look) {
  return breakLines(tokens, width, context, look).length * LINE;
}

// Draws the lines from `top` on, centred; returns where the result stands.
export function drawEquation(context, tokens, { width, top }, look, colour) {
  let result = null;
  breakLines(tokens, width, context, look).forEach((line, at) => {
    const wide = line.reduce((sum, token) => sum + token.width + TOKEN_GAP, -TOKEN_GAP);
    let x = (width - wide) / 2;
    const middle = top + at * LINE + 30;
    for (const token of line) {
      const centre = x + token.width / 2;
      if (token.total) result = drawTotal(context, token, centre, middle, look, colour);
      else drawToken(context, token, centre, middle, look);
      x += token.width + TOKEN_GAP;
    }
  });
  return result;
}

function drawToken(context, token, centre, middle, look) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = token.sign ? look.quiet : look.ink;
  if (token.sign) return fitted(context, token.sign, centre, middle, 400, 17, look);
  fitted(context, digits(token.value, 4), centre, middle, 400, 17, look, token.lit ? 700 : 500);
  label(context, token, centre, middle, look);
  if (!token.lit) return;
  context.fillStyle = look.accent;
  context.fillRect(centre - token.width / 2, middle + 12, token.width, 2.5);
}

function drawTotal(context, token, centre, middle, look, colour) {
  const fill = colour(token.value), box = { x: centre - token.width / 2, y: middle - 14,
    width: token.width, height: 29 };
  context.fillStyle = cssColour(fill);
  context.strokeStyle = look.accent;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 5);
  context.fill();
  context.stroke();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = inkOn(fill);
  fitted(context, digits(token.value, 4), centre, middle + 1, 400, 18, look, 700);
  label(context, token, centre, middle, look);
  return box;
}

function label(context, token, centre, middle, look) {
  context.fillStyle = look.quiet;
  context.font = `11.5px ${look.font}`;
  context.fillText(token.label, centre, middle - 22);
}
