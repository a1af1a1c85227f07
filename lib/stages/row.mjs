// The row itself: chooser of pictures, brackets, one column a stage, legend.
import { magnitudeColours } from "../browser/colour.mjs";
import { element } from "../browser/element.mjs";
import { fill, number } from "../browser/text.mjs";
import { arrange, scaleShare, softmax, tilePlace, turned } from "./values.mjs";
import { STRIP_WIDTH, UNIT_LENGTH, paintStrip, paintTile, paintUnits } from "./paint.mjs";

const STACK_HEIGHT = 414; // cells: sixteen tiles of 24 with their gaps
const COLUMN_WIDTH = 104;
const GAP = 2;

export function buildChooser(view, send) {
  const { words, pictures, picture, thumbnails } = view;
  const group = element("div", { class: "thumbs", role: "radiogroup", "aria-label": words.pictures });
  pictures.forEach(({ key, title, drawn }, position) => {
    const chosen = key === picture;
    if (position > 0 && drawn !== pictures[position - 1].drawn)
      group.append(element("span", { class: "split", "aria-hidden": "true" }));
    const choose = () => {
      group.querySelectorAll("[role=radio]").forEach((other) =>
        other.setAttribute("aria-checked", other.dataset.key === key));
      send.picture(key);
    };
    group.append(element("button", {
      class: "thumb", role: "radio", "aria-checked": String(chosen), "aria-label": title, title,
      "data-key": key, tabindex: chosen ? "0" : "-1", onclick: choose,
      style: `background-image:url(${thumbnails});background-size:${pictures.length * 100}% 100%;` +
        `background-position:${(100 * position) / Math.max(1, pictures.length - 1)}% 0`,
    }));
  });
  group.addEventListener("keydown", (event) => moveRadio(event, group));
  const chosen = pictures.find(({ key }) => key === picture);
  return element("div", { class: "chooser" }, group,
    element("span", { class: "chosen" }, chosen.title),
    element("span", { class: "doors" }, view.doors.map((door, position) =>
      buildDoor(door, send, position === 0 ? "door plain" : "door filled"))));
}

function moveRadio(event, group) {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const radios = [...group.querySelectorAll("[role=radio]")];
  const here = radios.findIndex((radio) => radio === event.target);
  const next = radios[(here + step + radios.length) % radios.length];
  radios.forEach((radio) => radio.setAttribute("tabindex", radio === next ? "0" : "-1"));
  next.focus();
  next.click();
}

export function buildDoor({ path, label, href }, send, name) {
  return element("a", {
    class: name, href,
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab, as everywhere
      event.preventDefault();
      send.door(path);
    },
  }, label, element("span", { class: "arrow", "aria-hidden": "true" }, "→"));
}

// One column: heading (a button that opens the stage), canvas or bars, and what is shown of it.
export function buildColumn(stage, value, view, tables, width) {
  const { words } = view;
  const head = element("button", {
    class: "head", "aria-expanded": "false", "data-stage": stage.name, tabindex: "-1",
    "aria-label": `${stage.title}, ${stage.keras}, ${stage.shapeText}`,
  },
    element("span", { class: "name" }, stage.title),
    element("span", { class: "keras" }, stage.keras),
    element("span", { class: "shape" }, stage.shapeText),
    element("span", { class: "parameters" }, stage.parameters ? element("b", {}, stage.parameters) : "",
      stage.parameters ? ` ${words.parameters}` : ""));
  const column = element("div", { class: `stage ${stage.kind}`, "data-stage": stage.name,
    style: `--accent:${view.theme.kinds[stage.kind]}` }, head);
  const stack = element("div", { class: "stack" });
  column.append(stack);
  if (stage.kind === "outputs") {
    stack.append(buildBars(value, view));
    return { column, head, canvas: null, layout: null };
  }
  const layout = layoutOf(stage, value, width);
  const canvas = paintStage(stage, value, layout, tables);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", fill(words.canvas, { stage: stage.title, shape: stage.shapeText }));
  stack.append(canvas);
  column.append(element("div", { class: "foot" }, footText(stage, value, layout, words)));
  return { column, head, canvas, layout };
}

