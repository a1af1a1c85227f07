// A piece of a page as SVG: boxes, letters, canvases and drawings where they stand on the screen.
import { backdrop } from "./backdrops.mjs";
import { embedded, makeBrush } from "./brush.mjs";
import { paintOf, plainColour } from "./colours.mjs";
import { address, camel, inlined } from "./inline.mjs";
import { escaped, short, tag } from "./markup.mjs";
import { readSign } from "./signs.mjs";

// `skip` is a selector of what is no part of the figure, such as its controls.
export async function traced(root, origin, skip) {
  const state = { origin, skip, clips: 0 };
  return traceElement(root, state);
}

function placeOfBox(rect, { origin }) {
  return { x: rect.left - origin.left, y: rect.top - origin.top, width: rect.width, height: rect.height };
}

async function traceElement(element, state) {
  if (state.skip && element.matches(state.skip)) return "";
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden" || Number(style.opacity) === 0) return "";
  if (style.clipPath.startsWith("inset(50%")) return ""; // for screen readers alone
  const place = placeOfBox(element.getBoundingClientRect(), state);
  const own = element.localName;
  if (own === "svg") return place.width ? inlined(element, place) : "";
  const parts = [await surface(style, place, state), await signOf(element, "before", state)];
  if (own === "canvas") parts.push(canvasOf(element, place));
  else if (own === "img") parts.push(await pictureOf(element, style, place));
  else if (own === "input") parts.push(fieldOf(element, style, place));
  else for (const child of element.shadowRoot?.childNodes ?? element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) parts.push(lettersOf(child, style, state));
    else if (child.nodeType === Node.ELEMENT_NODE) parts.push(await traceElement(child, state));
  }
  parts.push(await signOf(element, "after", state));
  const made = parts.join("");
  if (!made) return "";
  const opacity = Number(style.opacity) < 1 ? style.opacity : null;
  const cut = /hidden|clip|auto|scroll/.test(style.overflow) && own !== "canvas" && place.width > 1;
  if (!cut) return opacity ? tag("g", { opacity }, made) : made;
  const id = `cut-${state.clips++}`;
  return tag("clipPath", { id }, tag("rect", place)) + tag("g", { "clip-path": `url(#${id})`, opacity }, made);
}

// What a style puts before or after what is in an element.
async function signOf(element, where, state) {
  const found = readSign(element, where, (stand, style, turned) => {
    const place = placeOfBox(stand.getBoundingClientRect(), state), origin = style.transformOrigin.split(" ");
    const seen = Object.fromEntries(Array.from(style, (name) => [camel(name), style.getPropertyValue(name)]));
    const [x, y] = [place.x + parseFloat(origin[0]), place.y + parseFloat(origin[1])].map(short);
    return { seen, place, letters: lettersOf(stand.firstChild, style, state), opacity: Number(style.opacity),
      transform: turned === "none" ? null : `translate(${x} ${y}) ${turned.replaceAll(",", "")} translate(${-x} ${-y})` };
  });
  if (!found) return "";
  const made = (await surface(found.seen, found.place, state)) + found.letters;
  const opacity = found.opacity < 1 ? found.opacity : null;
  return found.transform || opacity ? tag("g", { transform: found.transform, opacity }, made) : made;
}

