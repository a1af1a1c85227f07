// Which pixels of the photograph a unit sees, as lib/cnn/receptive_field.py; nothing beyond them.

// `unit` of an axis { size, jump, start, units, pixels }: the first pixel and how many; null for a
// cell of the padding, which is a zero that comes from no pixel.
export function span({ size, jump, start, units, pixels }, unit) {
  if (unit < 0 || unit >= units) return null;
  const from = start + unit * jump;
  const first = Math.max(0, from), end = Math.min(pixels, from + size);
  return { first, count: Math.max(0, end - first), cut: end - first < size };
}

// The rectangle of a cell: `fields` are those along rows and along columns; null: it sees all.
export function rectangle(fields, { row, column }, { height, width }) {
  if (!fields) return { whole: true, x: 0, y: 0, width, height, cut: false };
  const rows = span(fields[0], row), columns = span(fields[1], column);
  if (!rows || !columns) return null;
  return { whole: false, x: columns.first, y: rows.first, width: columns.count, height: rows.count,
    cut: rows.cut || columns.cut };
}
