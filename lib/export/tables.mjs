// A table of the page as CSV, as spreadsheets open it.

export function csvOf(table) {
  const lines = [...table.rows].map((row) => [...row.cells].flatMap((cell) => [cellText(cell),
    ...Array(cell.colSpan - 1).fill("")]).map(quoted).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

// Formulas by their source; numbers as numbers; nothing that a spreadsheet would take for a formula.
function cellText(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("[data-testid=stIconMaterial], .katex-html").forEach((element) => element.remove());
  copy.querySelectorAll(".katex").forEach((formula) => {
    const source = formula.querySelector("annotation");
    formula.replaceWith(source ? source.textContent : formula.textContent);
  });
  return plainText(copy.textContent.replace(/\s+/g, " ").trim());
}

export function plainText(text) {
  const number = text.replace(/^[\u2212\u2013](?=\d)/, "-");
  if (/^[-+]?\d{1,3}(,\d{3})*(\.\d+)?$/.test(number)) return number.replaceAll(",", "");
  if (/^[-+]?\d+(\.\d+)?%?$/.test(number)) return number;
  return /^[=+@\t-]/.test(text) ? `'${text}` : text;
}

function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
