"""Who is looking: a teacher, whose address holds the secret, or a student with a sheet's name."""

from __future__ import annotations

import streamlit as st

from lib.operations.worksheet.names import checked_secret, checked_sheet, new_secret
from lib.operations.worksheet.sheet import FEWEST, MOST, TOPICS, USUAL, Sheet
from lib.ui.page import Page
from lib.ui.several import checked_codes
from lib.ui.worksheet import student, teacher


def draw(page: Page) -> None:
    """The teacher's page, or the student's."""
    controls = page.controls
    named = "sheet" in st.query_params
    sheet = controls.held("sheet", default="", parse=checked_sheet)
    key = controls.held("key", default="", parse=checked_secret)
    if sheet and not key:
        student.draw(page, _asked_for(page, sheet), each=bool(_held_number(page, "each", 0, 1, 0)))
        return
    if named and not key:
        return  # a link that was cut: closing the page says so
    if not key:
        controls.set(key=new_secret())
        key = controls.held("key", default="", parse=checked_secret)
    teacher.draw(page, key)


def _asked_for(page: Page, name: str) -> Sheet:
    """The sheet that a student's link tells of."""
    everything = ",".join(TOPICS)
    text = page.controls.held(
        "topics", default=everything, parse=checked_codes("topics", len(TOPICS))
    )
    topics = tuple(topic for topic in TOPICS if topic in text.split(",")) or tuple(TOPICS)
    return Sheet(name, topics, _held_number(page, "count", FEWEST, MOST, USUAL))


def _held_number(page: Page, name: str, least: int, most: int, default: int) -> int:
    options = [str(value) for value in range(least, most + 1)]
    return int(page.controls.held_choice(name, options, default=str(default)))
