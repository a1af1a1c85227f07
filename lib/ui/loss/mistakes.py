"""The views of what goes wrong: from_logits told wrongly, softmax twice, overflow."""

from __future__ import annotations

import numpy as np

from lib.figures.loss.double import double_drawing
from lib.figures.loss.overflow import overflow_drawing
from lib.figures.loss.settings import settings_drawing
from lib.figures.readable import readable, readable_latex, subtracted
from lib.operations.checks import loss as checks
from lib.operations.loss_mistakes import EXP_LIMIT, double, overflow, settings
from lib.snippets.loss import double_snippet, overflow_snippet, settings_snippet
from lib.ui.loss.controls import LIMIT, ChosenLogits
from lib.ui.loss.view import View, common_facts, compare, options
from lib.words import Words


def settings_view(chosen: ChosenLogits, say: Words) -> View:
    """All four pairings."""
    found = settings(chosen.logits, chosen.label)
    told, wrong, twice, given = found
    outside = sum(not 0 < z < 1 for z in chosen.logits)  # 0 and 1 themselves are cut off, too
    truth = chosen.label
    facts = {
        **common_facts(chosen, say),
        "right": readable(told.loss),
        "given": readable(given.loss),
        "agree": _agreement(readable(told.loss), readable(given.loss), say),
        "wrong": readable(wrong.loss),
        "twice": readable(twice.loss),
        "outside": outside,
        "told_latex": readable_latex(told.loss),
        "share": readable_latex(wrong.probabilities[truth]),
        "wrong_latex": readable_latex(wrong.loss),
        "p": readable_latex(told.probabilities[truth]),
        "p_twice": readable_latex(twice.probabilities[truth]),
        "twice_latex": readable_latex(twice.loss),
        "given_latex": readable_latex(given.loss),
        "p_given": readable_latex(given.probabilities[truth]),
    }
    return View(
        settings_drawing(found, chosen.rows(say("loss.true"), compact=True), say),
        settings_snippet(chosen.logits, chosen.label),
        options(say, "small", "right", "large"),
        {"less": "small", "same": "right", "more": "large"}[compare(wrong.loss, told.loss)],
        facts,
        checks.cut_to_range(chosen.logits),
    )


def double_view(chosen: ChosenLogits, say: Words) -> View:
    """Softmax twice, and the floor."""
    found = double(chosen.logits, chosen.label, lowest=-LIMIT, highest=LIMIT)
    pairings = settings(chosen.logits, chosen.label)
    count, truth = len(chosen.names), chosen.label
    first, second = np.argsort(-found.once, kind="stable")[:2]
    facts = {
        **common_facts(chosen, say),
        "rest": count - 1,
        "floor": readable(found.floor),
        "once": readable(found.loss_once),
        "twice": readable(found.loss_twice),
        "first": chosen.names[first],
        "second": chosen.names[second],
        "top_once": readable(found.once.max()),
        "top_twice": readable(found.twice.max()),
        "slope_once": _slope(pairings[0].slopes[truth]),
        "slope_twice": _slope(pairings[2].slopes[truth]),
        "p": readable_latex(found.once[truth]),
        "p_twice": readable_latex(found.twice[truth]),
        "terms": " + ".join(f"e^{{{readable_latex(p)}}}" for p in found.once),
        "twice_latex": readable_latex(found.loss_twice),
    }
    answers = {"zero": 0.0, "floor": found.floor, "ignorant": float(np.log(count))}
    return View(
        double_drawing(found, chosen.rows(say("loss.true")), say),
        double_snippet(chosen.logits, chosen.label),
        {code: readable(value) for code, value in answers.items()},
        min(answers, key=lambda code: abs(answers[code] - found.loss_when_sure)),
        facts,
        checks.flattened_lead(found),
    )


def overflow_view(chosen: ChosenLogits, say: Words, size: float) -> View:
    """Large logits in float32."""
    found = overflow(chosen.logits, chosen.label, size)
    truth = chosen.label
    facts = {
        **common_facts(chosen, say),
        "largest": readable(found.largest),
        "reason": say(f"loss.reason.{found.reason}"),
        "naive": readable(found.naive_loss),
        "loss": readable(found.loss),
        "clipped": readable(found.clipped_loss),
        "limit": f"{EXP_LIMIT:.2f}",
        "m": readable_latex(found.largest),
        "total": readable_latex(float(found.exponentials.sum())),
        "subtracted": subtracted(readable_latex(float(found.logits[truth]))),
        "loss_latex": readable_latex(found.loss),
        "naive_exp": readable_latex(float(found.naive_exponentials[truth])),
        "naive_total": readable_latex(found.naive_total),
        "naive_latex": readable_latex(found.naive_loss),
    }
    return View(
        overflow_drawing(found, chosen.rows(say("loss.true"), compact=True), say),
        overflow_snippet(chosen.logits, chosen.label, size),
        options(say, "number", "infinite", "nan"),
        found.outcome,
        facts,
        checks.infinite_in_half(found),
        note="" if found.logits.any() else say("loss.size.zero"),
    )


def _agreement(right: str, given: str, say: Words) -> str:
    """Whether both right settings give the same: very small probabilities are cut off."""
    which = "same" if right == given else "cut"
    return say(f"loss.settings.agree.{which}", right=right, given=given)


def _slope(measured: float) -> str:
    return readable(round(float(measured), 6) + 0.0)  # beyond that a difference is noise
