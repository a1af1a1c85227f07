"""Softmax at a temperature, beside temperature 1 and along all temperatures."""

from __future__ import annotations

from lib.figures.bar_panels import NARROW_WIDTH, side_by_side, stacked
from lib.figures.bars import Bar, Panel, Rows, TwoForms
from lib.figures.line_plot import Axis, Curve, Plot, line_plot, upright
from lib.figures.loss import WIDTH
from lib.figures.loss.flow import LOGIT_PEAK
from lib.figures.loss.parts import value_panel
from lib.figures.readable import readable
from lib.figures.svg import drawing_frame
from lib.operations.loss import Tempered
from lib.words import Words

_BARS = 496.0  # width of the panels in the wide form


def temperature_drawing(tempered: Tempered, rows: Rows, say: Words) -> TwoForms:
    """``z / T``, its softmax with the outline of T = 1, and every class along T."""
    panels = (_scaled(tempered, rows, say), _probabilities(tempered, rows, say))
    height = rows.height
    plot = _plot(tempered, rows, say, x=_BARS + 30, width=WIDTH - _BARS - 30, height=height)
    wide = drawing_frame(WIDTH, height, side_by_side(panels, rows, width=_BARS), plot)
    narrow = _plot(tempered, rows, say, x=0, width=NARROW_WIDTH, height=height)
    return TwoForms(wide, stacked(panels, rows, (narrow, height)))


def _scaled(tempered: Tempered, rows: Rows, say: Words) -> Panel:
    t = f"{tempered.temperature:g}"
    says = [
        say("loss.say.scaled", name=name, z=readable(z * tempered.temperature), t=t, s=readable(z))
        for name, z in zip(rows.names, tempered.scaled, strict=True)
    ]
    return value_panel(
        "scaled",
        ("loss.panel.scaled", "loss.panel.scaled.note"),
        tempered.scaled,
        say,
        says=says,
        peak=LOGIT_PEAK,
        signed=True,
    )


def _probabilities(tempered: Tempered, rows: Rows, say: Words) -> Panel:
    t = f"{tempered.temperature:g}"
    bars = tuple(
        Bar(
            float(p),
            readable(p),
            say("loss.say.tempered", name=name, t=t, p=readable(p), plain=readable(plain)),
            f"scaled.{row} curve.{row}",
            ghost=float(plain),
        )
        for row, (name, p, plain) in enumerate(
            zip(rows.names, tempered.probabilities, tempered.plain, strict=True)
        )
    )
    return Panel(
        "tempered",
        say("loss.panel.tempered", t=t),
        say("loss.panel.tempered.note"),
        bars,
        peak=1.0,
        foot=say("loss.foot.loss", loss=readable(tempered.loss)),
        strong=True,
        joint="→",
    )


def _plot(
    tempered: Tempered, rows: Rows, say: Words, *, x: float, width: float, height: float
) -> str:
    ticks = [(value, f"{value:g}") for value in (0.1, 0.3, 1.0, 3.0, 10.0)]
    low, high = float(tempered.temperatures[0]), float(tempered.temperatures[-1])
    across = Axis(low, high, ticks, say("loss.axis.temperature"), logarithmic=True)
    up = Axis(0.0, 1.0, [(0.0, "0"), (0.5, "0.5"), (1.0, "1")], say("loss.axis.probability"))
    plot = Plot(x, 0.0, width, height, across, up)
    order = [row for row in range(len(rows.names)) if row != rows.truth] + [rows.truth]
    curves = [
        Curve(
            f"curve.{row}",
            tempered.temperatures,
            tempered.curve[:, row],
            "accent" if row == rows.truth else "faint",
            say(
                "loss.say.curve.temperature",
                name=rows.names[row],
                low=f"{low:g}",
                high=f"{high:g}",
                first=readable(tempered.curve[0, row]),
                last=readable(tempered.curve[-1, row]),
            ),
            (tempered.temperature, float(tempered.probabilities[row])),
            f"tempered.{row}",
        )
        for row in order
    ]
    return upright(plot, tempered.temperature) + line_plot(plot, curves)
