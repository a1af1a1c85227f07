"""How a page looks on paper: any page can be printed, or saved as a PDF, by the browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

_RULES = Path(__file__).with_name("print.css")


@cache
def print_rules() -> str:
    """The rules of style for paper, as an element of the page."""
    return f"<style>\n{_RULES.read_text(encoding='utf-8')}</style>"


def apply_print_style() -> None:
    """Add the rules to the page being drawn."""
    st.html(print_rules())
