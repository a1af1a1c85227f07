"""The slope of the loss along each logit, by the formula and measured."""

from __future__ import annotations

from lib.figures.bar_panels import two_forms
from lib.figures.bars import Rows, TwoForms
from lib.figures.loss import WIDTH
from lib.figures.loss.parts import value_panel
from lib.figures.readable import readable
from lib.operations.loss import GradientCheck
from lib.words import Words


def gradient_drawing(check: GradientCheck, rows: Rows, say: Words) -> TwoForms:
    """p, y, their difference, and the same slopes measured."""
    quadruples = zip(rows.names, check.probabilities, check.target, check.gradient, strict=True)
    says = [
        say(
            "loss.say.gradient",
            name=name,
            p=readable(p),
            y=f"{y:.0f}",
            slope=readable(slope),
            way=say("loss.way.up" if slope < 0 else "loss.way.down"),
        )
        for name, p, y, slope in quadruples
    ]
    measured = [
        say("loss.say.measured", name=name, slope=readable(slope))
        for name, slope in zip(rows.names, check.numeric, strict=True)
    ]
    p_says = [
        say("loss.say.probability", name=name, p=readable(p))
        for name, p in zip(rows.names, check.probabilities, strict=True)
    ]
    y_says = [
        say("loss.say.target", name=name, value=f"{y:.0f}")
        for name, y in zip(rows.names, check.target, strict=True)
    ]
    difference = readable(check.largest_difference)
    panels = (
        value_panel(
            "p", ("loss.panel.p", "loss.panel.p.note"), check.probabilities, say, says=p_says
        ),
        value_panel(
            "target",
            ("loss.panel.target", "loss.panel.target.note"),
            check.target,
            say,
            says=y_says,
            texts=[f"{y:.0f}" for y in check.target],
            joint="−",
        ),
        value_panel(
            "gradient",
            ("loss.panel.gradient", "loss.panel.gradient.note"),
            check.gradient,
            say,
            says=says,
            links=("p", "target"),
            signed=True,
            joint="=",
            foot=f"Σ = {readable(round(float(check.gradient.sum()), 9) + 0.0)}",
        ),
        value_panel(
            "numeric",
            ("loss.panel.numeric", "loss.panel.numeric.note"),
            check.numeric,
            say,
            says=measured,
            links=("gradient",),
            signed=True,
            joint="≈",
            foot=say("loss.foot.difference", difference=difference),
        ),
    )
    return two_forms(panels, rows, width=WIDTH)
