// The curves of the whole training, with a mark at the moment that is shown.

const SIDE = { height: 132, left: 34, right: 8, top: 8, bottom: 20 };
const SVG = "http://www.w3.org/2000/svg";

function part(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// `course`: epochs (its length), top (of the scale), ticks [[value, text]], batches {x, y},
// training {x, y}, validation {x, y}.
export function buildCourse(course, title, width, onPick) {
  const { height, left, right, top, bottom } = SIDE;
  const across = (x) => left + (x / course.epochs) * (width - left - right);
  const up = (y) => height - bottom - (Math.min(y, course.top) / course.top) * (height - top - bottom);
  const line = ({ x, y }) => x.map((each, at) => `${at ? "L" : "M"}${across(each).toFixed(1)} ${up(y[at]).toFixed(1)}`).join("");
  const svg = part("svg", { viewBox: `0 0 ${width} ${height}`, class: "course", role: "img", "aria-label": title });
  for (const [value, text] of course.ticks) {
    svg.append(part("line", { x1: left, x2: width - right, y1: up(value), y2: up(value), class: "rule" }),
      part("text", { x: left - 5, y: up(value) + 4, "text-anchor": "end" }, text));
  }
  for (const epoch of course.marks)
    svg.append(part("text", { x: across(epoch), y: height - 5, "text-anchor": "middle" }, epoch));
  for (const kind of ["batches", "training", "validation"])
    svg.append(part("path", { d: line(course[kind]), class: kind }));
  const cursor = part("line", { y1: top, y2: height - bottom, class: "cursor" });
  const dot = part("circle", { r: 4.5, class: "dot" });
  svg.append(cursor, dot);
  svg.addEventListener("click", (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    onPick(((x - left) / (width - left - right)) * course.epochs);
  });
  const show = (position) => {
    cursor.setAttribute("x1", across(position));
    cursor.setAttribute("x2", across(position));
    const at = course.validation.x.indexOf(position);
    dot.setAttribute("visibility", at < 0 ? "hidden" : "visible");
    if (at >= 0) dot.setAttribute("cx", across(position));
    if (at >= 0) dot.setAttribute("cy", up(course.validation.y[at]));
  };
  return { svg, show };
}
