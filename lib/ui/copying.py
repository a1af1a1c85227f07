"""A link as text, with a button that copies it.

The button that Streamlit lays over a code appears only under a mouse, and says nothing.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lib.components import PREFIX
from lib.ui.language import words

_HERE = Path(__file__).parent
_HTML = """
<button type="button">
<svg class="sheets" viewBox="0 0 19 19" aria-hidden="true"><path d="M6 2h10v12h-2V4H6zM3 5h9v12H3zM5
7v8h5V7z" fill-rule="evenodd"></path></svg>
<svg class="tick" viewBox="0 0 19 19" aria-hidden="true"><path d="M7.5 15 2 9.5 3.5 8l4 4 8-8L17
5.5z"></path></svg>
<span></span></button><i class="live" role="status"></i>
"""

_button = st.components.v2.component(
    f"{PREFIX}copying",
    html=_HTML,
    css=(_HERE / "copying.css").read_text(encoding="utf-8"),
    js=(_HERE / "copying.js").read_text(encoding="utf-8"),
)


def show_link(link: str, *, key: str) -> None:
    """Show a link, whole, and a button to copy it.

    Args:
        link: What is shown and copied.
        key: Of the button.
    """
    st.code(link, language=None, wrap_lines=True)
    copy_button(link, key=key)


def copy_button(text: str, *, key: str) -> None:
    """Draw a button that copies a text; it says in words that it did, or could not.

    Args:
        text: What is copied.
        key: Of the component.
    """
    say = words()
    labels = {name: say(f"copy.{name}") for name in ("copy", "copied", "failed")}
    # In a list: Streamlit looks for data frames in a bare dictionary, and loads 45 MB to know one.
    _button(key=key, data=[{"text": text, "labels": labels}])
