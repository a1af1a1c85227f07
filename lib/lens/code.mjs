// The component that brings the lens's script to the page, and shows nothing itself.
import { offer } from "../browser/door.mjs";
import { mountLens } from "./lens.mjs";

// PAGE stands at the head of the joined script: { language, words, css, theme }.
export default function ({ parentElement }) {
  // It takes no room: Streamlit would leave a gap above the lens.
  const { host = parentElement } = parentElement.getRootNode();
  const container = host.closest("[data-testid=stElementContainer]");
  if (container) container.style.position = "absolute";
  offer(`lens ${PAGE.language}`, (component) => mountLens(component, PAGE));
}
