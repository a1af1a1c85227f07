"""The key: every answer with its calculation, or a table of the answers of several students."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import streamlit as st

from lib.errors import ConvScopeError
from lib.operations.worksheet.names import tidy_name
from lib.operations.worksheet.sheet import Sheet
from lib.ui.page import Page
from lib.ui.worksheet.tasks_view import question, show_title
from lib.words import plain

_MOST_NAMES = 100
_FIELD = "worksheet.names.field"
_KEPT = "worksheet.names"


def show_key(page: Page, sheet: Sheet, student: str) -> None:
    """Question, answer, calculation and rule of every task."""
    say = page.say
    show_title(say, sheet, student)
    for number, task in enumerate(sheet.tasks(student), 1):
        with st.container(key=f"worksheet-task-{number}", border=True, gap="small"):
            st.markdown(question(say, number, task))
            st.markdown(f":green[:material/key: **{task.written}**]")
            with st.container(key=f"prose-worksheet-{number}"):
                st.markdown(f"$$\n{task.working}\n$$")
            st.caption(say(f"worksheet.how.{task.kind}"))
    _offer(page, sheet, [student])


def show_table(page: Page, sheet: Sheet, *, each: bool) -> None:
    """The answers of the students whose names are typed, a row each."""
    say = page.say
    names = _names(page)
    if not each:
        st.caption(say("worksheet.names.same"))
    if not names:
        st.info(say("worksheet.names.none"), icon=":material/groups:")
        return
    with st.container(key="worksheet-table"):
        st.markdown(
            _markdown(table(sheet, names, each=each, corner=say("worksheet.table.student")))
        )
    _offer(page, sheet, names, each=each)


def table(sheet: Sheet, names: Sequence[str], *, each: bool, corner: str) -> list[list[str]]:
    """Head and rows: a student, then the answers in the order of the tasks."""
    rows = [[corner, *(str(at + 1) for at in range(sheet.count))]]
    for name in names:
        rows.append([name, *(task.written for task in sheet.tasks(name if each else ""))])
    return rows


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """A table as spreadsheets open it, Chinese names included.

    A name that a spreadsheet would take for a formula is kept from being one.

    Example:
        >>> as_csv([["=1+1", "2, 3"]]).decode("utf-8-sig")
        '\\'=1+1,"2, 3"\\r\\n'
    """
    text = io.StringIO()
    csv.writer(text).writerows([[_harmless(row[0]), *row[1:]] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _names(page: Page) -> list[str]:
    """The list that was typed, tidy and without repeats; kept for this visit alone."""

    def typed() -> None:
        st.session_state[_KEPT] = st.session_state[_FIELD]

    st.session_state[_FIELD] = st.session_state.get(_KEPT, "")
    with st.container(key="screen-only-names"):
        text = st.text_area(
            page.say("worksheet.names"),
            key=_FIELD,
            on_change=typed,
            help=page.say("worksheet.names.help"),
            placeholder=page.say("worksheet.names.example"),
            height=160,
        )
    names: dict[str, None] = {}
    for line in text.splitlines():
        try:
            names[tidy_name(line)] = None
        except ConvScopeError as error:
            page.report(error)
    names.pop("", None)
    if len(names) > _MOST_NAMES:
        st.caption(page.say("worksheet.names.many", most=_MOST_NAMES))
    return list(names)[:_MOST_NAMES]


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    cells = [[plain(rows[0][0]), *rows[0][1:]], *([plain(row[0]), *row[1:]] for row in rows[1:])]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([lines[0], "|---|" + "---|" * (len(rows[0]) - 1), *lines[1:]])


def _offer(page: Page, sheet: Sheet, names: Sequence[str], *, each: bool = True) -> None:
    corner = page.say("worksheet.table.student")
    with st.container(key="screen-only-csv"):
        st.download_button(
            page.say("worksheet.csv"),
            as_csv(table(sheet, names, each=each, corner=corner)),
            file_name=f"worksheet-{sheet.name}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
