// The component that shows a lens, with the script that is already there, in the language it speaks.
import { offered } from "../browser/door.mjs";

export default async function (component) {
  const { data } = component;
  const length = new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
  const { language } = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + length)));
  const mount = await offered(`lens ${language}`);
  return mount(component);
}
