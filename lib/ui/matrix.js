// A confusion matrix whose cells are buttons: click, or Tab and Enter, shows the pictures behind.
// Rows are true classes, columns what the network said; shade is the share of the row.

export default function ({ data, parentElement, setStateValue }) {
  const [{ classes, counts, selected, labels }] = data;
  const host = parentElement.querySelector(".matrix");
  host.replaceChildren(buildTable(classes, counts, selected, labels));
  const onClick = (event) => {
    const cell = event.target.closest("button[data-cell]");
    if (cell) setStateValue("cell", cell.dataset.cell);
  };
  host.addEventListener("click", onClick);
  return () => host.removeEventListener("click", onClick);
}

function buildTable(classes, counts, selected, labels) {
  const table = element("table");
  table.append(element("caption", "", labels.caption));
  const head = element("tr");
  head.append(element("td"));
  const over = element("tr");
  over.append(element("td"));
  const predicted = element("th", "axis", labels.predicted);
  predicted.colSpan = classes.length;
  over.append(predicted);
  for (const name of classes) head.append(header(name, "col"));
  table.append(over, head);
  counts.forEach((row, trueClass) => {
    const line = element("tr");
    line.append(header(classes[trueClass], "row"));
    const total = row.reduce((sum, count) => sum + count, 0);
    row.forEach((count, predictedClass) => {
      const cell = element("td");
      cell.append(buildCell({ count, total, trueClass, predictedClass, classes, selected, labels }));
      line.append(cell);
    });
    table.append(line);
  });
  return table;
}

function buildCell({ count, total, trueClass, predictedClass, classes, selected, labels }) {
  const share = total ? count / total : 0;
  // Between pale and full lies a shade on which no text can be read: it is left out.
  const shade = share > 0.5 ? 0.7 + 0.3 * share : 0.9 * share;
  const button = element("button", trueClass === predictedClass ? "right" : "");
  const id = `${trueClass}-${predictedClass}`;
  button.dataset.cell = id;
  button.disabled = count === 0;
  button.style.setProperty("--share", shade.toFixed(3));
  button.classList.toggle("dark", share > 0.5);
  button.setAttribute("aria-pressed", String(id === selected));
  button.setAttribute(
    "aria-label",
    labels.cell
      .replace("{count}", count)
      .replace("{true}", classes[trueClass])
      .replace("{predicted}", classes[predictedClass]),
  );
  button.append(element("span", "count", count));
  return button;
}

function header(name, scope) {
  const cell = element("th", "", name);
  cell.scope = scope;
  cell.title = name;
  return cell;
}

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
