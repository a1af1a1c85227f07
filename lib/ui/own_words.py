"""What Streamlit itself says in its widgets, in the visitor's language.

Its widgets speak English, and take few of their words as parameters (a placeholder is one).  The
others are covered here, each by one rule for all pages: what stands there is made to take no room,
and our own words stand behind it.
"""

from __future__ import annotations

import json

import streamlit as st

from lib.words import DEFAULT_LANGUAGE, Words

# Which element says it, by the names that Streamlit gives its parts for tests; the words' key; and
# whether it can be hidden from screen readers, too, which a button cannot without being lost.
_SAID: tuple[tuple[str, str, bool], ...] = (
    ('[data-testid="InputInstructions"] > :first-child', "widget.enter", True),
    ('.stTextArea [data-testid="InputInstructions"] > :first-child', "widget.enter.lines", True),
    ('[role="listbox"][data-empty="true"] [role="option"] > *', "widget.empty", True),
    (
        '[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p',
        "widget.file",
        True,
    ),
    ('[data-testid="stFileUploaderDropzoneInstructions"] span', "widget.drop", True),
    ('[data-testid="stCameraInputButton"]:not(:has(svg))', "widget.camera.take", False),
    ('[data-testid="stCameraInputButton"] > :has(svg)', "widget.camera.again", True),
    ('[data-testid="stCameraInputWebcamComponent"] p', "widget.camera.allow", True),
)
_LINK = '[data-testid="stCameraInputWebcamComponent"] p > a {display: none;}'  # to a manual


def apply_own_words(say: Words) -> None:
    """Add the rules to the page being drawn; in English there is nothing to say otherwise."""
    if say.language != DEFAULT_LANGUAGE:
        st.html(f"<style>\n{own_words(say)}\n</style>")


def own_words(say: Words) -> str:
    """The rules in the language of the words."""
    rules = [_rule(selector, say(key), silent) for selector, key, silent in _SAID]
    return "\n".join([*rules, _LINK])


def _rule(selector: str, text: str, silent: bool) -> str:
    hidden = " visibility: hidden;" if silent else ""
    content = json.dumps(text, ensure_ascii=False)
    return (
        f"{selector} {{font-size: 0 !important;{hidden}}}\n"
        f"{selector}::after {{content: {content}; font-size: .875rem; visibility: visible;}}"
    )
