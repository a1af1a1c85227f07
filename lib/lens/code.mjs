// The component that brings the lens's script to the page, and shows nothing itself.
import { offer } from "../browser/door.mjs";
import { mountLens } from "./lens.mjs";

export default function ({ data }) {
  offer(`lens ${data.language}`, (component) => mountLens(component, data));
}
