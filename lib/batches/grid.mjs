// Every picture in every epoch: which batch it is in, and who keeps it company.
import { element } from "../browser/element.mjs";
import { fill } from "../browser/text.mjs";
import { arrangeGrid } from "./layout.mjs";
import { batchAround, companions, inverse } from "./order.mjs";
import { readParts } from "../browser/parts.mjs";

export default function ({ data, parentElement }) {
  const host = parentElement.querySelector(".grid");
  const { view, rest } = readParts(data);
  const grid = host.grid ?? buildGrid(host);
  grid.view = view;
  const all = new Uint16Array(rest.buffer, 0, view.epochs * view.count);
  grid.orders = Array.from({ length: view.epochs }, (_, epoch) =>
    all.subarray(epoch * view.count, (epoch + 1) * view.count));
  grid.places = grid.orders.map((order) => inverse(order));
  showSheet(grid, rest.subarray(2 * all.length));
  paintGrid(grid);
  sayGrid(grid);
  host.repaint = () => paintGrid(grid);
  const watcher = new ResizeObserver(() => { if (host.clientWidth !== grid.width) paintGrid(grid); });
  watcher.observe(host);
  return () => watcher.disconnect();
}

function buildGrid(host) {
  const grid = { host, pointed: null, sheet: null };
  grid.canvas = element("canvas", { tabindex: "0", role: "img" });
  grid.thumb = element("i", { class: "thumb" });
  grid.said = element("div", { class: "said", "aria-live": "polite" });
  const at = (event) => {
    const box = grid.canvas.getBoundingClientRect();
    return grid.layout.find(event.clientX - box.left, event.clientY - box.top);
  };
  grid.canvas.addEventListener("pointermove", (event) => pointGrid(grid, at(event)));
  grid.canvas.addEventListener("pointerdown", (event) => pointGrid(grid, at(event)));
  grid.canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") pointGrid(grid, null);
  });
  grid.canvas.addEventListener("blur", () => pointGrid(grid, null));
  grid.canvas.addEventListener("keydown", (event) => moveInGrid(grid, event));
  host.replaceChildren(grid.canvas, element("div", { class: "line" }, grid.thumb, grid.said));
  host.grid = grid;
  return grid;
}

function showSheet(grid, bytes) {
  if (grid.sheet) return; // the same sheet for every order
  grid.sheet = URL.createObjectURL(new Blob([bytes], { type: "image/webp" }));
  grid.thumb.style.backgroundImage = `url(${grid.sheet})`;
}

// -- pointing --------------------------------------------------------------------------------

function pointGrid(grid, spot) {
  const same = grid.pointed?.epoch === spot?.epoch && grid.pointed?.place === spot?.place;
  if (same) return;
  grid.pointed = spot;
  paintGrid(grid);
  sayGrid(grid);
}

function moveInGrid(grid, event) {
  const { view, pointed } = grid;
  const along = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") return pointGrid(grid, null);
  if (!along && !down) return undefined;
  event.preventDefault();
  if (!pointed) return pointGrid(grid, { epoch: 0, place: 0 });
  if (along)
    return pointGrid(grid, { ...pointed,
      place: Math.max(0, Math.min(view.count - 1, pointed.place + along)) });
  // Down and up follow the picture into the next epoch.
  const epoch = Math.max(0, Math.min(view.epochs - 1, pointed.epoch + down));
  const picture = grid.orders[pointed.epoch][pointed.place];
  return pointGrid(grid, { epoch, place: grid.places[epoch][picture] });
}

// -- drawing ---------------------------------------------------------------------------------

function paintGrid(grid) {
  const { host, view, canvas } = grid;
  grid.width = host.clientWidth;
  const layout = grid.layout = arrangeGrid(grid.width, view);
  const dense = window.devicePixelRatio || 1;
  canvas.width = Math.round(grid.width * dense);
  canvas.height = Math.round(layout.height * dense);
  canvas.style.height = `${layout.height}px`;
  canvas.setAttribute("aria-label", view.words.alt);
  const brush = canvas.getContext("2d");
  brush.scale(dense, dense);
  const style = getComputedStyle(host);
  brush.font = `12px ${style.fontFamily}`;
  brush.textBaseline = "middle";
  const lit = litPictures(grid);
  for (let epoch = 0; epoch < view.epochs; epoch++) paintEpoch(grid, brush, epoch, lit, style.color);
  host.dataset.painted = view.name;
}

function litPictures({ pointed, orders, view }) {
  return pointed ? new Set(batchAround(orders[pointed.epoch], view.batch, pointed.place)) : null;
}

function paintEpoch(grid, brush, epoch, lit, ink) {
  const { view, layout, orders, places, pointed } = grid;
  const batches = Math.ceil(view.count / view.batch);
  brush.fillStyle = ink;
  brush.globalAlpha = 1;
  const top = epoch * layout.row;
  brush.textAlign = "left";
  brush.fillText(fill(view.words.epoch, { epoch: epoch + 1 }), 0,
    layout.wide ? top + layout.head + 2 * layout.cell : top + 8);
  brush.textAlign = "center";
  view.origins[epoch].forEach((origin, number) => {
    const { x, y } = layout.at(epoch, number * view.batch);
    brush.globalAlpha = origin < 0 ? 0.45 : 1;
    const wide = layout.cell * (layout.wide ? 8 : 4);
    brush.fillText(origin < 0 ? "–" : origin + 1, x + wide / 2, y - 8);
  });
  orders[epoch].forEach((picture, place) => {
    const { x, y } = layout.at(epoch, place);
    const home = Math.floor(places[0][picture] / view.batch);
    // Neighbours in lightness, too: the hues of fifteen batches alone lie close together.
    brush.fillStyle = `oklch(${home % 2 ? 0.74 : 0.58} .15 ${Math.round((360 * home) / batches)})`;
    brush.globalAlpha = !lit || lit.has(picture) ? 1 : 0.13;
    brush.fillRect(x, y, layout.cell - 0.7, layout.cell - 0.7);
  });
  if (!pointed) return;
  const picture = orders[pointed.epoch][pointed.place];
  const { x, y } = layout.at(epoch, places[epoch][picture]);
  brush.globalAlpha = 1;
  brush.strokeStyle = ink;
  brush.lineWidth = 2;
  brush.strokeRect(x - 1.5, y - 1.5, layout.cell + 2.3, layout.cell + 2.3);
}

// -- words -----------------------------------------------------------------------------------

function sayGrid(grid) {
  const { view, pointed, said, thumb, orders, places } = grid;
  said.classList.toggle("hint", !pointed);
  thumb.classList.toggle("shown", Boolean(pointed));
  if (!pointed) {
    said.textContent = view.words.hint;
    return;
  }
  const picture = orders[pointed.epoch][pointed.place];
  const label = view.starts.findLastIndex((start) => start <= picture);
  const batches = places.map((place) => Math.floor(place[picture] / view.batch) + 1);
  const members = batchAround(orders[pointed.epoch], view.batch, pointed.place);
  said.textContent = fill(view.words.picture, {
    class: view.classes[label], number: picture - view.starts[label] + 1,
    batches: batches.join(", "), others: members.length - 1, epochs: view.epochs,
    met: companions(orders.map((order) => [...order]), view.batch, picture),
  });
  const rows = Math.ceil(view.count / view.columns), column = picture % view.columns;
  const row = Math.floor(picture / view.columns);
  thumb.style.backgroundSize = `${100 * view.columns}% ${100 * rows}%`;
  thumb.style.backgroundPosition =
    `${(100 * column) / (view.columns - 1)}% ${(100 * row) / (rows - 1)}%`;
}
