"""The figures of the page about augmentation, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.drawing.drawing import drawing
from lib.figures.distinct_curve import distinct_curve
from lib.figures.quantities import number_text
from lib.figures.resize_pictures import Tile, png, tiles
from lib.images.framing import fill_frame
from lib.jobs import engine
from lib.operations.augmentation import (
    SIDE,
    Augmentation,
    Draw,
    Draws,
    Epochs,
    Inference,
    distinct_so_far,
)
from lib.operations.symbol_reading import kept_share, most_common_error, read_symbols
from lib.ui.asked import ask_about
from lib.ui.page import Page
from lib.ui.page import door as link
from lib.ui.picture import ChosenPicture

DRAWS, EPOCHS, SAMPLE = 12, 10, 200
_COLUMNS, _SIDE = 4, 124.0


def show_original(page: Page, picture: ChosenPicture, *, width: int = 220) -> None:
    """The picture that is varied, in the size in which it is varied."""
    pixels = fill_frame(_framed(picture), SIDE, SIDE)
    st.markdown(f"**{page.say('augmentation.original')}**")
    with st.container(key="pixels-original"):
        st.image(png(pixels), width=width, output_format="PNG",
                 alt=page.say("augmentation.original"))  # fmt: skip


def ask(page: Page, function: str, picture: ChosenPicture, *arguments: Any) -> Any:
    """A question about the picture, cut and scaled to the size of the page, to the worker."""
    return ask_about(
        page, "augmenting", function, f"{picture.digest}/{SIDE}", _framed(picture), *arguments
    )


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


def show_draws(page: Page, found: Draws, *, name: str) -> None:
    """Every draw as a small picture with what was drawn."""
    say = page.say
    pictures = [
        Tile(
            f"{name}{number}",
            picture,
            say(f"augmentation.{name}.number", number=number),
            draw_note(page, value, brief=True),
            draw_note(page, value),
        )
        for number, (picture, value) in enumerate(
            zip(found.pictures, found.values, strict=True), start=1
        )
    ]
    svg = tiles(pictures, columns=_COLUMNS, side=_SIDE)
    drawing(svg, say=say, key=f"augmentation.{name}",
            alt=say(f"augmentation.{name}.alt", count=len(pictures)),
            hint=say("augmentation.draws.hint"))  # fmt: skip


def draw_note(page: Page, value: Draw, *, brief: bool = False) -> str:
    """What was drawn, in a few words or in all of them."""
    say = page.say
    parts = []
    if value.flipped:
        parts.append(say("augmentation.drew.flip"))
    if value.degrees:
        parts.append(say("augmentation.drew.rotation", degrees=number_text(value.degrees, 0)))
    if value.zoom != 1:
        parts.append(say("augmentation.drew.zoom", factor=f"{value.zoom:.2f}"))
    if not brief:
        parts += _more_words(page, value)
    return say("list.separator").join(parts) or say("augmentation.drew.nothing")


def _more_words(page: Page, value: Draw) -> list[str]:
    say, parts = page.say, []
    if value.right or value.down:
        parts.append(
            say("augmentation.drew.translation", right=number_text(100 * value.right, 0),
                down=number_text(100 * value.down, 0))
        )  # fmt: skip
    if value.contrast != 1:
        parts.append(say("augmentation.drew.contrast", factor=f"{value.contrast:.2f}"))
    if value.brightness:
        parts.append(say("augmentation.drew.brightness", levels=number_text(value.brightness, 0)))
    return parts


def show_words(page: Page, settings: Augmentation) -> None:
    """What the factors mean."""
    lines = [
        page.say(f"augmentation.means.{name}", **factor_facts(settings, name))
        for name in settings.layers
    ]
    if settings.fills:
        lines.append(page.say(f"augmentation.means.{settings.fill_mode}"))
    text = "\n".join(f"- {line}" for line in lines or [page.say("augmentation.means.none")])
    with st.expander(page.say("augmentation.words")):  # folded: a question asks about them
        st.markdown(text)


def factor_facts(settings: Augmentation, name: str) -> dict[str, Any]:
    """A strength in the units in which one thinks of it."""
    if name == "flip":
        return {"flip": settings.flip}
    strength = float(getattr(settings, name))
    return {
        "strength": f"{strength:g}",
        "degrees": f"{360 * strength:.0f}",
        "percent": f"{100 * strength:.0f}",
        "larger": f"{1 / (1 - strength):.2f}",
        "smaller": f"{1 / (1 + strength):.2f}",
        "factor": f"{1 + strength:.2f}",
        "levels": f"{255 * strength:.0f}",
    }


def show_file(page: Page, found: Epochs) -> None:
    """The file's digest before and after."""
    say = page.say
    st.markdown(f"**{say('augmentation.file', size=f'{found.file_bytes:,}')}**")
    st.caption(say("augmentation.file.before"))
    st.code(found.before, language=None, wrap_lines=True)
    st.caption(say("augmentation.file.after", epochs=len(found.draws.values)))
    st.code(found.after, language=None, wrap_lines=True)
    same = found.before == found.after
    colour, icon = ("green", "check_circle") if same else ("orange", "cancel")
    verdict = say("augmentation.file.same" if same else "augmentation.file.changed")
    st.markdown(f":{colour}[:material/{icon}: **{verdict}**]")


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
    drawing(tiles(pictures, columns=_COLUMNS, side=_SIDE), say=say, key="augmentation.signs",
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


def turn_options(facts: dict[str, Any]) -> list[str]:
    """Degrees to choose from: of a full turn, of a half, of a quarter, of a hundred."""
    strength = float(facts["strength"])
    return sorted({f"{whole * strength:.0f}" for whole in (360, 180, 90, 100)}, key=float)


def degrees(number: str) -> str:
    """An angle to either side."""
    return f"±{number}°"


def yes_or_no(page: Page) -> Callable[[bool], str]:
    """What the two answers are called."""
    return lambda answer: page.say("augmentation.yes" if answer else "augmentation.no")


def near_counts(answer: int, total: int) -> list[int]:
    """Counts to choose from, the right one among them."""
    return sorted({answer, *((answer + total * step // 4) % (total + 1) for step in (1, 2, 3))})


def _framed(picture: ChosenPicture) -> NDArray[np.uint8]:
    """The middle of the picture, twice as large as the layers get it."""
    kept: dict[str, NDArray[np.uint8]] = st.session_state.setdefault("augmentation/framed", {})
    if picture.digest not in kept:
        kept.clear()
        kept[picture.digest] = fill_frame(picture.pixels, 2 * SIDE, 2 * SIDE)
    return kept[picture.digest]
