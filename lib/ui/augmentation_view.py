"""The figures of the page about augmentation, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.drawing.drawing import drawing
from lib.figures.quantities import number_text
from lib.figures.resize_pictures import Tile, png, tiles
from lib.images.framing import fill_frame
from lib.operations.augmentation import (
    SIDE,
    Augmentation,
    Draw,
    Draws,
    Epochs,
    picture_digest,
)
from lib.ui.asked import ask_about
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture

DRAWS, EPOCHS = 12, 10
COLUMNS, SIDE_SHOWN = 4, 124.0  # of the small pictures


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
    svg = tiles(pictures, columns=COLUMNS, side=SIDE_SHOWN)
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


def epoch_facts(found: Epochs) -> dict[str, Any]:
    """How many epochs, and how many different pictures in them."""
    pictures = found.draws.pictures
    return {
        "epochs": len(pictures),
        "different": len({picture_digest(picture) for picture in pictures}),
    }


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


def _framed(picture: ChosenPicture) -> NDArray[np.uint8]:
    """The middle of the picture, twice as large as the layers get it."""
    kept: dict[str, NDArray[np.uint8]] = st.session_state.setdefault("augmentation/framed", {})
    if picture.digest not in kept:
        kept.clear()
        kept[picture.digest] = fill_frame(picture.pixels, 2 * SIDE, 2 * SIDE)
    return kept[picture.digest]
