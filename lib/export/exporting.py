"""The component that lets figures and tables be taken away.

Its script travels once: it finds the figures of the page by itself and puts a small button beside
each, so that nothing of it is sent or computed while a page is used.  What is taken away is made
in the browser at the moment it is asked for:

* a drawing: its SVG, with the colours of the theme written into it;
* a chart: likewise;
* a lens, and everything else made of boxes, letters and canvases: traced as it stands on the
  screen.  A map of up to 4,096 cells becomes rectangles with its numbers as text; a larger one, a
  photograph, is embedded in the SVG as a PNG, cell by cell;
* a table: CSV.

A PNG is the same picture, twice as fine as on the screen.

Being on every page, it also keeps the browser's history in order (``lib/browser/steps.mjs``).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from lib.browser.script import join_modules
from lib.components import PREFIX
from lib.places import PROJECT
from lib.words import Words, load_words

_HERE = Path(__file__).parent
_MODULES = (
    "markup", "colours", "brush", "inline", "backdrops", "signs", "boxes", "fonts", "picture",
    "tables", "figures", "tool", "printing", "export",
)  # fmt: skip


def offer_exports(say: Words) -> None:
    """Put the component on the page being drawn; once a run, outside what redraws itself."""
    _component(say.language)(key="export-tools")


@cache
def export_script(language: str) -> str:
    """The component's joined script, with its words and rules."""
    say = load_words(language)
    words = {name: say(f"export.{name}") for name in ("title", "failed")}
    rules = (_HERE / "export.css").read_text(encoding="utf-8")
    constants = {"WORDS": words, "RULES": rules, "LIGHT": _light_theme()}
    return join_modules(_HERE, _MODULES, shared=("steps",), constants=constants)


def _light_theme() -> dict[str, str]:
    """The colours of the light theme, under the names by which components know them."""
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return {
        f"--st-{re.sub('([A-Z])', lambda found: '-' + found[1].lower(), name)}": colour
        for name, colour in settings["theme"]["light"].items()
    }


def _component(language: str) -> Any:
    # A name a language: Streamlit warns of one that is registered twice with another text.
    return st.components.v2.component(
        f"{PREFIX}export_{language}", html="<i></i>", js=export_script(language)
    )
