"""Signs whose meaning does not survive."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.figures.resize_pictures import Tile
from lib.operations.augmentation import Augmentation, Draws
from lib.operations.checks.augmentation import wrong_labels
from lib.operations.symbol_reading import kept_share, most_common_error, read_symbols
from lib.snippets.augmentation import half_turn_snippet
from lib.ui.asking import UNKNOWN, Asking
from lib.ui.augmentation.controls import choose_draw, choose_symbol
from lib.ui.augmentation.shared import DRAWS, draw_note, show_tiles
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.views import finish

_SAMPLE = 200  # draws that are read


def draw(page: Page) -> None:
    """Controls, signs, words."""
    asking = Asking(page)
    at_controls, at_figure = st.columns([1, 1.8], gap="large")
    with at_controls:
        symbol, settings = choose_symbol(page)
        seed = choose_draw(page)
        question = st.container()
    found = _ask_symbol(asking, symbol, settings, seed)
    readings = () if found is None else read_symbols(found.pictures, symbol)
    with at_figure:
        if found is None:
            asking.still_starting()
        else:
            _show(page, symbol, found, readings)
    facts = _facts(page, symbol, readings)
    with question:
        if found is not None:
            predict_first(page, "label", _near_counts(facts["kept"], facts["count"]),
                          answer=facts["kept"], **facts)  # fmt: skip
    worked = None if found is None else wrong_labels(facts["kept"], facts["count"])
    finish(page, "label", half_turn_snippet(), worked, **facts)
    asking.wait()


def _ask_symbol(asking: Asking, symbol: str, settings: Augmentation, seed: int) -> Draws | None:
    found: Draws | None = asking.ask(
        "lib.models.augmenting", "symbol_draws", symbol, settings, seed, _SAMPLE
    )
    return found


def _show(page: Page, symbol: str, found: Draws, readings: tuple[str, ...]) -> None:
    """The first draws, each with what it is read as."""
    say = page.say
    pictures = []
    for number, (read, value) in enumerate(zip(readings[:DRAWS], found.values, strict=False), 1):
        kept = read == symbol
        facts = {"read": say(f"augmentation.symbol.{read}")}
        note = say("augmentation.read.right" if kept else "augmentation.read.wrong", **facts)
        pictures.append(
            Tile(f"sign{number}", found.pictures[number - 1],
                 say("augmentation.draws.number", number=number), note,
                 f"{draw_note(page, value)}: {note}", "right" if kept else "wrong")
        )  # fmt: skip
    show_tiles(page, pictures, name="signs")


def _facts(page: Page, symbol: str, readings: tuple[str, ...]) -> dict[str, Any]:
    """How often the label survived, and what it became most often."""
    say = page.say
    facts: dict[str, Any] = {"symbol": say(f"augmentation.symbol.{symbol}")}
    if not readings:
        return facts | {"count": _SAMPLE, "kept": UNKNOWN, "error": ""}
    error = most_common_error(readings, symbol)
    return facts | {
        "count": len(readings),
        "kept": round(kept_share(readings, symbol) * len(readings)),
        "error": say("augmentation.error.none")
        if error is None
        else say("augmentation.error.some", read=say(f"augmentation.symbol.{error}")),
    }


def _near_counts(answer: int, total: int) -> list[int]:
    """Counts to choose from, the right one among them."""
    return sorted({answer, *((answer + total * step // 4) % (total + 1) for step in (1, 2, 3))})
