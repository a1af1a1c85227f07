// SVG as text.

export function tag(name, attributes, ...inside) {
  const named = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([key, value]) => ` ${key}="${escaped(typeof value === "number" ? short(value) : value)}"`);
  return `<${name}${named.join("")}>${inside.flat().join("")}</${name}>`;
}

// Letters that XML does not know would make the whole file unreadable.
export function escaped(text) {
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

export function short(value) {
  return String(Math.round(100 * value) / 100);
}
