// Drawing: at most once a frame, and only what has changed.
import { drawMaps, drawPointed, layOut } from "./render.mjs";

// `parts`: "layout" (sizes), "maps" (their pixels and numbers), "pointed" (marks and arithmetic).
export function invalidate(lens, ...parts) {
  for (const part of parts) lens.dirty[part] = true;
  lens.frame ??= requestAnimationFrame((now) => {
    lens.frame = null;
    paintFrame(lens, now);
  });
}

function paintFrame(lens, now) {
  const { player, dirty } = lens;
  if (!lens.root.isConnected) return;
  if (player.playing) lens.act.move(now);
  if (dirty.layout) layOut(lens);
  render(lens, { maps: dirty.maps || dirty.layout });
  lens.dirty = {};
  if (player.playing) invalidate(lens, "pointed");
}

export function render(lens, { maps }) {
  for (const { box } of Object.values(lens.grids)) box.classList.toggle("zoomed", lens.camera.zoom > 1);
  if (maps) drawMaps(lens);
  drawPointed(lens);
  const { toolbar, player, scene, pointed } = lens;
  const at = pointed.where === "output" ? pointed.row * scene.output.width + pointed.column : 0;
  const shown = player.at === null ? at : Math.floor(player.at);
  toolbar.scrub.max = player.count - 1;
  toolbar.scrub.value = shown;
  toolbar.place.textContent = `${(shown + 1).toLocaleString("en")} / ${player.count.toLocaleString("en")}`;
}
