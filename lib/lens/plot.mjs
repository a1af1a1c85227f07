// The curve of an activation with the pointed-at cell on it.
import { digits } from "./digits.mjs";
import { curve } from "./scene.mjs";

const HEIGHT = 230, PAD = 26;

export function plotHeight() {
  return HEIGHT;
}

export function drawPlot(context, width, scene, terms, look) {
  const { input, output, operation } = scene;
  const reach = Math.max(Math.abs(input.low), Math.abs(input.high)) || 1;
  const points = curve(operation, -reach, reach, 121);
  const heights = points.map(([, y]) => y);
  const low = Math.min(0, output.low, ...heights), high = Math.max(output.high, ...heights, low + 1e-9);
  const across = (x) => PAD + ((x + reach) / (2 * reach)) * (width - 2 * PAD);
  const up = (y) => HEIGHT - PAD - ((y - low) / (high - low)) * (HEIGHT - 2 * PAD);
  line(context, [[PAD, up(0)], [width - PAD, up(0)]], look.line, 1);
  line(context, [[across(0), PAD / 2], [across(0), HEIGHT - PAD]], look.line, 1);
  line(context, points.map(([x, y]) => [across(x), up(y)]), look.accent, 2.5);
  const x = terms.values[0], y = terms.total;
  context.setLineDash([4, 4]);
  line(context, [[across(x), up(0)], [across(x), up(y)], [across(0), up(y)]], look.ink, 1.2);
  context.setLineDash([]);
  context.beginPath();
  context.arc(across(x), up(y), 6, 0, 2 * Math.PI);
  context.fillStyle = look.accent;
  context.strokeStyle = look.paper;
  context.lineWidth = 2;
  context.fill();
  context.stroke();
  ticks(context, width, { reach, low, high, up, across }, look);
}

function ticks(context, width, { reach, low, high, up }, look) {
  context.fillStyle = look.quiet;
  context.font = `11.5px ${look.font}`;
  context.textBaseline = "top";
  context.textAlign = "left";
  context.fillText(digits(-reach), PAD - 20, up(0) + 5);
  context.textAlign = "right";
  context.fillText(digits(reach), width - PAD + 20, up(0) + 5);
  context.textAlign = "left";
  context.fillText(digits(high), width / 2 + 6, PAD / 2 - 2);
  if (low < 0) context.fillText(digits(low), width / 2 + 6, HEIGHT - PAD - 4);
}

function line(context, points, colour, thick) {
  context.strokeStyle = colour;
  context.lineWidth = thick;
  context.lineJoin = "round";
  context.beginPath();
  points.forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.stroke();
}
