// Numbers as they stand in cells: short, with a true minus, no zeros at the end.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export function digits(value, significant = 3) {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "?";
  const size = Math.abs(value);
  if (size === 0) return "0";
  // Whole numbers are shown whole; a picture's pixels are.
  if (Number.isInteger(value) && size < 1e6) return minus(String(value));
  if (size >= 1e6 || size < 10 ** -(significant + 1)) return minus(inPowers(value));
  const behind = Math.max(0, significant - 1 - Math.floor(Math.log10(size)));
  return minus(String(Number(value.toFixed(behind))));
}

// A cell among others: no finer than a hundredth of the largest of them.
export function cellDigits(value, peak) {
  if (Number.isInteger(value) || !(peak > 1e-3)) return digits(value);
  const behind = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(peak))));
  const rounded = Number(value.toFixed(behind));
  return digits(rounded === 0 ? 0 : rounded, 6);
}

function inPowers(value) {
  const [mantissa, exponent] = value.toExponential(1).split("e");
  const raised = [...exponent.replace("+", "")].map((sign) => (sign === "-" ? "⁻" : RAISED[sign]));
  return `${Number(mantissa)}·10${raised.join("")}`;
}

function minus(text) {
  return text.replace("-", "−");
}

// A negative factor or summand in brackets, as one writes it by hand.
export function bracketed(value, significant = 3) {
  return value < 0 ? `(${digits(value, significant)})` : digits(value, significant);
}

// What somebody typed as a number, or why it is none: { value } or { problem }.
// A fraction is a number too: 1/9 is what an average of nine cells is weighted with.
export function readNumber(text, limit = 1e6) {
  const plain = text.normalize("NFKC").replace(/[−–]/g, "-").replace(/\s+/g, "");
  if (plain === "") return { problem: "empty" };
  if (/^[-+]?(inf|infinity|∞)$/i.test(plain)) return { problem: "infinite" };
  const parts = plain.split("/");
  const numeral = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
  if (parts.length > 2 || !parts.every((part) => numeral.test(part))) return { problem: "not_a_number" };
  const value = parts.length === 2 ? Number(parts[0]) / Number(parts[1]) : Number(plain);
  if (Number.isNaN(value)) return { problem: "not_a_number" };
  if (!Number.isFinite(value)) return { problem: "infinite" };
  return Math.abs(value) > limit ? { problem: "too_large" } : { value };
}
