// Signs that a style puts before or after what an element holds: swatches of legends, ticks, arrows.
// A browser tells how such a sign looks, but not where it is.  So an element that looks like it takes
// its place for a moment, too short to be seen, and is measured there.

const WHERE = ["before", "after"];
let silencer = null;

// What `read` says of the stand-in of a sign, its style and how it is turned; "" where there is none.
export function readSign(element, where, read) {
  const style = getComputedStyle(element, `::${where}`);
  if (!hasSign(style)) return "";
  const stand = standIn(style), turned = style.transform;
  const quiet = silence(element.getRootNode());
  element.setAttribute(`data-sign-${where}`, "");
  element[where === "before" ? "prepend" : "append"](stand);
  try {
    return read(stand, getComputedStyle(stand), turned);
  } finally {
    stand.remove();
    element.removeAttribute(`data-sign-${where}`);
    quiet();
  }
}

export function hasSign(style) {
  const { content, display, visibility, opacity } = style;
  if (!content || content === "none" || content === "normal") return false;
  return display !== "none" && visibility !== "hidden" && Number(opacity) !== 0;
}

// What a style says is in a sign: "✓" of `"✓"`; nothing for pictures and counters.
export function lettersOfSign(content) {
  const [, letters] = /^"((?:[^"\\]|\\.)*)"$/s.exec(content) ?? [];
  return (letters ?? "").replace(/\\(?:([\da-f]{1,6}) ?|(.))/gi,
    (_, code, letter) => (code ? String.fromCodePoint(parseInt(code, 16)) : letter));
}

function standIn(style) {
  const stand = document.createElement("span");
  for (const name of style) stand.style.setProperty(name, style.getPropertyValue(name), "important");
  stand.style.setProperty("transform", "none", "important"); // measured upright, turned when drawn
  stand.textContent = lettersOfSign(style.content);
  return stand;
}

// The sign itself gives way to its stand-in.  Returns what ends that.
function silence(root) {
  if (!silencer) {
    silencer = new CSSStyleSheet();
    silencer.replaceSync(WHERE.map((one) => `[data-sign-${one}]::${one}{content:none !important}`).join(""));
  }
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, silencer];
  return () => { root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== silencer); };
}
