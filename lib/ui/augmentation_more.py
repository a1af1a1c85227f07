"""The views of augmentation about prediction, broken labels and counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.distinct_curve import distinct_curve
from lib.figures.resize_pictures import Tile, png, tiles
from lib.jobs import engine
from lib.operations.augmentation import Augmentation, Draws, Inference, distinct_so_far
from lib.operations.symbol_reading import kept_share, most_common_error, read_symbols
from lib.ui.augmentation_view import COLUMNS, DRAWS, SIDE_SHOWN, ask, draw_note
from lib.ui.page import Page
from lib.ui.page import door as link
from lib.ui.picture import ChosenPicture

SAMPLE = 200  # draws that are counted


def ask_symbol(symbol: str, settings: Augmentation, seed: int) -> Draws:
    """A sign through the layers."""
    key = ("augmentation/symbol", symbol, settings, seed)
    kept: dict[Any, Draws] = st.session_state.setdefault("augmentation/symbols", {})
    if key not in kept:
        kept.clear()  # the last one is enough
        kept[key] = engine.quick(
            "lib.models.augmenting", "symbol_draws", symbol, settings, seed, SAMPLE, timeout=60.0
        )
    return kept[key]


def show_inference(page: Page, found: Inference) -> None:
    """The same layers, called both ways."""
    say = page.say
    pictures = {
        "original": (found.original, None),
        "training": (found.training, found.training_difference),
        "prediction": (found.prediction, found.prediction_difference),
    }
    for place, (name, (pixels, difference)) in zip(st.columns(3, gap="medium"), pictures.items(),
                                                   strict=True):  # fmt: skip
        with place:
            st.markdown(f"**{say(f'augmentation.called.{name}')}**")
            with st.container(key=f"pixels-{name}"):
                st.image(png(pixels), width="stretch", output_format="PNG",
                         alt=say(f"augmentation.called.{name}"))  # fmt: skip
            if difference is not None:
                st.caption(say("augmentation.called.difference", difference=f"{difference:g}"))


def show_symbols(page: Page, symbol: str, found: Draws) -> tuple[str, ...]:
    """The first draws, each with what it is read as; all readings."""
    say = page.say
    readings = read_symbols(found.pictures, symbol)
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
    drawing(tiles(pictures, columns=COLUMNS, side=SIDE_SHOWN), say=say, key="augmentation.signs",
            alt=say("augmentation.signs.alt"), hint=say("augmentation.draws.hint"))  # fmt: skip
    return readings


def reading_facts(page: Page, symbol: str, readings: tuple[str, ...]) -> dict[str, Any]:
    """How often the label survived, and what it became most often."""
    say = page.say
    error = most_common_error(readings, symbol)
    share = kept_share(readings, symbol)
    return {
        "symbol": say(f"augmentation.symbol.{symbol}"),
        "count": len(readings),
        "kept": round(share * len(readings)),
        "share": f"{share:.0%}",
        "error": say("augmentation.error.none")
        if error is None
        else say("augmentation.error.some", read=say(f"augmentation.symbol.{error}")),
    }


def show_count(page: Page, digests: Sequence[str], coins: Sequence[str]) -> None:
    """How many different pictures there are after so many draws."""
    say = page.say
    found, flips = distinct_so_far(list(digests)), distinct_so_far(list(coins))
    svg = distinct_curve(
        found, flips,
        titles=(say("augmentation.count.vertical"), say("augmentation.count.horizontal")),
        sentences=(
            say("augmentation.count.found", draws=len(found), different=found[-1]),
            say("augmentation.count.flips", draws=len(flips), different=flips[-1]),
        ),
    )  # fmt: skip
    drawing(svg, say=say, key="augmentation.count", alt=say("augmentation.count.alt"))


def count_facts(
    page: Page, settings: Augmentation, digests: Sequence[str], amounts: tuple[int, int]
) -> dict[str, Any]:
    """Pictures shown, and of how many there can be different ones."""
    files, epochs = amounts
    bound = settings.bound
    at_most = files * epochs if bound is None else files * min(bound, epochs)
    kind = "none" if bound == 1 else "coin" if bound else "real"
    return {
        "files": f"{files:,}",
        "epochs": epochs,
        "shown": f"{files * epochs:,}",
        "at_most": f"{at_most:,}",
        "draws": len(digests),
        "different": len(set(digests)),
        "bound": page.say(f"augmentation.bound.{kind}"),
    }


def train_doors(page: Page) -> None:
    """To a training with augmentation, and to the same without."""
    with st.container(horizontal=True):
        link("train", label=page.say("augmentation.door.with"))
        link("train", label=page.say("augmentation.door.without"),
             query_params={"flip": "none", "rotation": "0", "zoom": "0"})  # fmt: skip


def both_directions(page: Page, picture: ChosenPicture, seed: int) -> int:
    """How many different pictures ``RandomFlip("horizontal_and_vertical")`` makes of one."""
    both = Augmentation("horizontal_and_vertical", 0.0, 0.0)
    return len(set(ask(page, "distinct", picture, both, seed, SAMPLE)))


def near_counts(answer: int, total: int) -> list[int]:
    """Counts to choose from, the right one among them."""
    return sorted({answer, *((answer + total * step // 4) % (total + 1) for step in (1, 2, 3))})
