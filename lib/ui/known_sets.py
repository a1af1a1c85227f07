"""Which label sets a visitor may see, and which runs: those whose keys the visitor has shown."""

from __future__ import annotations

import streamlit as st

from lib.datasets.annotation.label_set import open_set
from lib.datasets.annotation.names import is_set_name
from lib.errors import ConvScopeError, DatasetError
from lib.places import runs_home
from lib.runs.directory import Run, RunList
from lib.runs.shipped import usable_runs
from lib.words import Words

_KNOWN = "known label sets"
_TITLES = "titles of label sets"
_PARAMETERS = ("set", "data")  # of an address that may name a set


def remember_set(name: str) -> None:
    """From now on the visitor finds this set on other pages, too; the last one comes first."""
    kept: list[str] = st.session_state.setdefault(_KNOWN, [])
    if kept[:1] != [name]:
        st.session_state[_KNOWN] = [name, *(other for other in kept if other != name)]


def known_sets() -> tuple[str, ...]:
    """Names of the sets that the visitor has opened, or whose name the address says."""
    for parameter in _PARAMETERS:
        name = st.query_params.get(parameter, "")
        if is_set_name(name) and name not in st.session_state.get(_KNOWN, []):
            remember_set(name)
    return tuple(filter(_is_there, st.session_state.get(_KNOWN, [])))


def may_see(run: Run) -> bool:
    """Whether a run may be listed for the visitor: what it learned from is no stranger's own."""
    return not is_set_name(run.recipe.data) or run.recipe.data in known_sets()


def damaged_runs(listed: RunList) -> tuple[tuple[str, ...], int]:
    """Runs that cannot be read: the names that the visitor may know, and how many others.

    The name of a run is the key to it, so a run whose recipe is gone is nobody's.
    """
    runs = [Run(name, runs_home() / name) for name in listed.damaged]
    named = tuple(run.id for run in runs if _is_readable(run) and may_see(run))
    return named, len(runs) - len(named)


def visible_runs(*, linked: str | None = None) -> dict[str, Run]:
    """Runs with a trained network that the visitor may choose, by id; the shipped one last.

    Args:
        linked: A run that the address names: whoever has its link may use it, and sees nothing of
            the pictures.
    """
    return {run.id: run for run in usable_runs() if run.id == linked or may_see(run)}


def state_of(name: str) -> str:
    """A text that changes whenever a visitor's set does; ``""`` for any other data."""
    if not is_set_name(name):
        return ""
    try:
        return open_set(name).state()
    except DatasetError:
        return ""


def set_title(say: Words, name: str) -> str:
    """A set in a line: its classes, how many pictures they hold, and the end of its name.

    The end tells sets with the same classes apart, and is too little to guess the rest from.  A
    list knows its options by their titles, so a set keeps one until :func:`forget_titles`.
    """
    titles: dict[tuple[str, str], str] = st.session_state.setdefault(_TITLES, {})
    key = name, say.language
    if key not in titles:
        titles[key] = _title_now(say, name)
    return titles[key]


def forget_titles() -> None:
    """Where sets are changed, and no list of them is on the screen: look at them anew."""
    st.session_state.pop(_TITLES, None)


def _title_now(say: Words, name: str) -> str:
    try:
        contents = open_set(name).contents()
    except DatasetError:
        return say("run.data.own")
    classes = say("list.separator").join(contents.classes) or "–"
    count = f"{contents.labelled_count:,}"
    return say("recipe.data.own", classes=classes, count=count, number=name[-4:])


def _is_readable(run: Run) -> bool:
    try:
        return bool(run.recipe)
    except (OSError, UnicodeDecodeError, ConvScopeError):
        return False


def _is_there(name: str) -> bool:
    try:
        open_set(name)
    except DatasetError:
        return False
    return True
