"""A drawing on a page, whose parts answer to pointer, finger and keyboard without the server.

What a drawing may say of its parts, in SVG attributes:

=================  =========================================================================
``data-part``      the part's name; it can be pointed at and reached with the arrow keys
``data-links``     names of other parts, separated by spaces, that light up with it
``data-say``       the sentence shown below the drawing and read out
``data-pick``      pressing the part sends this text to the page
``data-with``      a part that is only ever lit along with others, never pointed at: its name
=================  =========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from lib.components import DRAWING
from lib.figures.theme import LAYER_KINDS, RIGHT, SIGNED, TRAINING, VALIDATION, WRONG
from lib.words import Words

_HERE = Path(__file__).parent
_EMBEDDED = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]+")
# For drawings of a group whose hint stands once: a line that is there, so that nothing jumps when
# a part is pointed at.
QUIET_HINT = "\N{NO-BREAK SPACE}"


def drawing(
    svg: str,
    *,
    say: Words,
    key: str,
    alt: str,
    narrow: str | None = None,
    hint: str | None = None,
    on_pick: Callable[[], None] | None = None,
) -> str | None:
    """Show a drawing; hovering and moving through it stay in the browser.

    Args:
        svg: One ``<svg>`` element, made with :mod:`lib.figures.svg`.
        say: The words.
        key: Of the component; the drawing is repainted in place while it stays the same.
        alt: What the drawing shows, for who cannot see it.
        narrow: The same drawing laid out for a narrow place, such as a telephone; shown where
            the other would be shrunk until its letters cannot be read.
        hint: What stands below while nothing is pointed at; by default that one may point.
        on_pick: Called when a part with ``data-pick`` was pressed.

    Returns:
        The ``data-pick`` of the part pressed last, or None.
    """
    (wide, slim), images = share_images(svg, narrow)
    result = _component()(
        key=key,
        data={
            "svg": wide,
            "narrow": slim,
            "images": tuple(
                images
            ),  # a list makes Streamlit load pandas, to see whether it is a table
            "alt": alt,
            "hint": say("drawing.hint") if hint is None else hint,
        },
        on_picked_change=on_pick or (lambda: None),
    )
    picked: str | None = result.get("picked") or None
    return picked


def share_images(*drawings: str | None) -> tuple[list[str | None], list[str]]:
    """Take the embedded images out of drawings, so that one in several of them travels once.

    Returns:
        The drawings with ``image:0``, ``image:1``, … in the images' places, and these.

    Example:
        >>> share_images('<image href="data:image/png;base64,AA=="/>', None)
        (['<image href="image:0"/>', None], ['data:image/png;base64,AA=='])
    """
    places: dict[str, int] = {}

    def name(match: re.Match[str]) -> str:
        return f"image:{places.setdefault(match[0], len(places))}"

    shared = [text if text is None else _EMBEDDED.sub(name, text) for text in drawings]
    return shared, list(places)


@cache
def _definition() -> tuple[str, str]:
    colours = {f"kind-{kind}": colour for kind, colour in LAYER_KINDS.items()}
    colours |= {"plus": SIGNED[-2], "minus": SIGNED[1], "right": RIGHT, "wrong": WRONG}
    colours |= {"training": TRAINING, "validation": VALIDATION}
    rules = ";".join(f"--{name}:{colour}" for name, colour in colours.items())
    css = (_HERE / "drawing.css").read_text(encoding="utf-8")
    return (_HERE / "drawing.mjs").read_text(encoding="utf-8"), f".drawing{{{rules}}}\n{css}"


def _component() -> Any:
    script, rules = _definition()
    return st.components.v2.component(
        DRAWING, html='<div class="drawing"></div>', css=rules, js=script
    )
