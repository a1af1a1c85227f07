// A button that plays, one step after the other, and pauses.
import { icon, iconButton } from "./icon.mjs";

// `step` goes one step on; `ended` says whether there is none; `rewind` goes to the beginning;
// `told` hears when playing begins and ends.
export function playing({ words, time, step, ended, rewind, told = () => {} }) {
  const player = { timer: null };
  const show = () => {
    const name = player.timer ? "pause" : "play";
    player.button.replaceChildren(icon(name));
    player.button.setAttribute("aria-label", words[name]);
    player.button.title = words[name];
  };
  player.stop = () => {
    clearInterval(player.timer);
    player.timer = null;
    told(false);
    show();
  };
  player.toggle = () => {
    if (player.timer) return player.stop();
    if (ended()) rewind();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return step();
    told(true);
    player.timer = setInterval(() => {
      step();
      if (ended()) player.stop();
    }, time);
    return show();
  };
  player.button = iconButton("play", words.play, player.toggle);
  return player;
}
