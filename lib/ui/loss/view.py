"""What a view of the page about the loss is, and what the views share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.figures.bars import TwoForms
from lib.operations.checks.worked import Worked
from lib.snippets.snippet import Snippet
from lib.ui.loss.controls import ChosenLogits
from lib.words import Words


@dataclass(frozen=True)
class View:
    """One view, ready to be shown.

    Attributes:
        drawing: Of the numbers.
        snippet: Keras code for them.
        options: What can be answered to the view's question, each with its words.
        answer: The right one.
        facts: For the slots of the caption, the questions and the text.
        worked: The answer to the check at the end.
        note: What has to be said above the drawing, if anything.
    """

    drawing: TwoForms
    snippet: Snippet
    options: Mapping[str, str]
    answer: str
    facts: Mapping[str, object]
    worked: Worked
    note: str = ""


def common_facts(chosen: ChosenLogits, say: Words) -> dict[str, object]:
    """Facts that every view's text may use."""
    return {"truth": chosen.names[chosen.label], "classes": len(chosen.names)}


def options(say: Words, *codes: str) -> dict[str, str]:
    """Answers to choose from, in words."""
    return {code: say(f"loss.option.{code}") for code in codes}


def compare(value: float, other: float) -> str:
    """``"less"``, ``"same"`` or ``"more"``; the last digits are rounding."""
    if abs(value - other) <= 1e-6 * max(1.0, abs(other)):
        return "same"
    return "less" if value < other else "more"
