"""Large logits through the formula as written and through log-sum-exp, in float32."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.figures.bar_panels import HEADING, heading_mark, side_by_side, stacked
from lib.figures.bars import Heading, Panel, Rows, TwoForms
from lib.figures.loss import WIDTH
from lib.figures.loss.parts import value_panel
from lib.figures.readable import readable
from lib.figures.svg import drawing_frame
from lib.operations.loss_mistakes import Overflow
from lib.words import Words


def overflow_drawing(overflow: Overflow, rows: Rows, say: Words) -> TwoForms:
    """Two lanes of the same logits: above as the formula is written, below with m taken off."""
    lanes = (naive_lane(overflow, rows, say), stable_lane(overflow, rows, say))
    naive = Heading(
        say(f"loss.lane.naive.{overflow.outcome}"),
        "right" if overflow.outcome == "number" else "wrong",
    )
    stable = Heading(say("loss.lane.stable", largest=readable(overflow.largest)), "right")
    step = rows.height + HEADING + 10
    marks = []
    for number, (heading, lane) in enumerate(zip((naive, stable), lanes, strict=True)):
        marks.append(heading_mark(heading, number * step))
        marks.append(side_by_side(lane, rows, width=WIDTH, y=number * step + HEADING))
    wide = drawing_frame(WIDTH, 2 * step, *marks)
    headings = {0: naive, len(lanes[0]): stable}
    return TwoForms(wide, stacked([*lanes[0], *lanes[1]], rows, headings=headings))


def naive_lane(overflow: Overflow, rows: Rows, say: Words) -> tuple[Panel, ...]:
    """z, exp(z), the shares: whatever float32 makes of them."""
    total = readable(overflow.naive_total)
    return (
        _lane_panel("large", overflow.logits, rows, say, peak=float(np.abs(overflow.logits).max())),
        _lane_panel(
            "naive-e",
            overflow.naive_exponentials,
            rows,
            say,
            before=overflow.logits,
            peak=_finite_peak(overflow.naive_exponentials),
            foot=f"Σ = {total}",
        ),
        _lane_panel(
            "naive-p",
            overflow.naive,
            rows,
            say,
            before=overflow.naive_exponentials,
            total=total,
            foot=say("loss.foot.loss", loss=readable(overflow.naive_loss)),
            strong=True,
        ),
    )


def stable_lane(overflow: Overflow, rows: Rows, say: Words) -> tuple[Panel, ...]:
    """z − m, its exponentials, the shares."""
    total = readable(float(overflow.exponentials.sum()))
    return (
        _lane_panel(
            "shifted",
            overflow.shifted,
            rows,
            say,
            before=overflow.logits,
            total=readable(overflow.largest),
            peak=float(np.abs(overflow.shifted).max()),
        ),
        _lane_panel(
            "stable-e",
            overflow.exponentials,
            rows,
            say,
            before=overflow.shifted,
            foot=f"Σ = {total}",
        ),
        _lane_panel(
            "stable-p",
            overflow.probabilities,
            rows,
            say,
            before=overflow.exponentials,
            total=total,
            foot=say("loss.foot.loss", loss=readable(overflow.loss)),
            strong=True,
        ),
    )


_LINKS = {
    "large": (),
    "naive-e": ("large",),
    "naive-p": ("naive-e",),
    "shifted": ("large",),
    "stable-e": ("shifted",),
    "stable-p": ("stable-e",),
}


def _lane_panel(
    key: str,
    values: FloatArray,
    rows: Rows,
    say: Words,
    *,
    before: FloatArray | None = None,
    total: str = "",
    peak: float = 1.0,
    **options: Any,
) -> Panel:
    earlier = values if before is None else before
    says = [
        say(
            f"loss.say.{key}",
            name=name,
            before=readable(old),
            total=total,
            value=readable(new),
        )
        for name, old, new in zip(rows.names, earlier, values, strict=True)
    ]
    return value_panel(
        key,
        (f"loss.panel.{key}", f"loss.panel.{key}.note"),
        values,
        say,
        says=says,
        links=_LINKS[key],
        peak=peak,
        signed=key in ("large", "shifted"),
        joint="" if key in ("large", "shifted") else "→",
        **options,
    )


def _finite_peak(values: FloatArray) -> float:
    return max((float(value) for value in values if math.isfinite(value)), default=1.0)
