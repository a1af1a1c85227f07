// The component that brings the lens's script to the page, and shows nothing itself.
import { offer } from "../browser/door.mjs";
import { mountLens } from "./lens.mjs";

// PAGE stands at the head of the joined script: { language, words, css, theme }.
export default function () {
  offer(`lens ${PAGE.language}`, (component) => mountLens(component, PAGE));
}
