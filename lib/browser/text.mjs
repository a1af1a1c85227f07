// Words with slots, and numbers as people read them.

export function fill(text, facts) {
  return text.replace(/\{\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}\}/g, (_, name, one, many) =>
    many === undefined ? facts[name] : String(facts[name]) === "1" ? one : many);
}

// Three significant digits, never in powers of ten.
export function number(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3).replace("-", "−");
}
