"""The photograph beside a lens: what the cell under the pointer sees of it, without the server.

The photograph and the receptive fields of all layers go to the browser once; from then on a lens
that points at a cell tells so in the browser, see ``lib/lens/registry.mjs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.browser.parts import pack
from lib.browser.script import join_modules
from lib.cnn.receptive_field import ReceptiveField
from lib.components import PREFIX
from lib.figures.pixels import picture_png
from lib.lens.payload import digest
from lib.words import Words

_HERE = Path(__file__).parent
_WORDS = ("title", "near", "near_alt", "alt", "says", "cut", "whole", "padding")

Fields = tuple[ReceptiveField, ReceptiveField]


@dataclass(frozen=True)
class Sight:
    """What the cells of a lens see of the photograph, along rows and along columns.

    Attributes:
        input: Those of its input.
        output: Those of its output; None where each of them sees everything.
    """

    input: Fields
    output: Fields | None


def show_sight(
    seen: NDArray[np.uint8], lenses: Mapping[str, Sight], *, link: str, say: Words, key: str
) -> None:
    """Show a photograph; what a lens of the page points at is framed on it, and shown from near.

    Args:
        seen: uint8 (H, W, 3), the network's input.
        lenses: What the cells of a lens see, by the lens's key; also of lenses that are not on
            the page now, so that nothing is sent again when another one takes its place.
        link: That of the lenses.
        say: The words.
        key: Of the component.
    """
    view = {
        "link": link,
        "name": digest(seen),
        "lenses": {
            name: {"input": _axes(sight.input), "output": _axes(sight.output)}
            for name, sight in lenses.items()
        },
        "words": {name: say.strings[f"layers.sight.{name}"] for name in _WORDS},
    }
    _component()(key=key, data=pack(view, picture_png(seen)))


def _axes(fields: Fields | None) -> list[dict[str, int]] | None:
    if fields is None:
        return None
    return [
        {
            "size": each.size,
            "jump": each.jump,
            "start": each.start,
            "units": each.units,
            "pixels": each.input_size,
        }
        for each in fields
    ]


@cache
def sight_script() -> str:
    """The JavaScript of the component."""
    return join_modules(_HERE, ("rectangle", "sight"), shared=("element", "text", "parts"))


def _component() -> Any:
    return st.components.v2.component(
        f"{PREFIX}sight", html='<div class="sight"></div>', css=_rules(), js=sight_script()
    )


@cache
def _rules() -> str:
    return (_HERE / "sight.css").read_text(encoding="utf-8")
