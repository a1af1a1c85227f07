"""``1. / 255``, ``1 / 255`` and ``1 // 255``: one number or two, on the bits."""

from __future__ import annotations

from lib.operations.checks.training import negative_floor
from lib.ui.asking import Asking
from lib.ui.check import ask
from lib.ui.page import Page
from lib.ui.questions.pictures import show_factors


def draw(page: Page) -> None:
    """The factors, their bits, and what became of them in Python 2."""
    facts = show_factors(page, Asking(page))
    page.block("division", **facts, floor=1 // 255)
    ask(page, "division", negative_floor(facts["pixel"]))
