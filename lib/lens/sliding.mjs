// The window slides: playing, pausing, stepping, scrubbing.
import { invalidate } from "./frames.mjs";
import { advance, cellsPerSecond, glide } from "./player.mjs";
import { follow, point, say } from "./pointing.mjs";
import { pointLinked } from "./registry.mjs";
import { showPlaying } from "./toolbar.mjs";

export function play(lens) {
  const { player } = lens;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return step(lens, 1);
  if (player.playing) return stop(lens);
  const from = player.at ?? 0;
  Object.assign(player, { playing: true, last: 0, at: from >= player.count - 1 ? 0 : from });
  lens.pinned = false;
  showPlaying(lens.toolbar, true);
  return invalidate(lens, "pointed");
}

export function stop(lens) {
  if (!lens.player.playing) return;
  lens.player.playing = false;
  lens.pointed.moved = 0;
  showPlaying(lens.toolbar, false);
  invalidate(lens, "pointed");
}

export function move(lens, now) {
  const { player, scene } = lens;
  const ended = advance(player, now);
  const spot = glide(player.at, scene.output.width, cellsPerSecond(player.speed, player.count));
  lens.pointed = { where: "output", ...spot };
  pointLinked(lens);
  follow(lens, lens.grids.output, spot);
  if (!ended) return;
  stop(lens);
  player.at = null; // the whole output is there: no veil
}

export function scrub(lens, at) {
  stop(lens);
  const { width } = lens.scene.output;
  lens.player.at = at;
  const spot = { row: Math.floor(at / width), column: at % width };
  point(lens, { where: "output", ...spot });
  follow(lens, lens.grids.output, spot);
}

export function step(lens, by) {
  const { player, scene, pointed } = lens;
  const shown = pointed.where === "output" ? pointed.row * scene.output.width + pointed.column : 0;
  const here = player.at ?? shown;
  scrub(lens, Math.max(0, Math.min(player.count - 1, Math.floor(here) + by)));
  say(lens, lens.grids.output);
}
