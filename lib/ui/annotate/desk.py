"""The desk: one picture, and beside it one key press that leads to the next."""

from __future__ import annotations

import io

import streamlit as st
from PIL import Image

from lib.datasets.annotation.copies import PREVIEW_BOX, small_copy
from lib.datasets.annotation.journal import Record
from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.store import Contents
from lib.ui.annotate.classes import new_class
from lib.ui.annotate.session import attempt, succeeds
from lib.ui.page import Page
from lib.words import Words, plain

_SKIPPED = "annotate/skipped"
_WIDEST, _TALLEST = PREVIEW_BOX  # on the page, too: picture and buttons are seen together


def next_picture(contents: Contents) -> str | None:
    """The first without a class that was not skipped; the skipped ones come round again."""
    skipped: set[str] = st.session_state.setdefault(_SKIPPED, set())
    for name in contents.unlabelled:
        if name not in skipped:
            return name
    skipped.clear()
    return contents.unlabelled[0] if contents.unlabelled else None


def show_picture(page: Page, label_set: LabelSet, contents: Contents, name: str | None) -> None:
    """Draw the picture to label next; None: there is none."""
    if name is None:
        st.success(page.say("annotate.desk.done"), icon=":material/photo_library:")
        return
    # As high for every picture: what is below stays where the hand is.
    with st.container(height=_TALLEST + 40, border=False, key="annotate-picture"), page.reporting():
        _picture(page.say, label_set, name, left=len(contents.unlabelled))


def answers(page: Page, label_set: LabelSet, contents: Contents, name: str | None) -> None:
    """Draw what can be said of the picture: a button a class, and the steps."""
    say = page.say
    # Each part has its place even while it is empty: whoever types the name of a class when the
    # first pictures arrive keeps the field, its focus and what was typed.
    classes, steps = st.container(), st.container()
    with classes:
        if contents.classes:
            st.markdown(f"**{say('annotate.desk.question')}**")
            with st.container(horizontal=True, gap="small", key="annotate-classes"):
                for number, class_name in enumerate(contents.classes, start=1):
                    count = len(contents.classes[class_name])
                    _class_button(label_set, name, class_name, number, count)
        elif name is not None:
            st.info(say("annotate.desk.no_class"), icon=":material/create_new_folder:")
    begun = contents.total or contents.classes or contents.removed
    if begun:
        with steps, st.container(horizontal=True, gap="small", key="annotate-steps"):
            _step_buttons(say, label_set, name)
    new_class(page, label_set)
    if begun:
        st.caption(say("annotate.desk.keys"))


def _picture(say: Words, label_set: LabelSet, name: str, *, left: int) -> None:
    copy = small_copy(label_set, name, large=True)
    with Image.open(io.BytesIO(copy)) as header:
        width, height = header.size
    st.image(
        copy,
        width=max(1, round(width * min(_TALLEST / height, _WIDEST / width, 2))),
        alt=say("annotate.desk.alt", name=name),
    )
    st.markdown(say("annotate.desk.place", name=plain(name), left=f"{left:,}"))


def _class_button(
    label_set: LabelSet, name: str | None, class_name: str, number: int, count: int
) -> None:
    # The picture is part of the key: a second press on its way belongs to the picture that was
    # seen, never to the next one.
    st.button(
        f"{plain(class_name)} · {count:,}",
        key=f"annotate/label/{name}/{class_name}",
        disabled=name is None,
        shortcut=str(number) if number <= 9 else None,
        on_click=attempt,
        args=(label_set.label, [name], class_name),
        kwargs={"unlabelled": True},
    )


def _step_buttons(say: Words, label_set: LabelSet, name: str | None) -> None:
    st.button(
        say("annotate.desk.skip"),
        key=f"annotate/skip/{name}",
        icon=":material/skip_next:",
        type="tertiary",
        disabled=name is None,
        shortcut="S",
        on_click=_skip,
        args=(name,),
    )
    step = label_set.last_step()
    st.button(
        say("annotate.desk.undo"),
        key=f"annotate/undo/{step.id if step else ''}",
        icon=":material/undo:",
        type="tertiary",
        disabled=step is None,
        help=told(say, step) if step else None,
        shortcut="U",
        on_click=_undo,
        args=(label_set, step),
    )
    st.button(
        say("annotate.desk.remove"),
        key=f"annotate/remove/{name}",
        icon=":material/delete:",
        type="tertiary",
        disabled=name is None,
        shortcut="Delete",
        on_click=attempt,
        args=(label_set.remove, [name]),
        kwargs={"unlabelled": True},
    )
    # Another visitor's step goes only by a button that says what it is, never by a key.
    if step is None and (other := label_set.last_step_of_others()):
        st.button(
            say("annotate.desk.undo_other", step=told(say, other)),
            key=f"annotate/undo other/{other.id}",
            icon=":material/group:",
            type="tertiary",
            on_click=_undo,
            args=(label_set, other),
        )


def _skip(name: str) -> None:
    st.session_state[_SKIPPED].add(name)


def _undo(label_set: LabelSet, step: Record) -> None:
    if succeeds(label_set.undo, step):
        st.session_state[_SKIPPED].discard(step.subject)  # the picture is seen again


def told(say: Words, step: Record) -> str:
    """What a step did, in words."""
    subject = plain(step.subject)
    if step.what in ("label", "unlabel", "remove") and len(step.steps) > 1:
        subject = say("annotate.undo.many", count=len(step.steps))
    return say(f"annotate.undo.{step.what}", subject=subject, target=plain(step.target))
