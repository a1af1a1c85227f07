// What CSS puts behind a box besides a plain colour: runs of colours, hatchings, pictures.
import { plainColour } from "./colours.mjs";
import { address } from "./inline.mjs";
import { short, tag } from "./markup.mjs";

const COLOUR = /(?:rgba?|hsla?|color|oklch|oklab|lab|lch)\((?:[^()]|\([^()]*\))*\)|#[\da-f]{3,8}|transparent/i;
const SIDES = { "to top": 0, "to right": 90, "to bottom": 180, "to left": 270 };

// `place` is the box; `state` counts what is defined, and keeps the sheets that are there already.
export async function backdrop(style, place, state) {
  const text = style.backgroundImage;
  if (!text || text === "none" || !place.width || !place.height) return "";
  if (/^(repeating-)?linear-gradient\(/.test(text)) return runOfColours(text, place, `run-${state.clips++}`, style);
  const found = /^url\("?([^")]+)"?\)$/.exec(text);
  return found ? pictureBehind(found[1], style, place, state) : "";
}

// The line along which the colours run, as CSS has it: through the middle, from corner to corner.
export function gradientLine(degrees, { x, y, width, height }) {
  const turn = (degrees * Math.PI) / 180, across = Math.sin(turn), down = -Math.cos(turn);
  const length = Math.abs(width * across) + Math.abs(height * down);
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return { length, x1: middleX - (across * length) / 2, y1: middleY - (down * length) / 2,
    across, down };
}

// { degrees, repeats, stops: [{ colour, at }] } with `at` as a share of `length`; null if unreadable.
export function readGradient(text, lengthOf) {
  const [, kind, inside] = /^(repeating-)?linear-gradient\((.*)\)$/s.exec(text) ?? [];
  if (!inside) return null;
  const parts = inside.split(/,(?![^(]*\))/).map((part) => part.trim());
  const first = COLOUR.test(parts[0]) ? "180deg" : parts.shift();
  const degrees = SIDES[first] ?? (first.endsWith("deg") ? parseFloat(first) : NaN);
  const length = lengthOf(degrees), stops = [];
  for (const part of parts) {
    const [colour] = COLOUR.exec(part) ?? [];
    if (!colour) return null;
    const places = part.replace(colour, "").trim().split(/\s+/).filter(Boolean);
    const at = places.map((one) => parseFloat(one) / (one.endsWith("%") ? 100 : length));
    for (const one of at.length ? at : [null]) stops.push({ colour, at: one });
  }
  if (Number.isNaN(degrees) || stops.length < 2) return null;
  return { degrees, repeats: Boolean(kind), stops: spaced(stops) };
}

// Where nothing is said, the first is at the start, the last at the end, the rest evenly between.
function spaced(stops) {
  stops[0].at ??= 0;
  stops.at(-1).at ??= 1;
  for (let from = 0; from < stops.length - 1; ) {
    let to = from + 1;
    while (stops[to].at === null) to++;
    for (let one = from + 1; one < to; one++)
      stops[one].at = stops[from].at + ((stops[to].at - stops[from].at) * (one - from)) / (to - from);
    from = to;
  }
  return stops;
}

function runOfColours(text, place, id, style) {
  const read = readGradient(text, (degrees) => gradientLine(degrees, place).length);
  if (!read) return "";
  const { x1, y1, length, across, down } = gradientLine(read.degrees, place);
  // What repeats does so after its last colour.
  const whole = read.repeats ? read.stops.at(-1).at : 1;
  const stops = read.stops.map(({ colour, at }) => {
    const paint = plainColour(colour);
    return tag("stop", { offset: `${short((100 * at) / whole)}%`, "stop-color": paint?.colour ?? "#fff",
      "stop-opacity": paint ? (paint.opacity < 1 ? paint.opacity : null) : 0 });
  });
  const round = parseFloat(style.borderTopLeftRadius) || null;
  return tag("linearGradient", { id, gradientUnits: "userSpaceOnUse", x1, y1, x2: x1 + across * length * whole,
    y2: y1 + down * length * whole, spreadMethod: read.repeats ? "repeat" : null }, stops) +
    tag("rect", { ...place, rx: round, fill: `url(#${id})` });
}

// A picture behind a box, of which the box may show a part, as thumbnails of a sheet do: the sheet
// is in the file once, as large as one unit, and laid behind each box in the size it needs.
async function pictureBehind(source, style, place, state) {
  const [wide, high = wide] = style.backgroundSize.split(" ");
  const width = sizeOf(wide, place.width), height = sizeOf(high, place.height);
  if (!width || !height) return "";
  const sheets = (state.sheets ??= new Map());
  let made = "";
  if (!sheets.has(source)) {
    sheets.set(source, `sheet-${state.clips++}`);
    const href = await address({ getAttribute: () => null, src: source });
    made = tag("defs", {}, tag("image", { id: sheets.get(source), width: 1, height: 1, href,
      preserveAspectRatio: "none", style: style.imageRendering === "pixelated" ? "image-rendering:pixelated" : null }));
  }
  const x = shiftOf(style.backgroundPositionX, place.width - width);
  const y = shiftOf(style.backgroundPositionY, place.height - height);
  return made + tag("svg", { ...place, overflow: "hidden" }, tag("use", { href: `#${sheets.get(source)}`,
    transform: `translate(${short(x)} ${short(y)}) scale(${short(width)} ${short(height)})` }));
}

function sizeOf(text, box) {
  if (text.endsWith("%")) return (box * parseFloat(text)) / 100;
  return text.endsWith("px") ? parseFloat(text) : 0;
}

function shiftOf(text, room) {
  return text.endsWith("%") ? (room * parseFloat(text)) / 100 : parseFloat(text) || 0;
}
