"""A picture of a figure that changes with a control, as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from lib.figures.svg import data_address


def inline_picture(
    file: bytes, *, width: int | Literal["stretch"], alt: str, caption: str | None = None
) -> None:
    """Show a packed picture that travels with the page's messages.

    The usual way keeps it on the server and has the browser ask for it: a second journey, and one
    in vain where a faster press has replaced the picture meanwhile.  And what is wider than its
    place is unpacked, reduced and packed anew at every step of a slider.

    Args:
        file: A PNG, JPEG or WebP, of a size that may be sent at every step.
        width: On the page, in CSS pixels, or as wide as its place.
        alt: What is seen, for who does not see it.
        caption: Below it, in Markdown.
    """
    st.image(data_address(file), width=width, alt=alt, caption=caption)
    # Python keeps the last 128 addresses that it took apart, which would be a hundred megabytes.
    forget: Callable[[], None] | None = getattr(urlsplit, "cache_clear", None)
    if forget is not None:
        forget()
