// What is framed in input and output while a cell is pointed at, and the beam between the panels.
import { firstCell } from "./windows.mjs";
import { placeOf } from "./grid.mjs";

const MOST_CELLS = 150; // framed one by one

// The window on the input and the cell of the output it makes.
export function outputMarks({ scene }, { row, column, moved = 0 }) {
  const { rows, columns } = scene.rules;
  const top = firstCell(rows, row), left = firstCell(columns, column) + moved * columns.stride;
  const spread = rows.dilation > 1 || columns.dilation > 1;
  const input = [];
  if (spread) {
    for (let i = 0; i < rows.window; i++)
      for (let j = 0; j < columns.window; j++)
        for (const kind of ["wash", "thin"])
          input.push({ kind, row: top + i * rows.dilation, column: left + j * columns.dilation,
            height: 1, width: 1 });
  } else input.push({ kind: "wash", row: top, column: left, height: rows.reach, width: columns.reach });
  input.push({ kind: spread ? "dashed" : "frame", row: top, column: left, height: rows.reach,
    width: columns.reach });
  const shown = moved > 0.5 ? column + 1 : column;
  return { input, output: [{ kind: "frame", row, column: shown, height: 1, width: 1 }] };
}

// An input cell and the output cells that use it.
export function inputMarks(uses) {
  const output = [];
  const solid = (list) => list.every((one, at) => !at || one === list[at - 1] + 1);
  if (uses.count && solid(uses.rows) && solid(uses.columns)) {
    const area = { row: uses.rows[0], column: uses.columns[0], height: uses.rows.length,
      width: uses.columns.length };
    output.push({ ...area, kind: "wash" }, { ...area, kind: "frame" });
  } else if (uses.count <= MOST_CELLS) {
    for (const row of uses.rows)
      for (const column of uses.columns)
        output.push({ kind: "wash", row, column, height: 1, width: 1 },
          { kind: "frame", row, column, height: 1, width: 1 });
  }
  return { input: [{ kind: "frame", row: uses.row, column: uses.column, height: 1, width: 1 }], output };
}

// While the window slides, the cells it has not reached yet are veiled.
export function veils({ height, width }, at) {
  const row = Math.floor(at / width), column = (at % width) + 1;
  return [{ kind: "veil", row, column, height: 1, width: width - column },
    { kind: "veil", row: row + 1, column: 0, height: height - row - 1, width }];
}

// The lens itself: from the window's edge to the enlarged terms, from the result to its cell.
export function drawBeam(beam, { places, grids, camera, scene, grown = 1 }, pointed, terms, result) {
  const [cone, upper, lower, last] = beam.children;
  const show = pointed.where === "output" && places;
  beam.style.display = show ? "" : "none";
  if (!show) return;
  const { rows, columns } = scene.rules, { input, output } = grids;
  const left = firstCell(columns, pointed.column) + (pointed.moved ?? 0) * columns.stride;
  const from = placeOf(input, camera, firstCell(rows, pointed.row), left + columns.reach);
  const x1 = inside(from.x, input.width) + places.input.x;
  const y1 = inside(from.y, input.height) + places.input.y;
  const y2 = inside(from.y + rows.reach * from.scale, input.height) + places.input.y;
  const workX = (x) => places.work.x + x * grown, workY = (y) => places.work.y + y * grown;
  const x3 = workX(terms.left) - 3, y3 = workY(terms.top), y4 = workY(terms.top + terms.down);
  cone.setAttribute("d", `M${x1},${y1} L${x3},${y3} L${x3},${y4} L${x1},${y2} Z`);
  upper.setAttribute("d", `M${x1},${y1} L${x3},${y3}`);
  lower.setAttribute("d", `M${x1},${y2} L${x3},${y4}`);
  if (!result) return last.setAttribute("d", "");
  const to = placeOf(output, camera, pointed.row, pointed.column + (pointed.moved > 0.5 ? 1 : 0));
  const x6 = inside(to.x, output.width) + places.output.x - 2;
  const y6 = inside(to.y + to.scale / 2, output.height) + places.output.y;
  const x5 = workX(result.x + result.width) + 2, y5 = workY(result.y + result.height / 2);
  // Clear of the terms first, then up or down to the cell.
  const clear = Math.max(x5, workX(terms.left + terms.across) + 2), bend = Math.max(16, (x6 - clear) / 2);
  return last.setAttribute("d", `M${x5},${y5} H${clear} C${clear + bend},${y5} ${x6 - bend},${y6} ${x6},${y6}`);
}

function inside(value, size) {
  return Math.max(0, Math.min(size, value));
}
