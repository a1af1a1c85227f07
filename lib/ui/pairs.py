"""Controls side by side: in one line on a wide screen, two by two on a telephone.

Streamlit stacks columns there, and the figure that a control changes moves out of sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.ui.page import Page


def paired_columns(
    page: Page, name: str, widths: int | Sequence[float], **options: Any
) -> list[Any]:
    """As ``st.columns``, but two by two on a narrow screen.

    Args:
        page: The page being drawn.
        name: Of these columns; another for each row of the page.
        widths: As there.
        **options: As there.
    """
    return list(st.container(key=f"pairs-{page.path}-{name}").columns(widths, **options))


def paired_stack(page: Page, name: str) -> Any:
    """A container whose elements stand below each other, but two by two on a narrow screen."""
    return st.container(key=f"twos-{page.path}-{name}", gap="xxsmall")
