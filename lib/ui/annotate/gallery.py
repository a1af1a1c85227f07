"""What is in the set, class by class, to be looked through and put right."""

from __future__ import annotations

import math
from collections.abc import Callable

import streamlit as st

from lib.datasets.annotation.copies import small_copy
from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.store import REMOVED, UNLABELLED, Contents
from lib.ui.annotate.classes import SHOWN, edit_class
from lib.ui.annotate.session import attempt
from lib.ui.page import Page
from lib.words import Words, plain

_PER_PAGE = 14
_CELL = 152  # pixels: seven side by side on a desk, two on a phone
_TARGET, _PAGE = "annotate/gallery/target", "annotate/gallery/page"


def gallery(page: Page, label_set: LabelSet, contents: Contents) -> None:
    """Draw one class, a page of pictures at a time; ticked ones can be moved or taken out."""
    say = page.say
    st.markdown(f"### {say('annotate.gallery.title')}")
    folders = {**contents.classes, UNLABELLED: contents.unlabelled}
    if contents.removed:
        folders[REMOVED] = contents.removed
    with st.container(horizontal=True, vertical_alignment="bottom"):
        full = next((name for name, names in folders.items() if names), UNLABELLED)
        shown = _choose(say, SHOWN, list(folders), say("annotate.gallery.class"), first=full)
        if shown in contents.classes:
            others = [name for name in contents.classes if name != shown]
            edit_class(page, label_set, shown, others)
        names = folders[shown]
        names = _page_of(say, shown, names)
    if not names:
        st.caption(say("annotate.gallery.empty"))
        return
    _toolbar(say, label_set, contents, shown, names)
    with st.container(horizontal=True, gap="small"):
        for name in names:
            cell = st.container(width=_CELL, gap="xsmall", key=f"annotate-cell-{name}")
            with cell, page.reporting():
                alt = say("annotate.gallery.alt", name=name, class_name=_title(say, shown))
                st.image(small_copy(label_set, name), width="stretch", alt=alt)
                st.checkbox(plain(name), key=_tick(name))


def _choose(
    say: Words, key: str, options: list[str], label: str, *, first: str | None = None
) -> str:
    if st.session_state.get(key) not in options:  # its class was renamed, or is gone
        st.session_state[key] = first or options[0]
    chosen: str = st.selectbox(
        label, options, key=key, format_func=lambda name: _title(say, name), width=240
    )
    return chosen


def _title(say: Words, folder: str) -> str:
    names = {
        UNLABELLED: say("annotate.gallery.unlabelled"),
        REMOVED: say("annotate.gallery.removed"),
    }
    return names.get(folder, folder)


def _page_of(say: Words, folder: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The pictures of the page that is turned up, and the buttons that turn it."""
    pages = max(1, math.ceil(len(names) / _PER_PAGE))
    of, number = st.session_state.get(_PAGE, (folder, 0))
    here = min(number, pages - 1) if of == folder else 0  # another class begins at its beginning
    st.markdown(say("annotate.gallery.count", count=f"{len(names):,}"), width="content")
    if pages > 1:
        for step, key, icon in ((-1, "previous", "chevron_left"), (1, "next", "chevron_right")):
            st.button(
                say(f"annotate.gallery.{key}"),
                icon=f":material/{icon}:",
                disabled=not 0 <= here + step < pages,
                on_click=_turn_to,
                args=(folder, here + step),
                key=f"annotate/gallery/{key}",
            )
        st.markdown(say("annotate.gallery.page", page=here + 1, pages=pages), width="content")
    return names[here * _PER_PAGE : (here + 1) * _PER_PAGE]


def _toolbar(
    say: Words, label_set: LabelSet, contents: Contents, shown: str, names: tuple[str, ...]
) -> None:
    ticked = [name for name in names if st.session_state.get(_tick(name))]
    targets = [name for name in (*contents.classes, UNLABELLED) if name != shown]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            say("annotate.gallery.all"),
            icon=":material/select_all:",
            on_click=_tick_all,
            args=(names,),
            key="annotate/gallery/all",
        )
        if targets:
            target = _choose(say, _TARGET, targets, say("annotate.gallery.target"))
            st.button(
                say("annotate.gallery.move"),
                icon=":material/drive_file_move:",
                disabled=not ticked,
                on_click=_move,
                args=(label_set, ticked, target),
                key="annotate/gallery/move",
            )
        if shown != REMOVED:
            st.button(
                say("annotate.desk.remove"),
                icon=":material/delete:",
                disabled=not ticked,
                on_click=_apply,
                args=(label_set.remove, ticked),
                key="annotate/gallery/remove",
            )
        else:
            _erasing(say, label_set, ticked)


def _erasing(say: Words, label_set: LabelSet, ticked: list[str]) -> None:
    """Delete for good what was taken out; asked for twice."""
    title = say("annotate.erase")
    with st.popover(title, icon=":material/delete_forever:", disabled=not ticked):
        st.markdown(say("annotate.erase.warning"))
        st.button(
            say("annotate.erase.confirm", count=f"{len(ticked):,}"),
            type="primary",
            on_click=_apply,
            args=(label_set.erase, ticked),
            key="annotate/gallery/erase",
        )


def _move(label_set: LabelSet, names: list[str], target: str) -> None:
    if target == UNLABELLED:
        _apply(label_set.unlabel, names)
    else:
        _apply(lambda ticked: label_set.label(ticked, target), names)


def _apply(action: Callable[[list[str]], object], names: list[str]) -> None:
    attempt(action, names)
    for name in names:
        st.session_state[_tick(name)] = False


def _turn_to(folder: str, number: int) -> None:
    st.session_state[_PAGE] = folder, number


def _tick(name: str) -> str:
    return f"annotate/tick/{name}"


def _tick_all(names: tuple[str, ...]) -> None:
    for name in names:
        st.session_state[_tick(name)] = True