// Background, border and rings.
async function surface(style, place, state) {
  const { x, y, width, height } = place, round = parseFloat(style.borderTopLeftRadius) || null;
  const made = [];
  if (!width || !height) return "";
  if (plainColour(style.backgroundColor)) made.push(tag("rect", { ...place, rx: round, ...paintOf("fill", style.backgroundColor) }));
  made.push(await backdrop(style, place, state));
  const ring = /(rgba?\([^)]*\)|color\([^)]*\)) 0px 0px 0px ([\d.]+)px( inset)?/.exec(style.boxShadow);
  if (ring) {
    const wide = Number(ring[2]), out = ring[3] ? -wide / 2 : wide / 2;
    made.push(tag("rect", { x: x - out, y: y - out, width: width + 2 * out, height: height + 2 * out, rx: round,
      fill: "none", ...paintOf("stroke", ring[1]), "stroke-width": wide }));
  }
  if (style.outlineStyle === "solid" && plainColour(style.outlineColor)) {
    const wide = parseFloat(style.outlineWidth), out = parseFloat(style.outlineOffset) + wide / 2;
    made.push(tag("rect", { x: x - out, y: y - out, width: width + 2 * out, height: height + 2 * out,
      rx: round, fill: "none", ...paintOf("stroke", style.outlineColor), "stroke-width": wide }));
  }
  const sides = ["Top", "Right", "Bottom", "Left"].map((side) => ({ wide: parseFloat(style[`border${side}Width`]) || 0,
    colour: style[`border${side}Color`], kind: style[`border${side}Style`] }));
  const seen = sides.map(({ wide, colour, kind }) => wide && kind !== "none" && plainColour(colour));
  const [first] = sides, dash = first.kind === "dashed" ? `${3 * first.wide} ${2 * first.wide}` : null;
  if (seen.every(Boolean) && sides.every(({ wide }) => wide === first.wide)) {
    const inset = first.wide / 2;
    made.push(tag("rect", { x: x + inset, y: y + inset, width: width - first.wide, height: height - first.wide,
      rx: round, fill: "none", ...paintOf("stroke", first.colour), "stroke-width": first.wide, "stroke-dasharray": dash }));
  } else sides.forEach(({ wide, colour }, at) => {
    if (!seen[at]) return;
    const half = wide / 2;
    const [x1, y1, x2, y2] = [[x, y + half, x + width, y + half], [x + width - half, y, x + width - half, y + height],
      [x, y + height - half, x + width, y + height - half], [x + half, y, x + half, y + height]][at];
    made.push(tag("line", { x1, y1, x2, y2, ...paintOf("stroke", colour), "stroke-width": wide }));
  });
  return made.join("");
}

// Who painted a canvas may be able to draw it once more, in lines and letters; else its pixels.
function canvasOf(canvas, place) {
  const brush = makeBrush();
  for (let host = canvas.parentElement; host; host = host.parentElement) {
    const drawn = host.redraw?.(canvas, brush);
    if (drawn) return tag("svg", { ...place, viewBox: `0 0 ${drawn.width} ${drawn.height}` }, brush.written());
  }
  if (!canvas.width || !canvas.height || !place.width) return "";
  return embedded(canvas, { row: 0, column: 0 }, canvas.width, canvas.height, place);
}

async function pictureOf(image, style, place) {
  if (!place.width || !image.currentSrc) return "";
  const fitted = style.objectFit === "contain" ? null : "none";
  return tag("image", { ...place, href: await address(image), preserveAspectRatio: fitted,
    style: style.imageRendering === "pixelated" ? "image-rendering:pixelated" : null });
}

function fieldOf(field, style, place) {
  if (["range", "checkbox", "radio", "hidden"].includes(field.type)) return "";
  const { up, down } = rise(style);
  const y = place.y + place.height / 2 + (up - down) / 2;
  return tag("text", { x: place.x + place.width / 2, y, ...lettering(style), "text-anchor": "middle" }, escaped(field.value));
}

// A text node, line by line.
function lettersOf(node, style, state) {
  if (!node?.data.trim()) return "";
  const lines = [], range = document.createRange();
  const start = node.data.search(/\S/);
  range.setStart(node, start);
  range.setEnd(node, node.data.trimEnd().length);
  const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
  if (!rects.length) return "";
  if (rects.length === 1) lines.push({ text: node.data, rect: rects[0] });
  else for (let at = start; at < node.data.length; at++) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const rect = range.getClientRects()[0], last = lines.at(-1);
    if (!rect) continue;
    if (last && Math.abs(last.rect.top - rect.top) < 2) {
      last.text += node.data[at];
      last.rect = { left: last.rect.left, top: last.rect.top, height: last.rect.height, width: rect.right - last.rect.left };
    } else lines.push({ text: node.data[at], rect });
  }
  const { up, down } = rise(style), centred = style.textAlign === "center";
  const shown = style.textTransform === "uppercase" ? (text) => text.toUpperCase() : (text) => text;
  return lines.map(({ text, rect }) => {
    const place = placeOfBox(rect, state);
    const y = place.y + (place.height - up - down) / 2 + up;
    return tag("text", { x: centred ? place.x + place.width / 2 : place.x, y, ...lettering(style),
      "text-anchor": centred ? "middle" : null }, escaped(shown(text.trim().replace(/\s+/g, " "))));
  }).join("");
}

// How far letters of a font rise above their line, and fall below it.
function rise(style) {
  const context = (rise.context ??= document.createElement("canvas").getContext("2d"));
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText("0");
  return { up, down };
}

function lettering(style) {
  return { "font-family": style.fontFamily, "font-size": style.fontSize.replace("px", ""),
    "font-weight": style.fontWeight === "400" ? null : style.fontWeight,
    "font-style": style.fontStyle === "normal" ? null : style.fontStyle, ...paintOf("fill", style.color) };
}
