// Through a training: one bar moves filters, maps, probabilities and the matrix, all in here.
import { magnitudeColours, ramp } from "../browser/colour.mjs";
import { element } from "../browser/element.mjs";
import { iconButton } from "../browser/icon.mjs";
import { playing } from "../browser/playing.mjs";
import { fill } from "../browser/text.mjs";
import { buildCourse } from "./course.mjs";
import { accuracyOf, confusion, mostProbable } from "./matrix.mjs";
import { nearest, peakOf, readMoments } from "./moments.mjs";
import { paintFilter, paintMap, tile } from "./tiles.mjs";

const STEP_TIME = 700; // milliseconds a moment while it plays

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".travel");
  const before = host.travel;
  const read = readMoments(data);
  const travel = { host, ...read };
  // A run that goes on grows at its end: whoever looks at the newest moment goes on with it.
  const last = read.moments.length - 1;
  const stay = before && before.view.run === read.view.run && before.at < before.moments.length - 1;
  travel.at = stay ? nearest(read.moments.map((moment) => moment.position), before.moments[before.at].position) : last;
  host.travel = travel;
  const steers = before && parentElement.getRootNode().activeElement === before.scrub;
  build(travel);
  show(travel);
  if (steers) travel.scrub.focus(); // who moves the bar while the run goes on keeps it
  const repaint = () => show(travel);
  host.repaint = repaint;
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", repaint);
  return () => {
    travel.player.stop();
    scheme.removeEventListener("change", repaint);
    if (travel.address) URL.revokeObjectURL(travel.address);
  };
}

// -- building --------------------------------------------------------------------------------

function build(travel) {
  const { view, moments, picture } = travel, { words } = view;
  travel.said = element("p", { class: "said", "aria-live": "polite" });
  travel.player = playing({ words, time: STEP_TIME, step: () => goTo(travel, travel.at + 1),
    ended: () => travel.at >= moments.length - 1, rewind: () => goTo(travel, 0),
    // Nobody can listen to a moment every second.
    told: (plays) => travel.said.setAttribute("aria-live", plays ? "off" : "polite") });
  const { stop } = travel.player;
  travel.scrub = element("input", { type: "range", min: 0, max: moments.length - 1, step: 1, class: "scrub",
    "aria-label": words.scrub, oninput: (event) => { stop(); goTo(travel, Number(event.target.value)); } });
  travel.place = element("span", { class: "place" });
  const tools = element("div", { class: "player", role: "group", "aria-label": words.player }, travel.player.button,
    iconButton("back", words.back, () => { stop(); goTo(travel, travel.at - 1); }),
    iconButton("step", words.step, () => { stop(); goTo(travel, travel.at + 1); }),
    travel.scrub, travel.place);
  const width = travel.host.clientWidth > 640 ? 560 : 340; // of a curve, so that its text is as large as all text
  travel.courses = ["loss", "accuracy"].map((name) => buildCourse(view.courses[name], words[name], width,
    (place) => { stop(); goTo(travel, nearest(moments.map((moment) => moment.position), place)); }));
  const legend = element("span", { class: "legend" }, ["training", "validation"].map((kind) =>
    element("span", { class: kind }, words[kind])));
  const courses = element("div", { class: "courses" }, travel.courses.map(({ svg }, at) =>
    element("figure", {}, element("figcaption", {}, words[at ? "accuracy" : "loss"], at ? null : legend), svg)));
  travel.host.replaceChildren(tools, courses, travel.said, element("div", { class: "panels" },
    filtersPanel(travel), view.pictured ? mapsPanel(travel, picture) : null, matrixPanel(travel)));
}

function panel(title, className, ...inside) {
  return element("section", { class: className }, element("h4", {}, title), ...inside);
}

function filtersPanel(travel) {
  const { view, moments } = travel, [, , , count] = view.moments[0].kernel;
  travel.filters = Array.from({ length: count }, () => tile("filter"));
  travel.moved = travel.filters.map(() => tile("filter"));
  const first = moments[0].kernel;
  for (const moment of moments) moment.moved = moment.kernel.map((weight, at) => weight - first[at]);
  travel.filterPeak = peakOf(moments.map((moment) => moment.kernel));
  travel.movedPeak = peakOf(moments.map((moment) => moment.moved));
  if (!count) return null;
  const tiles = (canvases, alt) => element("div", { class: "tiles", role: "img", "aria-label": alt }, canvases);
  return panel(fill(view.words.filters, { count }), "filters", tiles(travel.filters, view.words.filters_alt),
    element("h4", {}, view.words.moved), tiles(travel.moved, view.words.moved_alt));
}

