"""The sheet itself: tasks to be answered on the screen or on paper."""

from __future__ import annotations

import hashlib
from html import escape

import streamlit as st

from lib.operations.worksheet.reading import Verdict, judge
from lib.operations.worksheet.sheet import Sheet
from lib.operations.worksheet.task import Task
from lib.ui.page import Page
from lib.words import Words, plain

_ROOMY = ("map", "cell", "stages", "field", "batches", "loss", "softmax")


def show_sheet(page: Page, sheet: Sheet, student: str) -> None:
    """Every task with a field for its answer, and how many are right; no answers."""
    say = page.say
    show_title(say, sheet, student)
    tasks = sheet.tasks(student)
    right = 0
    for number, task in enumerate(tasks, 1):
        with st.container(key=f"worksheet-task-{number}", border=True, gap="small"):
            st.markdown(question(say, number, task))
            seed = f"{sheet.name}/{student}/{task.kind}/{task.facts}"
            right += _answer(say, number, task, key=hashlib.sha256(seed.encode()).hexdigest()[:16])
    with st.container(key="screen-only-score"):
        st.markdown(f"**{say('worksheet.score', right=right, count=len(tasks))}**")


def show_title(say: Words, sheet: Sheet, student: str) -> None:
    """The sheet's name; on paper a line for name and date as well."""
    if student:
        titled = say("worksheet.sheet.of", sheet=f"`{sheet.name}`", student=plain(student))
    else:
        titled = say("worksheet.sheet", sheet=f"`{sheet.name}`")
    st.markdown(f"#### {titled}")
    named = f"<u>{escape(student)}</u>" if student else "<i></i>"
    st.html(
        '<div class="convscope-paper convscope-lines">'
        f"<span>{escape(say('worksheet.paper.name'))} {named}</span>"
        f"<span>{escape(say('worksheet.paper.date'))} <i></i></span></div>"
    )


def question(say: Words, number: int, task: Task) -> str:
    """A task in words, with its number."""
    return f"**{number}.** {say(f'worksheet.task.{task.kind}', **task.facts)}"


def _answer(say: Words, number: int, task: Task, *, key: str) -> bool:
    """A field on the screen, room on paper; whether what was typed is right."""
    count = len(task.answer)
    held = f"worksheet.answer.{key}"
    with st.container(
        key=f"screen-only-{number}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        typed = st.text_input(
            say("worksheet.answer", number=number),
            key=held,
            placeholder=say("worksheet.placeholder.one")
            if count == 1
            else say("worksheet.placeholder.more", count=count),
            label_visibility="collapsed",
            width=180 if count == 1 else 340,
            autocomplete="off",
        )
        verdict = judge(task, typed) if typed.strip() else None
        if verdict is not None:
            st.markdown(_said(say, task, verdict), width="content")
    st.html(_room(say, task))
    return verdict is not None and verdict.state == "right"


def _said(say: Words, task: Task, verdict: Verdict) -> str:
    if verdict.state == "right":
        return f":green[:material/check_circle: **{say('worksheet.right')}**]"
    if verdict.state == "wrong":
        return f":orange[:material/cancel: **{say('worksheet.wrong')}**]"
    words = say("worksheet.unreadable")
    if verdict.state == "count":
        words = say("worksheet.numbers", got=verdict.got, count=len(task.answer))
    return f":orange[:material/help: {words}]"


def _room(say: Words, task: Task) -> str:
    """Where to write on paper: an empty grid where a grid is asked for, else a line."""
    label = escape(say("worksheet.paper.answer"))
    roomy = " roomy" if task.kind in _ROOMY else ""
    if task.columns == 1:
        place = "<i></i>"
    else:
        row = f"<tr>{'<td></td>' * task.columns}</tr>"
        place = f"<table>{row * len(task.rows)}</table>"
    return f'<div class="convscope-paper convscope-room{roomy}"><span>{label}</span>{place}</div>'
