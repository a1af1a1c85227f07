// Colours as every program reads them: #rrggbb, and how much of it.

const known = new Map();

// { colour, opacity } of anything that CSS calls a colour; null for what paints nothing.
export function plainColour(text) {
  if (!text || text === "none" || text === "transparent" || text.startsWith("url(")) return null;
  if (!known.has(text)) known.set(text, measured(text));
  return known.get(text);
}

// rgb() needs no help; what was mixed or named is painted and looked at.
function measured(text) {
  const parts = /^rgba?\(([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\)$/.exec(text);
  if (parts) return plain(parts.slice(1, 4).map(Number), parts[4] === undefined ? 1 : Number(parts[4]));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return plain([red, green, blue], alpha / 255);
}

function plain(channels, opacity) {
  if (!opacity) return null;
  const hex = channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0"));
  return { colour: `#${hex.join("")}`, opacity: Math.round(1000 * opacity) / 1000 };
}

// As attributes: `paint` is "fill" or "stroke".
export function paintOf(paint, text, share = 1) {
  const found = plainColour(text);
  if (!found) return { [paint]: "none" };
  const opacity = Math.round(1000 * found.opacity * share) / 1000;
  return { [paint]: found.colour, ...(opacity < 1 ? { [`${paint}-opacity`]: opacity } : {}) };
}
