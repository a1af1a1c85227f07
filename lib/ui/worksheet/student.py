"""A student's page: the name where the numbers follow it, and the sheet."""

from __future__ import annotations

import streamlit as st

from lib.errors import ConvScopeError
from lib.operations.worksheet.names import LONGEST_NAME, tidy_name
from lib.operations.worksheet.sheet import Sheet
from lib.ui.page import Page
from lib.ui.worksheet.tasks_view import show_sheet

_FIELD = "worksheet.student.field"


def draw(page: Page, sheet: Sheet, *, each: bool) -> None:
    """Ask for the name if the sheet needs one, then show the tasks."""
    name = ""
    if each:
        name = ask_name(page, "worksheet.student", help="worksheet.student.help")
        if not name:
            st.info(page.say("worksheet.student.missing"), icon=":material/person:")
            return
    show_sheet(page, sheet, name)


def ask_name(page: Page, label: str, *, help: str | None = None) -> str:
    """A student's name, in a field and in the address."""

    def typed() -> None:
        try:
            page.controls.set(student=tidy_name(st.session_state[_FIELD]))
        except ConvScopeError as error:
            page.controls.problems.append(error)

    held = str(page.controls.held("student", default="", parse=tidy_name, personal=True))
    st.session_state[_FIELD] = held
    with st.container(key="screen-only-name"):
        st.text_input(
            page.say(label),
            key=_FIELD,
            max_chars=LONGEST_NAME,
            on_change=typed,
            help=page.say(help) if help else None,
            width=320,
        )
    return held
