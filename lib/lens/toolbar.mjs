// The controls of the lens itself: play, scrub, zoom, how the output is coloured.
import { element } from "../browser/element.mjs";

// Drawn here, because no symbol font is certain.
const ICONS = {
  play: "M5 3l11 6.5L5 16z", pause: "M4.5 3.5h4v12h-4zM11 3.5h4v12h-4z",
  back: "M14 3.5v12L6.5 9.5zM4 3.5h2v12H4z", step: "M5 3.5v12l7.5-6zM13 3.5h2v12h-2z",
  plus: "M8.5 3h2v5.5H16v2h-5.5V16h-2v-5.5H3v-2h5.5z", minus: "M3 8.5h13v2H3z",
  fit: "M3 3h5v2H5v3H3zM11 3h5v5h-2V5h-3zM3 11h2v3h3v2H3zM14 11h2v5h-5v-2h3z",
};

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 19 19");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function iconButton(name, label, onclick) {
  return element("button",
    { type: "button", class: `icon ${name}`, "aria-label": label, title: label, onclick }, icon(name));
}

export function makeToolbar(words, act) {
  const play = iconButton("play", words.play, () => act.play());
  const scrub = element("input", { type: "range", min: 0, step: 1, class: "scrub", "aria-label": words.scrub,
    oninput: (event) => act.scrub(Number(event.target.value)) });
  const speed = element("input", { type: "range", min: 0, max: 1, step: 0.01, class: "speed",
    "aria-label": words.speed, oninput: (event) => act.speed(Number(event.target.value)) });
  const place = element("span", { class: "place" });
  const zoom = element("span", { class: "zoom", role: "group", "aria-label": words.zoom },
    iconButton("minus", words.zoom_out, () => act.zoom(1 / 1.6)),
    iconButton("plus", words.zoom_in, () => act.zoom(1.6)),
    iconButton("fit", words.zoom_fit, () => act.zoom(0)));
  const displays = element("span", { class: "displays", role: "radiogroup", "aria-label": words.display });
  const bar = element("div", { class: "toolbar" },
    element("span", { class: "player", role: "group", "aria-label": words.player }, play,
      iconButton("back", words.step_back, () => act.step(-1)),
      iconButton("step", words.step, () => act.step(1)), scrub, place),
    element("label", { class: "pace" }, element("span", {}, words.speed), speed), zoom, displays);
  return { bar, play, scrub, speed, place, zoom, displays, words };
}

// A button becomes its opposite without losing the focus.
export function showPlaying(toolbar, playing) {
  const { play, words } = toolbar;
  play.replaceChildren(icon(playing ? "pause" : "play"));
  play.setAttribute("aria-label", playing ? words.pause : words.play);
  play.title = playing ? words.pause : words.play;
}

export function showDisplays(toolbar, offered, chosen, act) {
  const { displays, words } = toolbar;
  if (displays.dataset.offered !== offered.join()) {
    displays.dataset.offered = offered.join();
    displays.replaceChildren(...offered.map((name) => element("button", { type: "button", role: "radio",
      "data-display": name, title: words[`display_${name}_help`], onclick: () => act.display(name) },
    words[`display_${name}`])));
    displays.onkeydown = (event) => moveChoice(event, displays);
  }
  for (const button of displays.children) {
    const on = button.dataset.display === chosen;
    button.setAttribute("aria-checked", String(on));
    button.setAttribute("tabindex", on ? "0" : "-1");
  }
  displays.hidden = offered.length < 2;
}

// Arrow keys between the choices of a group, as radio buttons do.
export function moveChoice(event, group) {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...group.children], here = all.indexOf(event.target);
  const next = all[(here + step + all.length) % all.length];
  next.focus();
  next.click();
}
