// A brush that writes what a canvas would paint as SVG: what a lens draws is drawn once more on it.
import { paintOf } from "./colours.mjs";
import { short, tag } from "./markup.mjs";

const MOST_CELLS = 4096; // of a map as rectangles; a larger one, a photograph, is embedded as a PNG
const ANCHOR = { left: "start", start: "start", center: "middle", right: "end", end: "end" };

export function makeBrush() {
  const parts = [], kept = [];
  let path = "", clips = 0, open = 0, dashes = [];
  const brush = { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, lineJoin: "miter",
    textAlign: "start", textBaseline: "alphabetic", font: "12px sans-serif", imageSmoothingEnabled: true };
  const put = (...made) => parts.push(...made);
  const stroked = () => ({ ...paintOf("stroke", brush.strokeStyle, brush.globalAlpha),
    "stroke-width": brush.lineWidth, "stroke-linejoin": brush.lineJoin === "miter" ? null : brush.lineJoin,
    "stroke-dasharray": dashes.length ? dashes.join(" ") : null });
  const filled = () => paintOf("fill", brush.fillStyle, brush.globalAlpha);
  const box = (x, y, width, height) => ({ x, y, width, height });
  const box2path = (x, y, w, h) => `M${short(x)} ${short(y)}h${short(w)}v${short(h)}h${short(-w)}z`;
  return Object.assign(brush, {
    setTransform() {}, clearRect() {},
    setLineDash(list) { dashes = list; },
    save() { kept.push({ ...brush, opened: open, dashes }); },
    restore() {
      const before = kept.pop();
      if (!before) return;
      for (; open > before.opened; open--) put("</g>");
      dashes = before.dashes;
      for (const name of ["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "lineJoin", "textAlign",
        "textBaseline", "font"]) brush[name] = before[name];
    },
    beginPath() { path = ""; },
    moveTo(x, y) { path += `M${short(x)} ${short(y)}`; },
    lineTo(x, y) { path += `${path ? "L" : "M"}${short(x)} ${short(y)}`; },
    closePath() { path += "Z"; },
    rect(x, y, w, h) { path += box2path(x, y, w, h); },
    roundRect(x, y, w, h) { path += box2path(x, y, w, h); },
    arc(x, y, r, from, to) {
      const at = (angle) => `${short(x + r * Math.cos(angle))} ${short(y + r * Math.sin(angle))}`;
      const middle = (from + to) / 2, large = Math.abs(to - from) > 2 * Math.PI ? 1 : 0;
      path += `${path ? "L" : "M"}${at(from)}A${short(r)} ${short(r)} 0 ${large} 1 ${at(middle)}` +
        `A${short(r)} ${short(r)} 0 ${large} 1 ${at(to)}`;
    },
    clip() {
      const id = `clip-${Math.random().toString(36).slice(2, 9)}-${clips++}`;
      put(tag("clipPath", { id }, tag("path", { d: path })), `<g clip-path="url(#${id})">`);
      open++;
    },
    fill() { put(tag("path", { d: path, ...filled() })); },
    stroke() { if (path) put(tag("path", { d: path, fill: "none", ...stroked() })); },
    fillRect(x, y, width, height) { put(tag("rect", { ...box(x, y, width, height), ...filled() })); },
    strokeRect(x, y, width, height) {
      put(tag("rect", { ...box(x, y, width, height), fill: "none", ...stroked() }));
    },
    measureText(text) {
      const context = measuring();
      context.font = brush.font;
      return context.measureText(text);
    },
    fillText(text, x, y, most) {
      const context = measuring();
      context.font = brush.font;
      const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText(text);
      const drop = { middle: (up - down) / 2, top: up, hanging: up, bottom: -down }[brush.textBaseline] ?? 0;
      put(tag("text", { x, y: y + drop, ...letters(brush.font), ...filled(),
        "text-anchor": ANCHOR[brush.textAlign] === "start" ? null : ANCHOR[brush.textAlign],
        textLength: most && width > most ? most : null }, escapedText(text)));
    },
    drawImage(image, ...places) {
      const [left, top, wide, tall, x, y, width, height] =
        places.length > 4 ? places : [0, 0, image.width, image.height, ...places];
      put(pixels(image, { left, top, wide, tall }, { x, y, width: width ?? wide, height: height ?? tall }));
    },
    written() {
      for (; open > 0; open--) put("</g>");
      return parts.join("");
    },
  });
}

function escapedText(text) {
  return String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function measuring() {
  return (measuring.context ??= document.createElement("canvas").getContext("2d"));
}

// A font as canvases write it: "600 15px Source Sans, sans-serif".
function letters(font) {
  const [, weight, size, family] = /^\s*(?:(\d+|bold|normal)\s+)?([\d.]+)px\s+(.*)$/.exec(font) ?? [];
  return { "font-family": family, "font-size": Number(size) || 12,
    "font-weight": weight && weight !== "normal" ? weight : null };
}

// The part of a picture that is seen: few cells as rectangles, many as an embedded picture.
function pixels(image, { left, top, wide, tall }, { x, y, width, height }) {
  const first = { column: Math.max(0, Math.floor(left)), row: Math.max(0, Math.floor(top)) };
  const last = { column: Math.min(image.width, Math.ceil(left + wide)),
    row: Math.min(image.height, Math.ceil(top + tall)) };
  const columns = last.column - first.column, rows = last.row - first.row;
  const across = width / wide, down = height / tall;
  if (columns <= 0 || rows <= 0) return "";
  const place = { x: x + (first.column - left) * across, y: y + (first.row - top) * down };
  if (columns * rows > MOST_CELLS || !image.getContext)
    return embedded(image, first, columns, rows, { ...place, width: columns * across, height: rows * down });
  const { data } = image.getContext("2d").getImageData(first.column, first.row, columns, rows);
  let made = "";
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [red, green, blue, alpha] = data.subarray(4 * (row * columns + column));
      if (alpha) made += tag("rect", { x: place.x + column * across, y: place.y + row * down,
        width: across, height: down, ...paintOf("fill", `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`) });
    }
  return tag("g", { "shape-rendering": "crispEdges" }, made);
}

export function embedded(image, first, columns, rows, place) {
  const cut = document.createElement("canvas");
  cut.width = columns;
  cut.height = rows;
  cut.getContext("2d").drawImage(image, first.column, first.row, columns, rows, 0, 0, columns, rows);
  const coarse = place.width > columns;
  return tag("image", { ...place, href: cut.toDataURL("image/png"), preserveAspectRatio: "none",
    style: coarse ? "image-rendering:pixelated" : null });
}
