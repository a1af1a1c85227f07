// Captions of the panels, in the page's language.
import { fill } from "../browser/text.mjs";

export function spotText(words, row, column) {
  return fill(words.spot, { row: row + 1, column: column + 1 });
}

export function shapeText({ height, width, channels }) {
  return channels > 1 ? `${height} × ${width} × ${channels}` : `${height} × ${width}`;
}

// What stands over the middle panel: the operation and the size of its window.
export function operationTitle(operation, words) {
  if (operation.kind === "weighted_sum") return operation.flip ? words.kernel_turned : words.kernel;
  if (operation.kind === "pool") return words[`pool_${operation.reduction}`];
  return operation.kind === "mask" ? words.dropout : words[operation.activation];
}

export function windowText({ operation, rules }, words) {
  if (operation.kind === "activation" || operation.kind === "mask") return "";
  const { rows, columns } = rules, size = `${rows.window} × ${columns.window}`;
  const extra = [];
  const pair = (one, other) => (one === other ? String(one) : `${one} × ${other}`);
  if (rows.stride > 1 || columns.stride > 1)
    extra.push(`${words.stride} ${pair(rows.stride, columns.stride)}`);
  if (rows.dilation > 1 || columns.dilation > 1)
    extra.push(`${words.dilation} ${pair(rows.dilation, columns.dilation)}`);
  return [size, ...extra].join(" · ");
}

export function gridLabel(name, title, map, words) {
  return `${title}, ${shapeText(map)}. ${words[`keys_${name}`]}`;
}
