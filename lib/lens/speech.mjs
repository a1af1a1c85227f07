// The pointed-at cell in words, for those who listen and for those who test.
import { fill } from "../browser/text.mjs";
import { activationOf } from "./activations.mjs";
import { bracketed, digits } from "./digits.mjs";

const SPOKEN_TERMS = 9;

export function sayTerms(scene, terms, words, channelNames, then) {
  const place = { row: terms.row + 1, column: terms.column + 1, value: digits(terms.total, 4) };
  const name = terms.channel !== undefined && scene.output.channels > 1
    ? `${channelNames[terms.channel]}: ` : "";
  return `${name}${fill(words.say_output, place)} ${formulaOf(scene, terms, words, channelNames, then)}`;
}

// The arithmetic in one line: 0.5 × 2 + 1 × (−1) = 0.
export function formulaOf(scene, terms, words, channelNames, then = null) {
  const total = digits(terms.total, 4);
  if (terms.kind === "weighted_sum") {
    const parts = terms.partials
      ? terms.partials.map((sum, c) => `${channelNames[c]} ${bracketed(sum, 4)}`)
      : list(productsOf(terms), words);
    if (terms.bias !== 0) parts.push(bracketed(terms.bias, 4));
    const after = then && ` → ${words[then.activation]} ${digits(activationOf(then)(terms.total), 4)}`;
    return `${parts.join(" + ")} = ${total}${after ?? ""}`;
  }
  if (terms.kind === "activation")
    return `${words[scene.operation.activation]}(${digits(terms.values[0], 4)}) = ${total}`;
  if (terms.kind === "mask")
    return [digits(terms.values[0], 4), terms.kept ? 1 : 0, digits(scene.operation.scale, 4)].join(" × ") +
      ` = ${total}`;
  const counted = [...terms.values].filter((_, at) => !terms.outside[at]);
  if (terms.reduction === "gaussian") return `${list(productsOf(terms), words).join(" + ")} = ${total}`;
  if (terms.reduction === "l2" || terms.reduction === "root_mean_square") {
    const squares = list(counted.map((v) => `${bracketed(v)}²`), words).join(" + ");
    return terms.reduction === "l2" ? `√(${squares}) = ${total}` : `√((${squares}) ÷ ${terms.count}) = ${total}`;
  }
  if (terms.reduction === "average")
    return `(${list(counted.map((v) => bracketed(v)), words).join(" + ")}) ÷ ${terms.count} = ${total}`;
  return `${words[terms.reduction]}(${list(counted.map((v) => digits(v)), words).join(", ")}) = ${total}`;
}

function productsOf(terms) {
  return Array.from(terms.values, (value, at) => `${bracketed(value)} × ${bracketed(terms.weights[at], 4)}`);
}

function list(parts, words) {
  const more = parts.length - SPOKEN_TERMS;
  return more > 1 ? [...parts.slice(0, SPOKEN_TERMS), fill(words.more_terms, { count: more })] : parts;
}

export function sayUses(uses, words) {
  return (uses.outside ? `${words.padding_cell} ` : "") + fill(uses.count ? words.say_input : words.say_input_unused,
    { row: uses.row + 1, column: uses.column + 1, value: digits(uses.value, 4), count: uses.count });
}
