"""The texts that the browser is given: scripts, rules of style, words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lib.browser.script import join_modules
from lib.figures.theme import LAYER_KINDS, MAGNITUDE, SIGNED
from lib.words import load_words

if TYPE_CHECKING:
    from lib.words import Words

_HERE = Path(__file__).parent
_SHARED = ("door", "colour", "text", "element", "icon")
_MODULES = (
    "windows", "borders", "convolution", "pooling", "activations", "payload", "scene", "terms",
    "digits", "scale", "camera", "bitmap", "grid", "equation", "arithmetic", "plot", "fields",
    "player", "speech", "toolbar", "channels", "look", "skeleton", "pointer", "marks", "words",
    "registry", "render", "frames", "pointing", "sliding", "editing", "redrawing", "lens", "code",
)  # fmt: skip


def lens_words(say: Words) -> dict[str, str]:
    """The strings that the browser needs: everything under ``lens.``."""
    return {
        key.removeprefix("lens."): text
        for key, text in say.strings.items()
        if key.startswith("lens.")
    }


@cache
def lens_script(language: str) -> str:
    """The JavaScript of the lens, with its words, rules and colours.

    They are part of the script and not data: a component without data has nothing to do when
    the page runs again.
    """
    page = {
        "language": language,
        "words": lens_words(load_words(language)),
        "css": rules(),
        "theme": {"signed": SIGNED, "magnitude": MAGNITUDE, "kinds": dict(LAYER_KINDS)},
    }
    return join_modules(_HERE, _MODULES, shared=_SHARED, constants={"PAGE": page})


@cache
def stub_script() -> str:
    """What travels with a lens's data: the way to its script."""
    return join_modules(_HERE, ("stub",), shared=("door",))


@cache
def check_script() -> str:
    """The JavaScript of the line under it."""
    return join_modules(_HERE, ("digits", "payload", "check"), shared=("text",))


@cache
def rules() -> str:
    """The rules of style of the lens and of the line under it."""
    return (_HERE / "lens.css").read_text(encoding="utf-8")
