"""What the address says that makes no sense and is no control's: language, locks, size, names.

The frame decides on these before there is a page that could say so; the page says it once it was
drawn whole, beside what was wrong with its controls.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

import streamlit as st

from lib.errors import ConvScopeError
from lib.ui.bound import listed, no_option, shown

MISSING = "missing"  # the parameter that says which page there is not
_NOTED = "nonsense in the address"
_JUDGED = "locks that were judged"  # page, parameter and text: each is said once, like the others
_MISSPELT = "names that were judged"  # likewise: page and parameter
_PLACE = re.compile(r"-\d+$")
_NAMES_ALIKE = {"move", "moved"}  # controls of two views of *pooling*
_ALIKE = 0.82  # of at most 1: one letter more, less or other in a name of six


def note_language(asked: str, offered: tuple[str, ...]) -> None:
    """Note that the address asks for a language that is not offered."""
    _noted()["lang"] = no_option("lang", asked, [*offered])


def note_switch(name: str, asked: str) -> None:
    """Note that a parameter of the frame says neither 0 nor 1."""
    _noted()[name] = no_option(name, asked, ["0", "1"])


def note_missing() -> None:
    """Note that somebody was led here from an address of no page."""
    asked = st.query_params.pop(MISSING, None)
    if asked is not None:
        _noted()[MISSING] = ConvScopeError("url.no_page", value=shown(asked))


def noted() -> list[ConvScopeError]:
    """What was noted and not yet said; whoever asks says it."""
    found = [*_noted().values()]
    _noted().clear()
    return found


def unknown_locks(page: str, labels: dict[str, str]) -> list[ConvScopeError]:
    """What is to be locked or hidden and is nothing that can be, as far as the view shows.

    Args:
        page: Path of the page.
        labels: The controls that can be, by name.
    """
    judged: set[tuple[str, str, str]] = st.session_state.setdefault(_JUDGED, set())
    problems = []
    for parameter in ("lock", "hide"):
        text = str(st.query_params.get(parameter, ""))
        if not text or (page, parameter, text) in judged:
            continue
        judged.add((page, parameter, text))
        unknown = ",".join(sorted(listed(parameter) - set(labels)))
        if unknown:
            problems.append(
                ConvScopeError(
                    "url.no_control" if labels else "url.no_controls",
                    field=parameter,
                    value=shown(unknown),
                    allowed=[*labels],
                )
            )
    return problems


def misspelt(page: str, drawn: Collection[str], known: Collection[str]) -> list[ConvScopeError]:
    """Parameters whose names are almost those of controls that the address says nothing of.

    Any other name is left alone: of another view of the page, or put there by whoever passed the
    link on.  So is one that differs only as controls of ours do.

    Args:
        page: Path of the page.
        drawn: The names of the controls that the view has.
        known: Those that any of its views had in this session.
    """
    judged: set[tuple[str, str]] = st.session_state.setdefault(_MISSPELT, set())
    problems = []
    for name in sorted({*st.query_params} - {*drawn, *known} - _NAMES_ALIKE):
        free = [one for one in drawn if one not in st.query_params and not _related(name, one)]
        meant = get_close_matches(name, free, n=1, cutoff=_ALIKE)
        if meant and (page, name) not in judged:
            problems.append(ConvScopeError("url.misspelt", value=shown(name), meant=meant[0]))
        judged.add((page, name))
    return problems


def _related(name: str, other: str) -> bool:
    """Whether they differ by a plural's or a place's ending alone, as ``rate-1`` and ``rate-3``."""
    endless = [_PLACE.sub("", one).removesuffix("s") for one in (name, other)]
    return endless[0] == endless[1]


def _noted() -> dict[str, ConvScopeError]:
    kept: dict[str, ConvScopeError] = st.session_state.setdefault(_NOTED, {})
    return kept
