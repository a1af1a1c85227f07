"""Several of many options, bound to the address as codes with commas between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from lib.errors import ConvScopeError
from lib.ui.page import Page
from lib.words import DEFAULT_LANGUAGE

_LONGEST_SHOWN = 60  # characters of a text from the address that a message repeats


def choose_several(
    page: Page,
    name: str,
    options: Mapping[str, str],
    *,
    label: str,
    most: int,
    default: Sequence[str] = (),
    help: str | None = None,
) -> tuple[str, ...]:
    """Draw a list in which several can be chosen.

    What the address names and is no option is named in a message, and left out.

    Args:
        page: The page being drawn.
        name: Of the parameter.
        options: What can be chosen, by code, with what it is called.
        label: Of the list.
        most: How many can be chosen.
        default: What is chosen where the address says nothing.
        help: What stands behind the question mark.
    """
    key = f"{page.path}.{name}.list"

    def changed() -> None:
        page.controls.set(**{name: ",".join(st.session_state[key])})

    held: str = page.controls.held(name, default=",".join(default), parse=checked_codes(name, most))
    codes = [code for code in dict.fromkeys(held.split(",")) if code]
    known = tuple(code for code in codes if code in options)
    for code in codes:
        if code not in options:
            page.controls.problems.append(
                ConvScopeError("url.unknown_of_several", field=name, value=code[:_LONGEST_SHOWN])
            )
    if len(known) < len(codes):
        page.controls.set(**{name: ",".join(known)})
    st.session_state[key] = list(known)
    st.multiselect(
        label,
        list(options),
        key=key,
        format_func=lambda code: options.get(code, code),
        max_selections=most,
        on_change=changed,
        help=help,
        placeholder=page.say("several.choose"),
        # Its entry for all of them has English words, which no parameter changes.
        select_all=page.say.language == DEFAULT_LANGUAGE,
    )
    return known


def checked_codes(name: str, most: int) -> Callable[[str], str]:
    """From the address's text to codes with commas between them; refuses more than ``most``."""

    def parse(text: str) -> str:
        if len(set(filter(None, text.split(",")))) > most:
            raise ConvScopeError("url.too_many", field=name, value=text[:_LONGEST_SHOWN], most=most)
        return text

    return parse
