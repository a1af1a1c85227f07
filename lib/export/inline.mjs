// An SVG element of the page as one that stands alone: what its classes say becomes attributes.
import { paintOf } from "./colours.mjs";
import { escaped, tag } from "./markup.mjs";

const SHAPES = new Set(["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"]);
const KEPT = ["id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height",
  "points", "transform", "dx", "dy", "offset", "gradientUnits", "gradientTransform", "clipPathUnits",
  "preserveAspectRatio", "textLength", "lengthAdjust", "viewBox", "patternUnits", "patternTransform",
  "markerWidth", "markerHeight", "refX", "refY", "orient", "rotate"];
// Written only where they differ from what every program assumes.
const STYLES = { "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter",
  "paint-order": "normal", "vector-effect": "none", "mix-blend-mode": "normal", "fill-rule": "nonzero" };

// `place` is where it comes to lie: { x, y, width, height }.
export async function inlined(svg, place) {
  const box = svg.getAttribute("viewBox") ??
    `0 0 ${svg.getAttribute("width") || place.width} ${svg.getAttribute("height") || place.height}`;
  const inside = await children(svg);
  const overflow = getComputedStyle(svg).overflow === "visible" ? "visible" : null;
  return tag("svg", { ...place, viewBox: box.includes("NaN") ? null : box, overflow,
    preserveAspectRatio: svg.getAttribute("preserveAspectRatio") }, inside);
}

async function children(element) {
  const made = [];
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made.push(escaped(child.data));
    else if (child.nodeType === Node.ELEMENT_NODE) made.push(await written(child));
  }
  return made.join("");
}

async function written(element) {
  const name = element.localName, style = getComputedStyle(element);
  if (["script", "style", "title", "desc", "foreignObject"].includes(name)) return "";
  const hidden = style.display === "none" || (SHAPES.has(name) && style.visibility !== "visible");
  if (hidden || Number(style.opacity) === 0) return "";
  const attributes = {};
  for (const key of KEPT) if (element.hasAttribute(key)) attributes[key] = element.getAttribute(key);
  if (Number(style.opacity) < 1) attributes.opacity = style.opacity;
  for (const key of ["clip-path", "mask"]) if (style[camel(key)]?.startsWith("url(")) attributes[key] = local(style[camel(key)]);
  if (SHAPES.has(name)) Object.assign(attributes, painted(style));
  if (SHAPES.has(name) && !name.startsWith("t") && attributes.fill === "none" && attributes.stroke === "none") return "";
  if (name === "text" || name === "tspan") Object.assign(attributes, lettered(style, name));
  if (name === "stop") Object.assign(attributes, { "stop-color": style.stopColor, "stop-opacity": style.stopOpacity });
  if (name === "image") Object.assign(attributes, { href: await address(element), style: rendering(style) });
  if (name === "use") attributes.href = element.getAttribute("href");
  return tag(name, attributes, await children(element));
}

function painted(style) {
  const made = {};
  for (const paint of ["fill", "stroke"]) {
    const text = style[paint], share = Number(style[`${paint}Opacity`]);
    Object.assign(made, text.startsWith("url(") ? { [paint]: local(text) } : paintOf(paint, text, share));
  }
  if (made.stroke !== "none") made["stroke-width"] = style.strokeWidth.replace("px", "");
  for (const [key, usual] of Object.entries(STYLES)) {
    const value = style[camel(key)];
    if (value && value !== usual && !(made.stroke === "none" && key.startsWith("stroke"))) made[key] = value.replaceAll("px", "");
  }
  return made;
}

function lettered(style, name) {
  const made = { "font-family": style.fontFamily, "font-size": style.fontSize.replace("px", "") };
  if (style.fontWeight !== "400") made["font-weight"] = style.fontWeight;
  if (style.fontStyle !== "normal") made["font-style"] = style.fontStyle;
  if (style.textAnchor !== "start") made["text-anchor"] = style.textAnchor;
  if (name === "text" && style.dominantBaseline !== "auto") made["dominant-baseline"] = style.dominantBaseline;
  return made;
}

function rendering(style) {
  return style.imageRendering === "pixelated" ? "image-rendering:pixelated" : null;
}

// What lies elsewhere is brought along: a file must not ask a server that may be gone.
export async function address(image) {
  const found = image.getAttribute("href") ?? image.getAttribute("xlink:href") ?? image.currentSrc ?? image.src;
  if (!found || found.startsWith("data:")) return found;
  const blob = await (await fetch(found)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

// url("http://host/page#id") is the same as url(#id) here.
function local(text) {
  return text.replace(/url\(["']?[^#"')]*#([^"')]+)["']?\)/, "url(#$1)");
}

export function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
