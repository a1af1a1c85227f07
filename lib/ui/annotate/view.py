"""The whole view: choose a set, label its pictures, look them through, take them away."""

from __future__ import annotations

import streamlit as st

from lib.datasets.annotation.label_set import LabelSet
from lib.ui.annotate.adding import add_files, file_field, tell_added
from lib.ui.annotate.desk import answers, next_picture, show_picture
from lib.ui.annotate.gallery import gallery
from lib.ui.annotate.header import header, kept_text
from lib.ui.annotate.session import begin_set, current_set, say_problem, tidy
from lib.ui.known_sets import forget_titles, known_sets, set_title
from lib.ui.page import Page


def annotate(page: Page) -> None:
    """Draw the view; the parameter ``set`` of the address says which set it is about."""
    page.together()  # a key pressed for a picture must find the buttons of that picture
    tidy()
    with st.container():  # a place of its own: what is below stays where it is
        say_problem(page)
    forget_titles()
    label_set = current_set(page)
    if label_set is None:
        _welcome(page)
    else:
        _work_on(page, label_set)
    with st.container(key="prose-annotate-notice"):
        st.markdown(page.say("annotate.notice"))


def _work_on(page: Page, label_set: LabelSet) -> None:
    """The set from its header to what lies in it."""
    contents = label_set.contents()
    above = st.container(horizontal=True, vertical_alignment="center", key="annotate-header")
    shown, beside = st.columns([1.7, 1], gap="medium")
    supply = st.container()
    name = next_picture(contents)
    with supply if contents.total else shown:
        files = file_field(page.say)
    with shown:
        if files:  # the desk would show what was there before them
            add_files(page.say, label_set, files)
        elif contents.total:
            show_picture(page, label_set, contents, name)
        else:
            with st.container(key="prose-annotate-first"):
                st.markdown(page.say("annotate.first"))
    with beside:
        answers(page, label_set, contents, name)
    with above:  # after the buttons: whoever sees the new count presses none of the last picture
        header(page, label_set, contents)
    with supply:
        tell_added(page.say, label_set)
    if contents.total or contents.classes or contents.removed:
        gallery(page, label_set, contents)


def _welcome(page: Page) -> None:
    say = page.say
    with st.container(key="prose-annotate-intro", border=True):
        st.markdown(f":material/sell: {say('annotate.intro')}")
        st.markdown(f":material/key: {say('annotate.link.key')}")
        st.markdown(f":material/schedule: {kept_text(say)}")
        st.button(
            say("annotate.new"),
            type="primary",
            icon=":material/add_photo_alternate:",
            help=say("annotate.new.help"),
            on_click=lambda: begin_set(page),
            key="annotate/new",
        )
    known = known_sets()
    if known:
        st.caption(say("annotate.known"))
    for name in known:
        st.button(
            set_title(say, name),
            icon=":material/folder_open:",
            on_click=page.controls.set,
            kwargs={"set": name},
            key=f"annotate/open/{name}",
        )
