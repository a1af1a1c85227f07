"""The whole view: choose a set, label its pictures, look them through, take them away."""

from __future__ import annotations

import streamlit as st

from lib.datasets.annotation.export import export_set
from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.readiness import can_be_trained_on
from lib.datasets.annotation.store import Contents
from lib.ui.annotate.adding import add_form
from lib.ui.annotate.classes import new_class
from lib.ui.annotate.desk import desk
from lib.ui.annotate.gallery import gallery
from lib.ui.annotate.session import begin_set, current_set, say_problem
from lib.ui.known_sets import known_sets, set_title
from lib.ui.page import Page, door


def annotate(page: Page) -> None:
    """Draw the view; the parameter ``set`` of the address says which set it is about."""
    page.together()  # a key pressed for a picture must find the buttons of that picture
    say_problem(page)
    label_set = current_set(page)
    if label_set is None:
        _welcome(page)
        return
    contents = label_set.contents()
    header = st.container(horizontal=True, vertical_alignment="center", key="annotate-header")
    work, supply = st.columns([2, 1], gap="large")
    with work:  # first of all the picture that is waited for
        desk(page, label_set, contents)
    with header:
        _header(page, label_set, contents)
    with supply:
        new_class(page, label_set)
        add_form(page, label_set)
    if contents.total or contents.classes or contents.removed:
        gallery(page, label_set, contents)
    with st.container(key="prose-annotate-notice"):
        st.markdown(page.say("annotate.notice"))


def _welcome(page: Page) -> None:
    say = page.say
    with st.container(key="prose-annotate-intro"):
        st.markdown(say("annotate.intro"))
        st.markdown(say("annotate.link.key"))
    st.button(
        say("annotate.new"),
        type="primary",
        icon=":material/add_photo_alternate:",
        help=say("annotate.new.help"),
        on_click=begin_set,
        args=(page,),
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


def _header(page: Page, label_set: LabelSet, contents: Contents) -> None:
    say = page.say
    st.markdown(
        say(
            "annotate.progress" if contents.total else "annotate.progress.empty",
            labelled=f"{contents.labelled_count:,}",
            total=f"{contents.total:,}",
            classes=len(contents.classes),
        ),
        width="content",
    )
    with st.popover(say("annotate.link"), icon=":material/key:"):
        st.markdown(say("annotate.link.key"))
        st.code(_link(page, label_set), language=None, wrap_lines=True)
    st.download_button(
        say("annotate.export"),
        lambda: export_set(label_set),
        file_name="convscope-pictures.zip",
        mime="application/zip",
        icon=":material/download:",
        help=say("annotate.export.help"),
        disabled=not contents.labelled_count,
        on_click="ignore",
        key="annotate/export",
    )
    st.button(
        say("annotate.leave"),
        type="tertiary",
        on_click=page.controls.set,
        kwargs={"set": ""},
        key="annotate/leave",
    )
    if can_be_trained_on(contents):
        there = {"data": label_set.name, "lang": say.language}
        door("train", label=say("annotate.train"), query_params=there)
    else:
        st.caption(say("annotate.not_ready"), width="content")


def _link(page: Page, label_set: LabelSet) -> str:
    """The address of the set alone, without what else the visitor has chosen on the page."""
    here = (st.context.url or "").partition("?")[0]
    view = st.query_params.get("view")
    asked = {"view": view, "set": label_set.name, "lang": page.say.language}
    return f"{here}?" + "&".join(f"{name}={value}" for name, value in asked.items() if value)
