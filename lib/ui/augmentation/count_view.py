"""How many different pictures the network is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.distinct_curve import NARROW, distinct_curve
from lib.figures.readable import latex_count
from lib.operations.augmentation import Augmentation, distinct_so_far, presentations
from lib.operations.checks.augmentation import two_coins
from lib.snippets.augmentation import count_snippet
from lib.ui.asking import UNKNOWN, Asking
from lib.ui.augmentation.controls import choose_amounts, choose_draw, choose_settings
from lib.ui.augmentation.shared import ask
from lib.ui.page import Page
from lib.ui.picture import choose_picture
from lib.ui.predict_first import predict_first
from lib.ui.views import finish

_SAMPLE = 200  # draws that are counted
_COIN = Augmentation("horizontal", 0.0, 0.0)
_BOTH = Augmentation("horizontal_and_vertical", 0.0, 0.0)


def draw(page: Page) -> None:
    """Controls, two curves, words."""
    asking = Asking(page)
    at_controls, at_figure = st.columns([1, 1.8], gap="large")
    with at_controls:
        picture = choose_picture(page)
        amounts = choose_amounts(page)
        settings, seed = choose_settings(page), choose_draw(page)
    if picture is None:
        return
    digests, coins, both = (
        ask(asking, "distinct", picture, layers, seed, _SAMPLE)
        for layers in (settings, _COIN, _BOTH)
    )
    facts = _facts(page, settings, digests, amounts)
    with at_figure:
        if digests is None or coins is None or both is None:
            asking.still_starting()
        else:
            _show(page, digests, coins)
            different = len(set(both))  # 1 of a picture that half a turn does not change
            predict_first(page, "both", sorted({2, 4, 8, different}), answer=different, **facts)
    files, epochs = amounts
    formula = {
        "files_latex": latex_count(files),
        "shown_latex": latex_count(presentations(files, epochs)),
    }
    snippet = count_snippet(files=files, epochs=epochs)
    finish(page, "count", snippet, two_coins(files, epochs), **facts, **formula)
    asking.wait()


def _show(page: Page, digests: Sequence[str], coins: Sequence[str]) -> None:
    """How many different pictures there are after so many draws."""
    say = page.say
    found, flips = distinct_so_far(list(digests)), distinct_so_far(list(coins))
    titles = (say("augmentation.count.vertical"), say("augmentation.count.horizontal"))
    sentences = (
        say("augmentation.count.found", draws=len(found), different=found[-1]),
        say("augmentation.count.flips", draws=len(flips), different=flips[-1]),
    )
    drawing(
        distinct_curve(found, flips, titles=titles, sentences=sentences),
        narrow=distinct_curve(found, flips, titles=titles, sentences=sentences, width=NARROW),
        say=say,
        key="augmentation.count",
        alt=say("augmentation.count.alt"),
    )


def _facts(
    page: Page,
    settings: Augmentation,
    digests: Sequence[str] | None,
    amounts: tuple[int, int],
) -> dict[str, Any]:
    """Pictures shown, and of how many there can be different ones."""
    files, epochs = amounts
    bound = settings.bound
    shown = presentations(files, epochs)
    at_most = shown if bound is None else files * min(bound, epochs)
    kind = "none" if bound == 1 else "coin" if bound else "real"
    return {
        "files": f"{files:,}",
        "epochs": epochs,
        "shown": f"{shown:,}",
        "at_most": f"{at_most:,}",
        "draws": _SAMPLE,
        "different": UNKNOWN if digests is None else len(set(digests)),
        "bound": page.say(f"augmentation.bound.{kind}"),
    }