function mapsPanel(travel, picture) {
  const { view, moments } = travel;
  travel.address = URL.createObjectURL(new Blob([picture], { type: "image/webp" }));
  travel.maps = view.moments[0].maps.map(([, , channels], layer) => ({
    tiles: Array.from({ length: channels }, () => tile("map")),
    peak: peakOf(moments.map((moment) => moment.maps[layer])),
  }));
  const rows = travel.maps.map(({ tiles }, layer) => element("div", { class: "layer" },
    element("span", { class: "name" }, view.layers[layer]),
    element("div", { class: "tiles", role: "img", "aria-label": view.layers[layer] }, tiles)));
  travel.bars = view.classes.map((name, label) => {
    const bar = element("i"), share = element("b");
    const row = element("div", { class: `bar${label === view.label ? " true" : ""}` },
      element("span", {}, name, label === view.label ? " ✓" : ""), element("div", { class: "track" }, bar), share);
    return { row, bar, share };
  });
  return panel(view.words.picture, "picture",
    element("div", { class: "answer" }, element("img", { src: travel.address, alt: view.classes[view.label] }),
      element("div", { class: "bars" }, travel.bars.map(({ row }) => row))), rows);
}

function matrixPanel(travel) {
  const { view } = travel, { words, classes } = view;
  travel.cells = classes.map((_, row) => classes.map((_, column) =>
    element("td", { class: row === column ? "right" : "" })));
  travel.matrixTitle = element("h4");
  const head = element("tr", {}, element("th", {}, `${words.true} \\ ${words.predicted}`),
    classes.map((name) => element("th", { scope: "col" }, element("span", {}, name))));
  const rows = travel.cells.map((cells, row) => element("tr", {},
    element("th", { scope: "row" }, classes[row]), cells));
  return element("section", { class: "matrix" }, travel.matrixTitle, element("div", { class: "wide" },
    element("table", { style: `min-width:${80 + 34 * classes.length}px` }, head, rows)));
}

// -- time ------------------------------------------------------------------------------------

function goTo(travel, at) {
  travel.at = Math.max(0, Math.min(travel.moments.length - 1, at));
  show(travel);
}

// -- showing ---------------------------------------------------------------------------------

function show(travel) {
  const { view, moments, at, host } = travel, moment = moments[at], { words, classes } = view;
  const place = moment.position === 0 ? words.untrained
    : fill(moment.position === moment.ended ? words.ended : words.within,
      { epoch: moment.position === moment.ended ? moment.ended : moment.ended + 1, epochs: view.epochs,
        share: Math.round(100 * (moment.position - moment.ended)) });
  travel.scrub.value = at;
  travel.scrub.setAttribute("aria-valuetext", place);
  travel.place.textContent = place;
  for (const course of travel.courses) course.show(moment.position);
  travel.filters.forEach((canvas, filter) => {
    paintFilter(canvas, moment.kernel, view.moments[at].kernel, filter, travel.filterPeak);
    paintFilter(travel.moved[filter], moment.moved, view.moments[at].kernel, filter, travel.movedPeak);
  });
  const counts = confusion(moment.said, travel.labels, classes.length);
  showMatrix(travel, counts, moment.pictures);
  const facts = { place, accuracy: percent(accuracyOf(counts, classes.length)), count: moment.pictures };
  travel.said.textContent = fill(words.says, facts) + (view.pictured ? showPicture(travel, moment, at) : "");
  host.dataset.at = moment.position;
}

function showPicture(travel, moment, at) {
  const { view } = travel, { classes, words } = view;
  const paper = getComputedStyle(travel.host).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const colours = ramp(magnitudeColours(view.theme, paper));
  travel.maps.forEach(({ tiles, peak }, layer) => tiles.forEach((canvas, channel) =>
    paintMap(canvas, moment.maps[layer], view.moments[at].maps[layer], channel, peak, colours)));
  const said = mostProbable(moment.own, 0, classes.length);
  travel.bars.forEach(({ row, bar, share }, label) => {
    bar.style.width = `${100 * moment.own[label]}%`;
    share.textContent = percent(moment.own[label]);
    row.classList.toggle("said", label === said);
  });
  return fill(words[said === view.label ? "picture_right" : "picture_wrong"],
    { true: classes[view.label], said: classes[said], share: percent(moment.own[said]) });
}

function showMatrix(travel, counts, pictures) {
  const size = travel.view.classes.length;
  travel.matrixTitle.textContent = fill(travel.view.words.matrix, { count: pictures });
  travel.cells.forEach((cells, row) => {
    const all = counts.slice(row * size, (row + 1) * size).reduce((sum, count) => sum + count, 0);
    cells.forEach((cell, column) => {
      const count = counts[row * size + column], share = all ? count / all : 0;
      cell.textContent = count;
      cell.style.setProperty("--share", `${Math.round(100 * share)}%`);
    });
  });
}

function percent(share) {
  return `${Math.round(100 * share)}%`;
}
