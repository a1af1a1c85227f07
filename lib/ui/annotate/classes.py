"""Classes: make one, call it otherwise, give its pictures to another, delete it."""

from __future__ import annotations

import streamlit as st

from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.limits import CLASS_NAME_LIMIT
from lib.ui.annotate.session import attempt, succeeds
from lib.ui.page import Page

_NEW, _NAME, _INTO = "annotate/class/new", "annotate/class/name", "annotate/class/into"
SHOWN = "annotate/gallery/class"  # which class the gallery shows


def new_class(page: Page, label_set: LabelSet) -> None:
    """A field for the name of a new class."""
    say = page.say

    def make() -> None:
        if succeeds(label_set.make_class, st.session_state[_NEW]):
            st.session_state[_NEW] = ""  # a name that is refused stays, to be mended

    with st.form("annotate/new class", border=False):
        name, button = st.columns([2, 1], vertical_alignment="bottom", gap="small")
        name.text_input(
            say("annotate.class.new"),
            key=_NEW,
            max_chars=CLASS_NAME_LIMIT,
            placeholder=say("annotate.class.hint"),
        )
        button.form_submit_button(
            say("annotate.class.make"), icon=":material/create_new_folder:", on_click=make
        )


def edit_class(page: Page, label_set: LabelSet, name: str, others: list[str]) -> None:
    """What can be done to a class, folded into a button."""
    say = page.say

    def rename() -> None:
        attempt(lambda: _show(label_set.rename_class(name, st.session_state[_NAME])))

    def merge() -> None:
        target = st.session_state[_INTO]
        attempt(label_set.merge_classes, name, target)
        _show(target)

    with st.popover(say("annotate.class.edit"), icon=":material/edit:"):
        with st.form(f"annotate/rename/{name}", border=False):
            st.text_input(
                say("annotate.class.name"), value=name, key=_NAME, max_chars=CLASS_NAME_LIMIT
            )
            st.form_submit_button(say("annotate.class.rename"), on_click=rename)
        if others:
            st.selectbox(say("annotate.class.into"), others, key=_INTO)
            st.button(say("annotate.class.merge"), on_click=merge, key="annotate/merge")
        st.button(
            say("annotate.class.delete"),
            icon=":material/delete:",
            help=say("annotate.class.delete.help"),
            on_click=attempt,
            args=(label_set.delete_class, name),
            key="annotate/delete class",
        )


def _show(class_name: str) -> None:
    st.session_state[SHOWN] = class_name
