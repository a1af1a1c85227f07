// The cell that is pointed at: by the pointer, by keys, held by a click.
import { bringIntoView, setZoom, zoomAt } from "./camera.mjs";
import { invalidate } from "./frames.mjs";
import { cellByKey } from "./pointer.mjs";
import { pointLinked } from "./registry.mjs";
import { sayTerms, sayUses } from "./speech.mjs";

const CARRIED = 300; // milliseconds without a key

export function point(lens, pointed, { linked = true } = {}) {
  lens.pointed = pointed;
  invalidate(lens, "pointed");
  if (linked) pointLinked(lens);
}

export function hover(lens, grid, cell) {
  if (!cell || lens.pinned || lens.player.playing) return;
  lens.player.at = null;
  point(lens, { where: grid.name, ...cell });
}

// A click holds the cell; on a touch screen the first tap looks and the second holds.
export function pick(lens, grid, cell, touch) {
  lens.act.stop();
  const { pointed } = lens;
  const same = pointed.where === grid.name && pointed.row === cell.row && pointed.column === cell.column;
  if (touch && !same && !lens.pinned) return point(lens, { where: grid.name, ...cell });
  hold(lens, grid.name === "output" && !(same && lens.pinned), { where: grid.name, ...cell });
}

function hold(lens, pinned, pointed = lens.pointed) {
  const was = lens.pinned ? JSON.stringify([lens.pointed.row, lens.pointed.column]) : "[]";
  lens.pinned = pinned;
  point(lens, pointed);
  const now = pinned ? [pointed.row, pointed.column] : []; // null would be no news: nothing is held at first
  if (JSON.stringify(now) !== was) lens.send("pinned", now);
}

// A held cell goes with the arrow keys; told once they rest, or the page would answer every step.
function carry(lens, pointed) {
  point(lens, pointed);
  clearTimeout(lens.carrying);
  lens.carrying = setTimeout(() => {
    if (lens.pinned) lens.send("pinned", [lens.pointed.row, lens.pointed.column]);
  }, CARRIED);
}

export function key(lens, grid, event) {
  const map = lens.scene[grid.name];
  const here = lens.pointed.where === grid.name ? lens.pointed : { row: 0, column: 0 };
  const cell = cellByKey(event, here, map);
  const zooms = { "+": 1.6, "=": 1.6, "-": 1 / 1.6, 0: 0 }[event.key];
  if (cell) {
    lens.act.stop();
    const pointed = { where: grid.name, ...cell };
    if (lens.pinned && grid.name === "output") carry(lens, pointed);
    else {
      if (lens.pinned) hold(lens, false); // an input cell cannot be held
      point(lens, pointed);
    }
    follow(lens, grid, cell);
    say(lens, grid);
  } else if (event.key === "Enter" || event.key === " ") {
    if (grid.name === "output" && lens.pointed.where === "output") hold(lens, !lens.pinned);
    say(lens, grid);
  } else if (event.key === "Escape") {
    lens.act.stop();
    lens.player.at = null;
    const held = lens.pinned;
    hold(lens, false);
    if (held) {
      clearTimeout(lens.saying);
      lens.live.textContent = lens.words.released;
    }
  } else if (zooms !== undefined && !event.ctrlKey && !event.metaKey) zoom(lens, zooms);
  else return;
  event.preventDefault();
}

export function follow(lens, grid, { row, column }) {
  if (lens.camera.zoom === 1) return;
  const { content } = grid;
  bringIntoView(lens.camera, (column + content.before.column + 0.5) / content.columns,
    (row + content.before.row + 0.5) / content.rows);
  invalidate(lens, "maps");
}

// Said once the keys rest, or a reader would hear every cell on the way.
export function say(lens, grid) {
  clearTimeout(lens.saying);
  lens.saying = setTimeout(() => {
    const { scene, view, words, channelNames, pointed, reading, pinned } = lens;
    if (pointed.where !== grid.name || !reading) return;
    const said = pointed.where === "output" ? sayTerms(scene, reading, words, channelNames, view.then)
      : sayUses(reading, words);
    lens.live.textContent = pinned ? `${words.pinned}. ${said}` : said;
  }, 120);
}

export function zoom(lens, factor) {
  const { camera, grids, pointed } = lens;
  if (!factor) setZoom(camera, 1);
  else {
    follow(lens, grids[pointed.where], pointed);
    zoomAt(camera, factor, 0.5, 0.5);
    follow(lens, grids[pointed.where], pointed);
  }
  invalidate(lens, "maps", "pointed");
}
