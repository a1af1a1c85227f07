"""The bar above a page during the lesson: where one is, what to do here, back and on."""

from __future__ import annotations

import streamlit as st

from lib.errors import ConvScopeError
from lib.ui.bound import arrive_anew
from lib.ui.language import page_text, words
from lib.ui.lesson.stops import STOPS, Stop, all_minutes, minutes_before, place_of
from lib.ui.overtaken import asked_for, take_out
from lib.ui.registry import find_page

_PARAMETER = "lesson"
_KEPT = "lesson stop"  # in the session: navigation links drop the address's parameters


def choose_stop() -> None:
    """Decide at the start of a run which stop the visitor is at, and write it into the address.

    So the address of every page says where in the lesson its reader is, and opens there again.
    """
    asked = asked_for(_PARAMETER)
    if asked is not None and _known(asked):
        if st.session_state.get(_KEPT) != asked:
            arrive_anew()
        st.session_state[_KEPT] = asked
    elif asked is None and st.session_state.get(_KEPT):
        st.query_params[_PARAMETER] = st.session_state[_KEPT]


def current_stop() -> Stop | None:
    """The stop at which the visitor is; None outside the lesson."""
    name = st.session_state.get(_KEPT)
    return STOPS[place_of(name)] if name else None


def show_bar(path: str) -> None:
    """Draw the bar above a page, if the visitor is in the lesson.

    Args:
        path: Of the page; on another than the stop's the bar only leads back.
    """
    asked = st.query_params.get(_PARAMETER)
    if asked is not None and not _known(asked):
        known = [stop.name for stop in STOPS]
        problem = ConvScopeError(
            "url.not_an_option", field=_PARAMETER, value=asked[:60], allowed=known
        )
        st.warning(words().error(problem), icon=":material/link_off:")
    stop = current_stop()
    if stop is None or path == "lesson":
        return
    with st.container(key="lesson-bar", gap="xsmall"):
        if stop.page == path:
            _here(stop)
        else:
            _elsewhere(stop)


def link(stop: Stop, *, label: str, icon: str, right: bool = False) -> None:
    """A link to a stop of the lesson, with its controls set."""
    st.page_link(
        find_page(stop.page).file,
        label=label,
        icon=icon,
        icon_position="right" if right else "left",
        query_params=stop.query,
    )


def stop_title(stop: Stop) -> str:
    """What a stop is called: its page and its title, said once where they are the same."""
    say = words()
    page, title = page_text(stop.page).title, say(f"lesson.stop.{stop.name}")
    return title if title == page else say("lesson.stop", page=page, title=title)


def _here(stop: Stop) -> None:
    say, place = words(), place_of(stop.name)
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="lesson-steps",
    ):
        spent, whole = minutes_before(place), all_minutes()
        st.caption(
            say("lesson.place", number=place + 1, count=len(STOPS), minutes=spent, all=whole),
            width="content",
        )
        with st.container(
            horizontal=True, width="content", gap="small", vertical_alignment="center"
        ):
            if place:
                link(STOPS[place - 1], label=say("lesson.back"), icon=":material/arrow_back:")
            _overview()
            _leave()
            if place + 1 < len(STOPS):
                onward = f"**{say('lesson.next')}**"
                link(STOPS[place + 1], label=onward, icon=":material/arrow_forward:", right=True)
    st.progress((place + 1) / len(STOPS))
    title, task = say(f"lesson.stop.{stop.name}"), say(f"lesson.stop.{stop.name}.do")
    st.markdown(f"**{title}** — {task}")


def _elsewhere(stop: Stop) -> None:
    say = words()
    with st.container(horizontal=True, vertical_alignment="center", key="lesson-steps"):
        label = say("lesson.return", number=place_of(stop.name) + 1, title=stop_title(stop))
        link(stop, label=label, icon=":material/school:")
        _leave()


def _overview() -> None:
    page = find_page("lesson")
    st.page_link(page.file, label=words()("lesson.all"), icon=":material/list:")


def _leave() -> None:
    label = words()("lesson.leave")
    st.button(label, icon=":material/close:", type="tertiary", key="lesson-leave", on_click=leave)


def leave() -> None:
    """End the lesson: no bar any more, and no trace of it in the address."""
    st.session_state.pop(_KEPT, None)
    take_out(_PARAMETER)


def _known(name: str) -> bool:
    return any(stop.name == name for stop in STOPS)
