"""What every request runs: the language, the registry as navigation, the page.

It lies beside no folder named ``pages``: Streamlit's older page discovery looks for one next to
the main script and would answer the first deep link after a start by itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

if str(Path(__file__).resolve().parent.parent) not in sys.path:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st

from lib.export.exporting import offer_exports
from lib.places import DATA
from lib.ui.language import choose_language, page_text, words
from lib.ui.lesson.bar import choose_stop
from lib.ui.nonsense import note_missing
from lib.ui.own_words import apply_own_words
from lib.ui.printing import apply_print_style
from lib.ui.registry import PAGES, SECTIONS, PageSpec
from lib.ui.share.presenting import apply_size, choose_presenting
from lib.ui.style import apply_style
from lib.ui.turns import taking_turns


def _streamlit_page(page: PageSpec) -> st.Page:
    return st.Page(
        page.file,
        title=page_text(page.path).title,
        icon=page.icon,
        url_path=None if page.default else page.path,
        default=page.default,
    )


def main() -> None:
    """Draw the frame and run the page the address names."""
    # A page's own Material icon would be fetched from a font server as the tab's icon.
    st.set_page_config(layout="wide", page_icon=str(DATA / "icon.png"))
    choose_language()
    choose_stop()
    choose_presenting()
    note_missing()
    say = words()
    sections: dict[str, list[st.Page]] = {}
    for section in SECTIONS:
        pages = [_streamlit_page(page) for page in PAGES if page.section == section]
        if pages:
            sections["" if section == "start" else say(f"section.{section}")] = pages
    chosen = st.navigation(sections, position="top")
    apply_style()
    apply_own_words(say)
    apply_print_style()
    offer_exports(say)
    apply_size()
    with taking_turns():
        chosen.run()


main()
