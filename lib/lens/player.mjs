// The window slides over the input: which output cell it has reached, and how fast it goes.

export const SMOOTH = 14; // cells a second up to which the window glides; faster, it jumps

export function makePlayer() {
  return { playing: false, at: null, speed: 0.35, last: 0, count: 0, frames: 0 };
}

// Cells a second for a speed from 0 to 1: from slow enough to add up along, to all in five seconds.
export function cellsPerSecond(speed, count) {
  const slowest = 1, fastest = Math.max(12, count / 5);
  return slowest * (fastest / slowest) ** speed;
}

// Where the player is after another frame; true when it has just reached the end.
export function advance(player, now) {
  const seconds = player.last ? Math.min(0.1, (now - player.last) / 1000) : 0;
  player.last = now;
  player.frames++;
  player.at += seconds * cellsPerSecond(player.speed, player.count);
  if (player.at < player.count - 1) return false;
  player.at = player.count - 1;
  return true;
}

// The window between two cells: it rests at a cell, then moves on; a new row starts at once.
export function glide(at, columns, speedCells) {
  const cell = Math.floor(at), row = Math.floor(cell / columns), column = cell % columns;
  const share = speedCells > SMOOTH || column === columns - 1 ? 0 : at - cell;
  const moved = share < 0.5 ? 0 : (2 * share - 1) ** 2 * (3 - 2 * (2 * share - 1));
  return { row, column, moved };
}
