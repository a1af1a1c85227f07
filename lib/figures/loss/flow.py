"""From logits to a loss: four steps, and the arithmetic of each."""

from __future__ import annotations

from lib.figures.bar_panels import two_forms
from lib.figures.bars import Panel, Rows, TwoForms
from lib.figures.loss import WIDTH
from lib.figures.loss.parts import surprises_panel, value_panel
from lib.figures.quantities import number_text
from lib.figures.readable import readable
from lib.operations.loss import LossSteps
from lib.words import Words

LOGIT_PEAK = 12.0  # the largest logit of the page's sliders


def flow_drawing(steps: LossSteps, rows: Rows, say: Words) -> TwoForms:
    """Logits, their exponentials, the shares of these, and −ln of the shares."""
    panels = (
        _logits(steps, rows, say),
        _exponentials(steps, rows, say),
        _probabilities(steps, rows, say),
        surprises_panel(steps.surprises, rows, say, probabilities=steps.probabilities),
    )
    return two_forms(panels, rows, width=WIDTH)


def _logits(steps: LossSteps, rows: Rows, say: Words) -> Panel:
    texts = [number_text(z, 1) for z in steps.logits]
    says = [
        say("loss.say.logit", name=name, z=text)
        for name, text in zip(rows.names, texts, strict=True)
    ]
    return value_panel(
        "z",
        ("loss.panel.z", "loss.panel.z.note"),
        steps.logits,
        say,
        says=says,
        texts=texts,
        peak=LOGIT_PEAK,
        signed=True,
    )


def _exponentials(steps: LossSteps, rows: Rows, say: Words) -> Panel:
    says = [
        say("loss.say.exp", name=name, z=number_text(z, 1), e=readable(e))
        for name, z, e in zip(rows.names, steps.logits, steps.exponentials, strict=True)
    ]
    total = readable(steps.total)
    sum_of = " + ".join(readable(e) for e in steps.exponentials)
    return value_panel(
        "e",
        ("loss.panel.e", "loss.panel.e.note"),
        steps.exponentials,
        say,
        says=says,
        links=("z",),
        peak=float(steps.exponentials.max()),
        foot=f"Σ = {total}",
        foot_say=f"{sum_of} = {total}",
        joint="→",
    )


def _probabilities(steps: LossSteps, rows: Rows, say: Words) -> Panel:
    total = readable(steps.total)
    says = [
        say("loss.say.share", name=name, e=readable(e), total=total, p=readable(p))
        for name, e, p in zip(rows.names, steps.exponentials, steps.probabilities, strict=True)
    ]
    return value_panel(
        "p",
        ("loss.panel.share", "loss.panel.p.note"),
        steps.probabilities,
        say,
        says=says,
        links=("e", "z"),
        also="e.foot",
        foot=f"Σ = {readable(round(float(steps.probabilities.sum()), 9))}",
        joint="→",
    )
