"""Softmax taken once and twice, and the two losses while the true logit grows."""

from __future__ import annotations

from lib.figures.bar_panels import NARROW_WIDTH, side_by_side, stacked
from lib.figures.bars import Rows, TwoForms
from lib.figures.grids import short_number
from lib.figures.line_plot import Axis, Curve, Plot, level, line_plot, upright
from lib.figures.loss import WIDTH
from lib.figures.loss.parts import value_panel
from lib.figures.readable import readable
from lib.figures.svg import drawing_frame
from lib.operations.loss_mistakes import DoubleSoftmax
from lib.words import Words

_BARS = 496.0  # width of the panels in the wide form
_PEAK = 4.0  # the largest loss in the plot


def double_drawing(double: DoubleSoftmax, rows: Rows, say: Words) -> TwoForms:
    """Two panels of probabilities, and a plot with both losses and the floor of one."""
    panels = []
    for key, values, loss, joint in (
        ("once", double.once, double.loss_once, ""),
        ("twice", double.twice, double.loss_twice, "→"),
    ):
        says = [
            say(f"loss.say.{key}", name=name, p=readable(p), once=readable(once))
            for name, p, once in zip(rows.names, values, double.once, strict=True)
        ]
        panels.append(
            value_panel(
                key,
                (f"loss.panel.{key}", f"loss.panel.{key}.note"),
                values,
                say,
                says=says,
                links=("once",) if key == "twice" else (),
                foot=say("loss.foot.loss", loss=readable(loss)),
                strong=True,
                joint=joint,
                mood="wrong" if key == "twice" else "right",
            )
        )
    height = rows.height
    plot = _plot(double, say, rows, x=_BARS + 30, width=WIDTH - _BARS - 30, height=height)
    wide = drawing_frame(WIDTH, height, side_by_side(panels, rows, width=_BARS), plot)
    narrow = _plot(double, say, rows, x=0, width=NARROW_WIDTH, height=height)
    return TwoForms(wide, stacked(panels, rows, (narrow, height)))


def _plot(
    double: DoubleSoftmax, say: Words, rows: Rows, *, x: float, width: float, height: float
) -> str:
    low, high = float(double.moved[0]), float(double.moved[-1])
    name = rows.names[rows.truth]
    across = Axis(
        low,
        high,
        [(value, short_number(value, digits=6)) for value in (low, low / 2, 0.0, high / 2, high)],
        say("loss.axis.logit", name=name),
    )
    floor = readable(double.floor)
    ticks = [(0.0, "0"), (double.floor, floor), (2.0, "2"), (3.0, "3"), (_PEAK, f"{_PEAK:g}")]
    up = Axis(0.0, _PEAK, ticks, say("loss.axis.loss"))
    plot = Plot(x, 0.0, width, height, across, up)
    curves = (
        Curve(
            "curve-once",
            double.moved,
            double.curve_once,
            "right",
            say("loss.say.curve.once", loss=readable(double.loss_once)),
            (double.true_logit, double.loss_once),
        ),
        Curve(
            "curve-twice",
            double.moved,
            double.curve_twice,
            "wrong",
            say("loss.say.curve.twice", loss=readable(double.loss_twice), floor=floor),
            (double.true_logit, double.loss_twice),
        ),
    )
    return upright(plot, double.true_logit) + level(plot, double.floor) + line_plot(plot, curves)
