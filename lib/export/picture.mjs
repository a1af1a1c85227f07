// A figure as one SVG, and an SVG as a PNG.
import { traced } from "./boxes.mjs";
import { plainColour } from "./colours.mjs";
import { fontRules } from "./fonts.mjs";
import { tag } from "./markup.mjs";

const MARGIN = 12;
const MOST_PIXELS = 6e7; // of a PNG: more, and a browser paints nothing

// `parts` are elements that lie together; what surrounds them is left out.
export async function svgOf(parts, { skip, title }) {
  const rects = parts.map((part) => boundsOf(part, skip)).filter(Boolean);
  const left = Math.min(...rects.map((rect) => rect.left)) - MARGIN;
  const top = Math.min(...rects.map((rect) => rect.top)) - MARGIN;
  const width = Math.ceil(Math.max(...rects.map((rect) => rect.right)) + MARGIN - left);
  const height = Math.ceil(Math.max(...rects.map((rect) => rect.bottom)) + MARGIN - top);
  const drawn = [];
  for (const part of parts) drawn.push(await traced(part, { left, top }, skip));
  const markup = tag("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`,
    "font-variant-numeric": "tabular-nums" }, title ? tag("title", {}, title) : "",
  tag("rect", { width, height, fill: paperOf(parts[0]) }), drawn);
  return { markup, width, height };
}

// Around what is drawn, without the controls that lie in the same box.
function boundsOf(part, skip) {
  const inside = skip ? [...part.children].filter((child) => !child.matches(skip)) : [];
  const seen = (inside.length ? inside : [part]).map((one) => one.getBoundingClientRect())
    .filter(({ width, height }) => width && height);
  if (!seen.length) return null;
  const side = (name, pick) => pick(...seen.map((rect) => rect[name]));
  return { left: side("left", Math.min), top: side("top", Math.min), right: side("right", Math.max),
    bottom: side("bottom", Math.max) };
}

// The first colour behind an element.
export function paperOf(element) {
  for (let host = element; host; host = host.parentElement ?? host.getRootNode().host) {
    const found = plainColour(getComputedStyle(host).backgroundColor);
    if (found && found.opacity === 1) return found.colour;
  }
  return "#ffffff";
}

// Twice as fine as on the screen; the page's letters travel along, which a picture cannot ask for.
export async function pngOf({ markup, width, height }, scale = 2) {
  const rules = await fontRules(markup);
  const lettered = rules ? markup.replace(/^<svg[^>]*>/, (head) => `${head}<style>${rules}</style>`) : markup;
  const address = URL.createObjectURL(new Blob([lettered], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const fine = Math.min(scale, Math.sqrt(MOST_PIXELS / (width * height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * fine);
    canvas.height = Math.round(height * fine);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
