"""The views of what happens: from logits to a loss, labels, gradient, temperature."""

from __future__ import annotations

import numpy as np

from lib.figures.loss.flow import flow_drawing
from lib.figures.loss.gradient import gradient_drawing
from lib.figures.loss.labels import labels_drawing
from lib.figures.loss.temperature import temperature_drawing
from lib.figures.readable import readable, readable_latex, subtracted
from lib.operations.checks import loss as checks
from lib.operations.loss import gradient_check, label_forms, loss_steps, tempered
from lib.snippets.loss import (
    flow_snippet,
    gradient_snippet,
    labels_snippet,
    temperature_snippet,
)
from lib.ui.loss.controls import TEMPERATURES, ChosenLogits
from lib.ui.loss.view import View, common_facts, compare, options
from lib.words import Words

_MOVED = 3.0  # what the first question adds to every logit


def flow_view(chosen: ChosenLogits, say: Words) -> View:
    """Logits to loss."""
    steps = loss_steps(chosen.logits, chosen.label)
    moved = loss_steps(steps.logits + _MOVED, chosen.label)
    order = np.argsort(-steps.logits, kind="stable")
    first, second = int(order[0]), int(order[1])
    lead = float(steps.logits[first] - steps.logits[second])
    ignorant = float(np.log(len(chosen.names)))
    facts = {
        **common_facts(chosen, say),
        "first": chosen.names[first],
        "second": chosen.names[second],
        "lead": f"{lead:.1f}",
        "ratio": readable(float(np.exp(lead))),
        "p": readable(steps.probabilities[chosen.label]),
        "loss": readable(steps.loss),
        "moved": readable(moved.loss),
        "ignorant": readable(ignorant),
        "compared": say(f"loss.compared.{compare(steps.loss, ignorant)}"),
        "terms": " + ".join(f"e^{{{z:.1f}}}" for z in chosen.logits),
        "logit": f"{chosen.logits[chosen.label]:.1f}",
        "subtracted": subtracted(f"{chosen.logits[chosen.label]:.1f}"),
        "exp": readable_latex(steps.exponentials[chosen.label]),
        "total": readable_latex(steps.total),
        "p_latex": readable_latex(steps.probabilities[chosen.label]),
        "loss_latex": readable_latex(steps.loss),
        "log_total": readable_latex(float(np.log(steps.total))),
    }
    return View(
        flow_drawing(steps, chosen.rows(say("loss.true")), say),
        flow_snippet(chosen.logits, chosen.label),
        options(say, "falls", "stays", "rises"),
        {"less": "falls", "same": "stays", "more": "rises"}[compare(moved.loss, steps.loss)],
        facts,
        checks.others_fall(steps),
    )


def labels_view(chosen: ChosenLogits, say: Words) -> View:
    """A label as a number and as a row."""
    forms = label_forms(chosen.logits, chosen.label)
    row = ", ".join(f"{value:.0f}" for value in forms.target)
    facts = {
        **common_facts(chosen, say),
        "label": chosen.label,
        "rival": chosen.names[checks.rival(forms.surprises, chosen.label)],
        "row": row,
        "loss": readable(forms.sparse),
        "sparse": readable_latex(forms.sparse),
        "one_hot": readable_latex(forms.one_hot),
        "products": " + ".join(
            rf"{y:.0f}\cdot {readable_latex(surprise)}"
            for y, surprise in zip(forms.target, forms.surprises, strict=True)
        ),
    }
    return View(
        labels_drawing(forms, chosen.rows(say("loss.true")), say),
        labels_snippet(chosen.logits, chosen.label),
        options(say, "sparse", "equal", "one_hot"),
        {"less": "one_hot", "same": "equal", "more": "sparse"}[
            compare(forms.sparse, forms.one_hot)
        ],
        facts,
        checks.shared_label(forms),
    )


def gradient_view(chosen: ChosenLogits, say: Words) -> View:
    """p − y, and the same measured."""
    check = gradient_check(chosen.logits, chosen.label)
    rivals = np.where(check.target == 1, -np.inf, check.probabilities)
    rival = int(rivals.argmax())
    facts = {
        **common_facts(chosen, say),
        "push": readable(-check.gradient[chosen.label]),
        "rival": chosen.names[rival],
        "rival_push": readable(check.gradient[rival]),
        "difference": readable(check.largest_difference),
        "p": readable_latex(check.probabilities[chosen.label]),
        "slope": readable_latex(check.gradient[chosen.label]),
        "measured": readable_latex(check.numeric[chosen.label]),
        "rival_p": readable_latex(check.probabilities[rival]),
        "rival_slope": readable_latex(check.gradient[rival]),
    }
    return View(
        gradient_drawing(check, chosen.rows(say("loss.true")), say),
        gradient_snippet(chosen.logits, chosen.label),
        {str(row): name for row, name in enumerate(chosen.names)},
        str(int(np.abs(check.gradient).argmax())),
        facts,
        checks.two_labels(check),
    )


def temperature_view(chosen: ChosenLogits, say: Words, temperature: float) -> View:
    """Softmax of z / T."""
    lowest, highest = TEMPERATURES
    found = tempered(chosen.logits, chosen.label, temperature, lowest=lowest, highest=highest)
    first = int(found.plain.argmax())
    compared = compare(float(found.probabilities[first]), float(found.plain[first]))
    facts = {
        **common_facts(chosen, say),
        "t": f"{temperature:g}",
        "first": chosen.names[first],
        "low": _at_low_temperature(chosen, say),
        "plain": readable(found.plain[first]),
        "p": readable(found.probabilities[first]),
        "even": readable(1 / len(chosen.names)),
        "loss": readable(found.loss),
        "plain_loss": readable(found.plain_loss),
        "logit": f"{chosen.logits[chosen.label]:.1f}",
        "scaled": readable_latex(found.scaled[chosen.label]),
        "total": readable_latex(float(np.exp(found.scaled).sum())),
        "exp": readable_latex(float(np.exp(found.scaled[chosen.label]))),
        "p_latex": readable_latex(found.probabilities[chosen.label]),
    }
    return View(
        temperature_drawing(found, chosen.rows(say("loss.true")), say),
        temperature_snippet(chosen.logits, chosen.label, temperature),
        options(say, "smaller", "same", "larger"),
        {"less": "smaller", "same": "same", "more": "larger"}[compared],
        facts,
        checks.same_softmax(temperature),
    )


def _at_low_temperature(chosen: ChosenLogits, say: Words) -> str:
    """Who gets everything when T nears 0: the largest logit, or all that are as large."""
    largest = max(chosen.logits)
    names = [name for name, z in zip(chosen.names, chosen.logits, strict=True) if z == largest]
    if len(names) == 1:
        return say("loss.tempered.low.one", first=names[0])
    listed = say("list.separator").join(names)
    return say("loss.tempered.low.several", count=len(names), names=listed)
