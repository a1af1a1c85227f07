// The photograph beside a lens: whatever cell the lens points at, by pointer, keys or a click that
// holds it, is framed here as the pixels that it sees, and these are shown from near.
import { element } from "../browser/element.mjs";
import { fill } from "../browser/text.mjs";
import { readParts } from "../browser/parts.mjs";
import { rectangle } from "./rectangle.mjs";

const POINT = "convscope-lens-point", RESULT = "convscope-lens-result"; // of lib/lens/registry.mjs
const REST = 350; // milliseconds of rest after which a screen reader is told
const LONGEST = 400; // pixels a side of what is drawn: a frame must stay sharp on a small picture

// Streamlit runs this again whenever data or theme change, on the same element.
export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".sight");
  const sight = host.sight ?? buildSight(host);
  const { view, rest } = readParts(data);
  sight.view = view;
  nameSight(sight);
  showPicture(sight, rest);
  const hear = ({ detail }) => detail.link === view.link && look(sight, detail.from, detail);
  const drawn = ({ detail }) => lookWith(sight, detail);
  document.addEventListener(POINT, hear);
  document.addEventListener(RESULT, drawn);
  for (const key of document.convscopeLenses?.keys() ?? []) lookWith(sight, key);
  return () => {
    document.removeEventListener(POINT, hear);
    document.removeEventListener(RESULT, drawn);
  };
}

function buildSight(host) {
  const canvas = () => element("canvas", { role: "img" });
  const sight = { host, whole: canvas(), near: canvas(), said: element("p", { class: "said" }),
    live: element("p", { class: "live", "aria-live": "polite" }),
    titles: [element("figcaption"), element("figcaption")] };
  const figure = (title, picture) => element("figure", {}, title, picture);
  host.replaceChildren(element("div", { class: "pictures" },
    figure(sight.titles[0], sight.whole), figure(sight.titles[1], sight.near)), sight.said, sight.live);
  host.sight = sight;
  return sight;
}

function nameSight({ view, titles }) {
  titles[0].textContent = view.words.title;
  titles[1].textContent = view.words.near;
}

async function showPicture(sight, bytes) {
  const { name } = sight.view;
  if (sight.shown !== name) {
    sight.shown = name;
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    if (sight.shown !== name) return; // another one came meanwhile
    sight.picture = picture;
    sight.host.dataset.picture = name;
  }
  draw(sight);
}

// Where a lens points now: at first at the cell that is held, or where most happens.
function lookWith(sight, key) {
  const pointed = document.convscopeLenses?.get(key)?.pointed;
  if (pointed) look(sight, key, pointed);
}

function look(sight, key, { where, row, column, moved = 0 }) {
  if (!sight.view.lenses[key]) return;
  sight.spot = { key, where, row, column: column + (moved > 0.5 ? 1 : 0) }; // a window on its way
  sight.frame ??= requestAnimationFrame(() => {
    sight.frame = null;
    draw(sight);
  });
}

function draw(sight) {
  const { view, picture, spot, whole } = sight;
  if (!picture || !sight.host.isConnected) return;
  const fields = spot && view.lenses[spot.key]?.[spot.where];
  const seen = fields === undefined ? undefined : rectangle(fields, spot, picture);
  const style = getComputedStyle(sight.host);
  const colours = { paper: style.getPropertyValue("--st-background-color"),
    accent: style.getPropertyValue("--st-primary-color") };
  const scale = Math.max(1, Math.round(LONGEST / Math.max(picture.width, picture.height)));
  const brush = prepared(whole, picture.width * scale, picture.height * scale);
  brush.drawImage(picture, 0, 0, whole.width, whole.height);
  if (seen !== undefined) drawFrame(brush, seen, scale, colours);
  drawNear(sight, seen);
  sayIt(sight, seen, spot);
}

// What is not seen is made pale, what is seen has a frame with a rim that shows on any colour.
function drawFrame(brush, seen, scale, { paper, accent }) {
  const { width, height } = brush.canvas;
  brush.fillStyle = paper;
  brush.globalAlpha = 0.55;
  brush.beginPath();
  brush.rect(0, 0, width, height);
  if (seen) brush.rect(seen.x * scale, seen.y * scale, seen.width * scale, seen.height * scale);
  brush.fill("evenodd");
  brush.globalAlpha = 1;
  if (!seen) return;
  const line = Math.max(2, width / 130);
  // At the picture's edge the frame moves in, or half of it would be cut off.
  const inside = (at, size) => Math.min(Math.max(at, line), size - line);
  const left = inside(seen.x * scale, width), right = inside((seen.x + seen.width) * scale, width);
  const top = inside(seen.y * scale, height), bottom = inside((seen.y + seen.height) * scale, height);
  for (const [colour, thick] of [[paper, 2 * line], [accent, line]]) {
    brush.strokeStyle = colour;
    brush.lineWidth = thick;
    brush.strokeRect(left, top, right - left, bottom - top);
  }
}

function drawNear({ picture, near }, seen) {
  const some = seen && seen.width && seen.height;
  near.style.visibility = some ? "visible" : "hidden";
  if (!some) return;
  const scale = LONGEST / Math.max(seen.width, seen.height);
  const brush = prepared(near, Math.round(seen.width * scale), Math.round(seen.height * scale));
  brush.drawImage(picture, seen.x, seen.y, seen.width, seen.height, 0, 0, near.width, near.height);
}

function prepared(canvas, width, height) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const brush = canvas.getContext("2d");
  brush.imageSmoothingEnabled = false;
  return brush;
}

function sayIt(sight, seen, spot) {
  const { words, lenses } = sight.view;
  let text = "";
  if (seen === null) text = words.padding;
  else if (seen?.whole) text = fill(words.whole, { row: spot.row + 1, column: spot.column + 1 });
  else if (seen) {
    const [rows, columns] = lenses[spot.key][spot.where].map((axis) => axis.size);
    text = fill(seen.cut ? words.cut : words.says, { row: spot.row + 1, column: spot.column + 1, rows,
      columns, top: seen.y + 1, bottom: seen.y + seen.height, left: seen.x + 1, right: seen.x + seen.width });
  }
  sight.whole.setAttribute("aria-label", `${words.alt} ${text}`);
  sight.near.setAttribute("aria-label", words.near_alt);
  if (sight.said.textContent === text) return;
  sight.said.textContent = text;
  clearTimeout(sight.saying);
  sight.saying = setTimeout(() => (sight.live.textContent = text), REST);
}
