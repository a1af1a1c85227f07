// On paper a figure is as it is on the screen, only smaller: canvases do not lay themselves out anew.

const PAPER = 695; // CSS pixels between the margins of A4

export function preparePrinting() {
  addEventListener("beforeprint", () => {
    const main = document.querySelector("[data-testid=stMainBlockContainer]");
    if (!main) return;
    const style = getComputedStyle(main);
    const room = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const zoom = Math.min(1, PAPER / room);
    for (const figure of figuresOf(main)) {
      if (!figure.clientWidth) continue;
      figure.style.width = `${figure.clientWidth}px`;
      figure.style.zoom = zoom;
    }
  });
  addEventListener("afterprint", () => {
    for (const figure of figuresOf(document)) figure.style.width = figure.style.zoom = "";
  });
}

function figuresOf(root) {
  return root.querySelectorAll(".stBidiComponent, [data-testid=stPlotlyChart]");
}
