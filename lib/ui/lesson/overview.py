"""The lesson as a list: all stops with their minutes, where one is, and what was solved."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from lib.ui.check import solved
from lib.ui.lesson.bar import current_stop, leave, link, stop_title
from lib.ui.lesson.stops import STOPS, Stop, all_minutes, minutes_before, place_of
from lib.ui.page import Page
from lib.ui.registry import find_page


def draw(page: Page) -> None:
    """Where to begin or go on, and the list of stops by section."""
    say, here = page.say, current_stop()
    place = place_of(here.name) if here else 0
    first = STOPS[place]
    with st.container(horizontal=True, vertical_alignment="center", key="lesson-begin"):
        label = (
            say("lesson.begin", minutes=all_minutes())
            if here is None
            else say("lesson.go_on", number=place + 1, title=stop_title(first))
        )
        with st.container(key="strong-door-lesson", width="content"):
            link(first, label=f"**{label}**", icon=":material/play_arrow:")
        if here is not None:
            st.caption(
                say("lesson.left", minutes=all_minutes() - minutes_before(place)), width="content"
            )
            link(STOPS[0], label=say("lesson.from_start"), icon=":material/restart_alt:")
            st.button(say("lesson.leave"), icon=":material/close:", type="tertiary", on_click=leave)
    page.block("how")
    sections = groupby(enumerate(STOPS), key=lambda item: find_page(item[1].page).section)
    for section, stops in sections:
        st.markdown(f"### {say(f'section.{section}')}")
        with st.container(key=f"lesson-section-{section}", gap="xsmall"):
            for number, stop in stops:
                _row(page, number, stop, is_here=here is not None and number == place)


def _row(page: Page, number: int, stop: Stop, *, is_here: bool) -> None:
    say = page.say
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label = f"{number + 1}. {stop_title(stop)}"
        icon = ":material/location_on:" if is_here else find_page(stop.page).icon
        link(stop, label=f"**{label}**" if is_here else label, icon=icon)
        notes = [say("lesson.minutes", minutes=stop.minutes)]
        if is_here:
            notes.append(say("lesson.you_are_here"))
        if solved(stop.page):
            notes.append(say("lesson.solved", count=len(solved(stop.page))))
        st.caption(say("list.separator").join(notes), width="content")
