"""Ways to compute the same, under each other: a bar, the count, where it comes from, the time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lib.figures.theme import LAYER_KINDS


@dataclass(frozen=True)
class Entry:
    """One way.

    Attributes:
        title: What it is called.
        operations: How many operations; decides the length of the bar.
        formula: The product that they are.
        memory: A phrase about memory.
        time: A phrase about measured time.
        sparse: Whether only the cells under the kernel count, which decides the colour.
    """

    title: str
    operations: int
    formula: str
    memory: str
    time: str
    sparse: bool


def ledger(entries: Sequence[Entry], *, unit: str, alt: str) -> str:
    """HTML for ``st.html``: words, so it stays readable on a narrow screen; bars are logarithmic.

    Args:
        entries: In order.
        unit: What is counted, such as "operations".
        alt: What the bars show.
    """
    most = max(entry.operations for entry in entries)
    rows = "".join(_row(entry, most, unit) for entry in entries)
    return f'{_RULES}<div class="edge-ledger" role="group" aria-label="{escape(alt)}">{rows}</div>'


def _row(entry: Entry, most: int, unit: str) -> str:
    length = 100 * math.log10(max(entry.operations, 2)) / math.log10(max(most, 10))
    colour = LAYER_KINDS["convolution" if entry.sparse else "dense"]
    return (
        f"<section><h4>{escape(entry.title)}</h4>"
        f'<p class="count"><b>{entry.operations:,}</b> {escape(unit)}</p>'
        f'<div class="bar"><i style="width:{length:.2f}%;background:{colour}"></i></div>'
        f'<p class="formula">{escape(entry.formula)}</p>'
        f"<p>{escape(entry.memory)}</p><p>{escape(entry.time)}</p></section>"
    )


_RULES = """
<style>
.edge-ledger {display: grid; gap: .9rem; font-variant-numeric: tabular-nums;}
.edge-ledger section {display: grid; grid-template-columns: 1fr auto; gap: 0 1rem;
  align-items: baseline;}
.edge-ledger h4 {margin: 0; padding: 0; font-size: 1rem; font-weight: 650;}
.edge-ledger p {margin: 0; font-size: .86rem; opacity: .82;}
.edge-ledger .count {opacity: 1; font-size: .92rem; text-align: right;}
.edge-ledger .count b {font-size: 1.15rem;}
.edge-ledger .bar {grid-column: 1 / -1; height: .8rem; margin: .2rem 0 .25rem; border-radius: 4px;
  background: color-mix(in srgb, currentColor 7%, transparent); overflow: hidden;}
.edge-ledger .bar i {display: block; height: 100%; border-radius: 4px;}
.edge-ledger .formula {grid-column: 1 / -1;}
.edge-ledger p:last-child {text-align: right;}
@media (max-width: 640px) {
  .edge-ledger section {grid-template-columns: 1fr;}
  .edge-ledger p:last-child, .edge-ledger .count {text-align: left;}
}
</style>
"""
