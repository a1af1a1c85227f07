"""The line above the desk: how far the labels are, the link, the archive, the end, the training."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.datasets.annotation.export import count_parts, export_part
from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.limits import kept_days
from lib.datasets.annotation.readiness import lack
from lib.datasets.annotation.store import Contents
from lib.ui.annotate.session import delete_set
from lib.ui.copying import show_link
from lib.ui.page import Page, training_door
from lib.words import Words, plain


def header(page: Page, label_set: LabelSet, contents: Contents) -> None:
    """Draw it, into a row."""
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
    missing = lack(contents)
    if missing is None:
        training_door(say("annotate.train"), data=label_set.name, lang=say.language)
    with st.popover(say("annotate.link"), icon=":material/key:"):
        st.markdown(say("annotate.link.key"))
        st.markdown(kept_text(say))
        show_link(_link(page, label_set), key="annotate-copy")
    _export(say, label_set, contents, place="header")
    with st.popover(say("annotate.delete"), icon=":material/delete_forever:"):
        st.markdown(say("annotate.delete.warning", count=f"{contents.total:,}"))
        _export(say, label_set, contents, place="delete")
        st.button(
            say("annotate.delete.confirm"),
            type="primary",
            on_click=lambda: delete_set(page, label_set),
            key="annotate/delete set",
        )
    st.button(
        say("annotate.leave"),
        type="tertiary",
        on_click=page.controls.set,
        kwargs={"set": ""},
        key="annotate/leave",
    )
    if missing is not None and contents.total:
        st.caption(
            say(
                f"annotate.lack.{missing.what}",
                count=missing.count,
                needed=missing.needed,
                class_name=plain(missing.class_name),
            ),
            width="content",
        )


def kept_text(say: Words) -> str:
    """How long the pictures of a set are kept."""
    days = kept_days()
    return say("annotate.kept", days=days) if days else say("annotate.kept.always")


def _export(say: Words, label_set: LabelSet, contents: Contents, *, place: str) -> None:
    """A button that makes the archive when it is pressed; of a large set one for each part."""
    parts = max(1, count_parts(label_set))
    for number in range(parts):
        st.download_button(
            say("annotate.export")
            if parts == 1
            else say("annotate.export.part", part=number + 1, parts=parts),
            _making(label_set, number),
            file_name=f"convscope-pictures{f'-{number + 1}' if parts > 1 else ''}.zip",
            mime="application/zip",
            icon=":material/download:",
            help=say("annotate.export.help"),
            disabled=not contents.total,
            on_click="ignore",
            key=f"annotate/export/{place}/{number}",
        )


def _making(label_set: LabelSet, number: int) -> Callable[[], bytes]:
    return lambda: export_part(label_set, number)


def _link(page: Page, label_set: LabelSet) -> str:
    """The address of the set alone, without what else the visitor has chosen on the page."""
    here = (st.context.url or "").partition("?")[0]
    view = st.query_params.get("view")
    asked = {"view": view, "set": label_set.name, "lang": page.say.language}
    return f"{here}?" + "&".join(f"{name}={value}" for name, value in asked.items() if value)
