"""The dialog in which a view's link is put together."""

from __future__ import annotations

import streamlit as st

from lib.ui.bound import listed
from lib.ui.controls import Controls
from lib.ui.copying import copy_button
from lib.ui.language import words
from lib.ui.share.link import view_link
from lib.words import DEFAULT_LANGUAGE


def share_button(controls: Controls) -> None:
    """Draw the button that opens the dialog.

    Args:
        controls: Of the page; the dialog shows those of the last time it was drawn.
    """
    say = words()
    if st.button(say("share"), icon=":material/share:", type="tertiary", key="share-open"):
        values, labels = controls.everything(), controls.labels()
        # Who hands on a view that was locked hands on its locks, unless they are taken off here.
        locked = [name for name in labels if name in listed("lock")]
        hidden = [name for name in labels if name in listed("hide")]

        @st.dialog(say("share.title"), width="medium")
        def dialog() -> None:
            _compose(values, labels, locked, hidden)

        dialog()


def _compose(
    values: dict[str, str], labels: dict[str, str], locked: list[str], hidden: list[str]
) -> None:
    """The choices, the link they make, and how to print."""
    say = words()
    st.markdown(say("share.what"))
    if labels:
        locked = st.multiselect(
            say("share.lock"),
            list(labels),
            default=locked,
            format_func=lambda name: labels[name],
            placeholder=say("share.nothing"),
            select_all=say.language == DEFAULT_LANGUAGE,
            key="share-lock",
        )
        hidden = st.multiselect(
            say("share.hide"),
            list(labels),
            default=hidden,
            format_func=lambda name: labels[name],
            placeholder=say("share.nothing"),
            select_all=say.language == DEFAULT_LANGUAGE,
            key="share-hide",
        )
    large = st.toggle(say("share.present"), key="share-present", help=say("share.present.help"))
    link = view_link(
        st.context.url or "",
        values,
        language=say.language,
        locked=locked,
        hidden=hidden,
        large=large,
    )
    st.code(link, language=None, wrap_lines=True)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="content"):
            copy_button(link, key="share-copy")
        st.link_button(say("share.open"), link, icon=":material/open_in_new:")
    st.caption(say("share.print"))
