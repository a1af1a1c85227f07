// The middle of the lens: the window enlarged, every cell with its value, weight and product.
import { cellColour } from "./bitmap.mjs";
import { digits } from "./digits.mjs";
import { fitted } from "./grid.mjs";
import { colourOf, cssColour, inkOn } from "./scale.mjs";

const SIGN = { weighted_sum: "+", gaussian: "+", average: "+", l2: "+", root_mean_square: "+" };

export const TIMES = 18; // pixels left of a field for its sign

// How the window's cells stand: `bands` are the lines in a cell, each with its height.
export function termLayout({ rows, columns, bands, width, coarse }) {
  const gap = columns <= 5 ? 13 : 4;
  const cell = Math.min(98, (width - (columns - 1) * gap) / columns);
  const roomy = cell >= 60;
  const heights = { value: roomy ? 27 : 18, weight: roomy || coarse ? 30 : 23, product: roomy ? 26 : 18 };
  const tall = bands.length === 1 ? Math.min(cell, 64)
    : bands.reduce((sum, band) => sum + heights[band], 0);
  const wide = bands.length === 1 ? Math.min(cell, 64) : cell;
  const across = columns * (wide + gap) - gap;
  return { rows, columns, bands, gap, heights, width: wide, height: tall, roomy,
    left: (width - across) / 2, top: 2, across, down: rows * (tall + gap) - gap };
}

export function cellBox(layout, at) {
  const row = Math.floor(at / layout.columns), column = at % layout.columns;
  return { x: layout.left + column * (layout.width + layout.gap),
    y: layout.top + row * (layout.height + layout.gap) };
}

// Which lines the cells of an operation have.
export function bandsOf({ kind, reduction }) {
  if (kind === "weighted_sum" || reduction === "gaussian") return ["value", "weight", "product"];
  return ["l2", "root_mean_square"].includes(reduction) ? ["value", "product"] : ["value"];
}

// The terms of an output cell.
export function drawTerms(context, layout, terms, { content, scales, look, weightScale, edited }) {
  const sign = SIGN[terms.reduction ?? terms.kind];
  const peak = Math.max(...(terms.products ?? [0]).map(Math.abs)) || 1;
  terms.values.forEach((value, at) => {
    const box = cellBox(layout, at);
    const row = terms.rows[Math.floor(at / layout.columns)], column = terms.columns[at % layout.columns];
    const uncounted = terms.kind === "pool" && terms.outside[at];
    const seen = row >= 0 && column >= 0;
    const shade = seen ? cellColour(content, row, column, scales) : scales.paper;
    const faint = terms.winner !== undefined && terms.winner !== at;
    context.globalAlpha = faint ? 0.45 : 1;
    drawCell(context, layout, box, {
      value: { text: uncounted ? "–" : digits(value), shade, hatched: terms.outside[at] },
      weight: terms.weights && { text: digits(terms.weights[at], 4),
        shade: colourOf(weightScale, terms.weights[at]), field: edited },
      product: terms.products && { text: terms.outside[at] && terms.kind === "pool" ? "–"
        : digits(terms.products[at]), weigh: Math.abs(terms.products[at]) / peak },
    }, look);
    context.globalAlpha = 1;
    if (terms.winner === at) outline(context, box, layout, look);
    if (sign && at < terms.values.length - 1) drawSign(context, layout, box, at, sign, look);
  });
}

// An input cell seen from its side: which output cell it reaches through which weight.
export function drawUses(context, layout, uses, { content, scales, look, weightScale, edited, words }) {
  uses.uses.forEach((target, at) => {
    const box = cellBox(layout, at), weight = uses.weights?.[at];
    context.globalAlpha = target ? 1 : 0.3;
    drawCell(context, layout, box, {
      value: { text: target ? digits(uses.value) : "–",
        shade: target ? cellColour(content, uses.row, uses.column, scales) : scales.paper },
      weight: weight !== undefined && { text: digits(weight, 4), shade: colourOf(weightScale, weight),
        field: edited },
      product: { text: target ? `${words.arrow} ${target[0] + 1}, ${target[1] + 1}` : "–", weigh: 0 },
    }, look);
    context.globalAlpha = 1;
  });
}

function drawCell(context, layout, box, parts, look) {
  const { width, height, heights, bands } = layout;
  let y = box.y;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const band of bands) {
    const tall = bands.length === 1 ? height : heights[band], part = parts[band];
    if (part) drawBand(context, { x: box.x, y, width, height: tall }, band, part, layout, look);
    y += tall;
  }
  context.strokeStyle = look.line;
  context.lineWidth = 1;
  context.strokeRect(box.x + 0.5, box.y + 0.5, width - 1, height - 1);
}

function drawBand(context, area, band, part, { roomy, bands }, look) {
  const { x, y, width, height } = area, middle = y + height / 2 + 1;
  if (part.shade && !part.field) {
    context.fillStyle = cssColour(part.shade);
    context.fillRect(x, y, width, height);
  }
  if (part.hatched) hatchBand(context, area, look);
  if (part.field) { // the number itself stands in an input field
    context.fillStyle = look.quiet;
    if (roomy) fitted(context, "×", x + TIMES / 2, middle, TIMES, 15, look);
    return;
  }
  const size = bands.length === 1 ? 18 : band === "product" ? (roomy ? 15 : 12.5) : roomy ? 15 : 12;
  context.fillStyle = part.shade && !part.hatched ? inkOn(part.shade) : look.ink;
  const text = band === "weight" ? `× ${part.text}` : part.text;
  const weight = band === "product" && part.weigh > 0.5 ? 700 : 500;
  fitted(context, text, x + width / 2, middle, width - 4, size, look, weight);
}

function hatchBand(context, { x, y, width, height }, look) {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = look.accent;
  context.globalAlpha *= 0.35;
  context.beginPath();
  for (let at = -height; at < width; at += 6) {
    context.moveTo(x + at, y + height);
    context.lineTo(x + at + height, y);
  }
  context.stroke();
  context.restore();
}

function outline(context, box, { width, height }, look) {
  context.strokeStyle = look.accent;
  context.lineWidth = 3;
  context.strokeRect(box.x, box.y, width, height);
}

function drawSign(context, layout, box, at, sign, look) {
  if (layout.gap < 10) return;
  context.fillStyle = look.quiet;
  const lastOfRow = at % layout.columns === layout.columns - 1;
  if (!lastOfRow) fitted(context, sign, box.x + layout.width + layout.gap / 2,
    box.y + layout.height / 2, 20, 15, look);
}

// Sizes the canvas for a layout and its equation and hands out its context.
export function prepare(canvas, width, height, ratio, grown = 1) {
  const fine = ratio * grown, wide = Math.round(width * fine), tall = Math.round(height * fine);
  if (canvas.width !== wide || canvas.height !== tall) {
    canvas.width = wide;
    canvas.height = tall;
    canvas.style.width = `${width * grown}px`;
    canvas.style.height = `${height * grown}px`;
  }
  const context = canvas.getContext("2d");
  context.setTransform(fine, 0, 0, fine, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}