function footText(stage, value, layout, words) {
  if (stage.kind === "augmentation") return words.draws;
  if (stage.kind === "rescaling") return words.planes;
  if (stage.kind === "picture") return "";
  if (!layout.count) return "";
  const facts = { shown: layout.shown, count: layout.count };
  return fill(layout.shown < layout.count ? words.maps_some : words.maps_all, facts);
}

// width: null in the row, else the width of the list that narrow screens get.
export function layoutOf(stage, value, width) {
  if (stage.kind === "flatten") {
    const { count, side } = value.maps;
    const strip = { width: STRIP_WIDTH, height: (count * side * side) / STRIP_WIDTH, flat: true };
    return width === null ? strip : turned(strip);
  }
  if (stage.kind === "dense") {
    const count = value.vector.length;
    const thickness = width === null ? 3 : Math.max(1, Math.min(3, Math.floor(width / count)));
    const units = { width: UNIT_LENGTH, height: thickness * count, thickness, units: true };
    return width === null ? units : turned(units);
  }
  const count = value.pictures ? value.pictures.length : value.maps.count;
  const side = value.side ?? value.maps.side;
  const room = width ?? COLUMN_WIDTH;
  const most = Math.max(1, Math.floor((room + GAP) / (side + GAP)));
  const columns = width === null ? Math.min(most, 4) : most;
  const height = width === null ? STACK_HEIGHT : Math.max(2 * (side + GAP), 210);
  return { ...arrange({ count, side, gap: GAP, columns, height }), count };
}

// Which tile stands at a place: the most varied map first.
export function tileOf(value, place) {
  return value.maps ? value.maps.order[place] : place;
}

function paintStage(stage, value, layout, tables) {
  const image = new ImageData(layout.width, layout.height);
  if (layout.flat) paintStrip(image, value.maps, layout.lying, tables);
  else if (layout.units) paintUnits(image, value.vector, value.peak, layout, tables);
  else {
    for (let place = 0; place < layout.shown; place++) {
      const { x, y } = tilePlace(layout, place);
      paintTile(image, x, y, stage, value, tileOf(value, place), tables);
    }
  }
  const canvas = element("canvas", { width: layout.width, height: layout.height });
  canvas.getContext("2d").putImageData(image, 0, 0);
  canvas.style.width = `${layout.width}px`;
  canvas.style.height = `${layout.height}px`;
  return canvas;
}

// The answer: a bar a class.  The winner has a mark and bold type, not only a full colour.
function buildBars(value, view) {
  const { words, classes, label } = view;
  const shares = softmax(value.vector);
  const winner = shares.indexOf(Math.max(...shares));
  const bars = classes.map(({ key, title }, position) =>
    element("div", { class: `bar${position === winner ? " winner" : ""}`, "data-class": key,
      "data-position": position },
      element("span", { class: "label" }, title),
      element("span", { class: "share" }, percent(shares[position])),
      element("span", { class: "rail" },
        element("span", { class: "fill", style: `width:${100 * shares[position]}%` })),
      element("span", { class: "logit" }, `${words.logit} ${number(value.vector[position])}`)));
  const right = label !== null && classes[winner].key === label;
  const verdict = label === null ? words.no_class : right ? words.right : words.wrong;
  return element("div", { class: "bars" }, bars, element("div", {
    class: `verdict ${label === null ? "none" : right ? "right" : "wrong"}` },
    fill(verdict, { label: classes.find(({ key }) => key === label)?.title ?? "" })));
}

export function percent(share) {
  return share > 0 && share < 0.001 ? "<0.1%" : `${(100 * share).toFixed(1)}%`;
}

export function buildLegend(view, paper) {
  const { words, theme } = view;
  const scale = `linear-gradient(90deg, ${magnitudeColours(theme, paper).join(", ")})`;
  return element("div", { class: "legend" },
    element("span", { class: "scale" }, "0", element("i", { style: `background:${scale}` },
      element("b", { style: `left:${100 * scaleShare(0.5)}%` }, "½")),
      words.legend_peak),
    element("span", {}, words.legend_pixels),
    element("span", { class: "hint" }, words.hint));
}

// Brackets over the columns: what the stages are for.
export function buildGroups(view) {
  return view.groups.map(({ title, from, to }) =>
    element("div", { class: "group", style: `grid-column:${from + 1} / ${to + 2}` }, title));
}
