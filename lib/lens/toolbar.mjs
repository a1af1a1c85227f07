// The controls of the lens itself: play, scrub, zoom, how the output is coloured.
import { element } from "../browser/element.mjs";
import { icon, iconButton } from "../browser/icon.mjs";

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
