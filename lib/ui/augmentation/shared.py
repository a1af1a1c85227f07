"""What the views about augmentation share: the question to the worker, and draws as pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.drawing.drawing import drawing
from lib.figures.quantities import number_text
from lib.figures.resize_pictures import Tile, tiles
from lib.images.framing import fill_frame
from lib.operations.augmentation import SIDE, Augmentation, Draw, Draws
from lib.ui.asking import Asking
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture

DRAWS = 12
COLUMNS, SIDE_SHOWN = 4, 124.0  # of the small pictures
NARROW_COLUMNS, NARROW_SIDE = 3, 108.0  # of the same on a telephone


def ask(asking: Asking, function: str, picture: ChosenPicture, *arguments: Any) -> Any:
    """A question about the picture, cut and scaled to the size of the page, to the worker.

    Returns:
        What ``lib.models.augmenting.<function>`` returns; None while it is on its way.
    """
    digest = f"{picture.digest}/{SIDE}"
    module = "lib.models.augmenting"
    return asking.about(module, function, digest, framed(picture), *arguments)


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
    show_tiles(page, pictures, name=name, count=len(pictures))


def show_tiles(page: Page, pictures: list[Tile], *, name: str, **facts: object) -> None:
    """Small pictures in rows; ``augmentation.<name>.alt`` says what they are."""
    drawing(
        tiles(pictures, columns=COLUMNS, side=SIDE_SHOWN),
        narrow=tiles(pictures, columns=NARROW_COLUMNS, side=NARROW_SIDE),
        say=page.say,
        key=f"augmentation.{name}",
        alt=page.say(f"augmentation.{name}.alt", **facts),
        hint=page.say("augmentation.draws.hint"),
    )


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


def framed(picture: ChosenPicture) -> NDArray[np.uint8]:
    """The middle of the picture, twice as large as the layers get it."""
    kept: dict[str, NDArray[np.uint8]] = st.session_state.setdefault("augmentation/framed", {})
    if picture.digest not in kept:
        kept.clear()
        kept[picture.digest] = fill_frame(picture.pixels, 2 * SIDE, 2 * SIDE)
    return kept[picture.digest]
