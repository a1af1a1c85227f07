// The line under a lens: whether NumPy, on the server, comes to the same numbers as the browser.
import { fill } from "../browser/text.mjs";
import { digits } from "./digits.mjs";
import { unshuffle } from "./payload.mjs";

// Streamlit runs this again whenever data or theme change, on the same element.
export default function ({ data, parentElement }) {
  const line = parentElement.querySelector(".check");
  const payload = data && readCheck(data);
  const hear = ({ detail }) => payload && detail === payload.view.key && compare(line, payload);
  document.addEventListener("convscope-lens-result", hear);
  if (payload) inflateValues(payload.body).then((values) => {
    payload.values = values;
    compare(line, payload);
  });
  return () => document.removeEventListener("convscope-lens-result", hear);
}

function readCheck(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const view = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { view, body: bytes.slice(4 + length) };
}

async function inflateValues(body) {
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("deflate"));
  return unshuffle(new Uint8Array(await new Response(stream).arrayBuffer()));
}

function compare(line, { view, values }) {
  const lens = document.convscopeLenses?.get(view.key);
  if (!lens || !values) return;
  const { scene } = lens, { words } = view;
  const cells = scene.kernel ? [...scene.kernel.cells] : null;
  const same = lens.view.signature === view.signature && JSON.stringify(cells) === JSON.stringify(view.cells);
  if (!same) return show(line, "waiting", words.check_waiting);
  const { cells: count, difference, peak } = largestDifference(scene.output.planes, values);
  const agrees = count === values.length && difference <= view.tolerance * peak;
  show(line, agrees ? "agrees" : "differs", fill(agrees ? words.check_agrees : words.check_differs,
    { cells: count.toLocaleString("en"), difference: digits(difference, 2) }));
}

// Over all cells; planes here, cells with their channels beside each other there.
export function largestDifference(planes, values) {
  const channels = planes.length;
  let difference = 0, peak = 0;
  planes.forEach((plane, channel) => {
    for (let cell = 0; cell < plane.length; cell++) {
      const apart = Math.abs(plane[cell] - values[cell * channels + channel]);
      if (!(apart <= difference)) difference = apart;
      const size = Math.abs(plane[cell]);
      if (size > peak) peak = size;
    }
  });
  return { cells: planes.length * planes[0].length, difference, peak };
}

function show(line, state, text) {
  line.dataset.state = state;
  if (line.textContent !== text) line.textContent = text;
}
