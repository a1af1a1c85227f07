// The page's own fonts as rules that carry their files.
import { address } from "./inline.mjs";

const carried = new Map();

export async function fontRules(markup) {
  const made = [];
  for (const rule of ownFonts()) {
    const family = rule.style.getPropertyValue("font-family").replace(/["']/g, "");
    if (!markup.includes(family) || rule.style.getPropertyValue("font-style") === "italic") continue;
    const file = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue("src"))?.[1];
    if (!file) continue;
    const base = rule.parentStyleSheet.href ?? document.baseURI;
    made.push(`@font-face{font-family:"${family}";font-weight:${rule.style.getPropertyValue("font-weight") || 400};` +
      `src:url(${await carriedFile(new URL(file, base).href)})}`);
  }
  return made.join("");
}

function ownFonts() {
  const found = [];
  for (const sheet of document.styleSheets) {
    try {
      for (const rule of sheet.cssRules) if (rule instanceof CSSFontFaceRule) found.push(rule);
    } catch { /* a sheet of another origin keeps its rules to itself */ }
  }
  return found;
}

function carriedFile(url) {
  if (!carried.has(url)) carried.set(url, address({ getAttribute: () => url }));
  return carried.get(url);
}
