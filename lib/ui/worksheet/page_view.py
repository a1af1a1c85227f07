"""Who is looking: a teacher, whose address holds the secret, or a student with a sheet's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from lib.errors import ConvScopeError
from lib.operations.worksheet.names import checked_sheet, new_secret, sheet_name
from lib.operations.worksheet.sheet import FEWEST, MOST, TOPICS, USUAL, Sheet
from lib.ui.page import Page
from lib.ui.several import checked_codes
from lib.ui.worksheet import student, teacher
from lib.ui.worksheet.secret import known_secret, put_secret


def draw(page: Page) -> None:
    """The teacher's page, or the student's."""
    named = "sheet" in st.query_params
    key, asked = known_secret(page)
    if asked:  # the address itself holds the key, and says which sheet it is
        page.controls.set(sheet=sheet_name(key))
    sheet = page.controls.held("sheet", default="", parse=checked_sheet)
    if key and sheet in ("", sheet_name(key)):
        _teach(page, key)
    elif sheet:
        _learn(page, sheet)
    elif not named:
        _teach(page, new_secret())
    # Else the link was cut: closing the page says so.


def _teach(page: Page, key: str) -> None:
    put_secret(key)
    # The sheet is a control, the key is none: a view that a teacher shares is the students' sheet.
    page.controls.set(sheet=sheet_name(key))
    page.controls.held("sheet", default="", parse=checked_sheet)
    teacher.draw(page, key)


def _learn(page: Page, name: str) -> None:
    """The sheet that a student's link tells of."""
    controls = page.controls
    everything = ",".join(TOPICS)
    text = controls.held("topics", default=everything, parse=checked_codes("topics", len(TOPICS)))
    topics = tuple(topic for topic in TOPICS if topic in text.split(",")) or tuple(TOPICS)
    count = controls.held("count", default=USUAL, parse=_one_of("count", range(FEWEST, MOST + 1)))
    each = controls.held("each", default=False, parse=_one_of("each", (0, 1)))
    # What the teacher looked at may stand in a link, and plays no part here.
    controls.held_choice("show", teacher.VIEWS, default=teacher.VIEWS[0])
    student.draw(page, Sheet(name, topics, count), each=bool(each))


def _one_of(name: str, allowed: Iterable[int]) -> Callable[[str], int]:
    by_text = {str(number): number for number in allowed}

    def parse(text: str) -> int:
        if text not in by_text:
            raise ConvScopeError(
                "url.not_an_option", field=name, value=text[:20], allowed=[*by_text]
            )
        return by_text[text]

    return parse
