"""What a page ends with: one thing to work out, for the numbers now on the screen.

Unlike a prediction (:mod:`lib.ui.predict_first`), which is picked before looking, a check is
worked out after it, may be tried again, and says how it is done only once it was solved or given
up.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.ui.page import Page

if TYPE_CHECKING:  # the first page needs nothing of what other pages work out
    from lib.operations.checks.worked import Worked

_SOLVED = "checks solved"  # in the session: pages, and the views of them, once got right


def check(
    page: Page,
    name: str,
    *,
    answer: Any,
    options: Sequence[Any] | None = None,
    tolerance: float = 0.0,
    format_func: Callable[[Any], str] = str,
    **facts: object,
) -> None:
    """Ask, judge what was typed or picked, and explain once it is right or given up.

    The strings ``<page>.check.<name>`` (the question) and ``<page>.check.<name>.why`` (how it is
    done) are filled with ``facts``.  When its numbers change it is a new check.

    Args:
        page: The page being drawn.
        name: Of the check.
        answer: The right answer, computed from the page's controls: a number to be typed, or one
            of ``options``.
        options: What can be picked; None for a number that is typed.
        tolerance: How far a typed number may be off, in the answer's unit; whole numbers must be
            exact.
        format_func: What an answer is called.
        **facts: For the slots of both strings.

    Raises:
        ValueError: ``answer`` is none of the options, or not a finite number.
    """
    if options is not None and answer not in options:
        raise ValueError(f"the answer {answer!r} is none of the options {options!r}")
    if options is None and not math.isfinite(answer):
        raise ValueError(f"{answer!r} cannot be typed")
    say = page.say
    question = say(f"{page.path}.check.{name}", **facts)
    digest = hashlib.sha256(f"{question}{answer!r}{options!r}".encode()).hexdigest()[:12]
    key = f"{page.path}.check.{name}.{digest}"
    with st.container(key=f"check-{name}", border=True, gap="xsmall"):
        st.markdown(f":material/task_alt: **{say('check.title')}** — {question}")
        typed = _typed(key, question) if options is None else ""
        given = _number(typed) if typed else None
        if options is not None:
            given = st.pills(
                question,
                list(options),
                format_func=format_func,
                key=key,
                label_visibility="collapsed",
            )
        right = given is not None and (
            given == answer if options is not None else abs(given - answer) <= tolerance
        )
        why = say(f"{page.path}.check.{name}.why", **facts)
        if right:
            solved(page.path).add(name)
            st.markdown(f":green[:material/check_circle: **{say('check.right')}**] {why}")
        elif st.session_state.get(f"{key}.shown"):
            called = say("check.shown", answer=format_func(answer))
            st.markdown(f":material/visibility: **{called}** {why}")
        elif typed and given is None:
            st.markdown(f":orange[:material/help: **{say('check.unreadable')}**]")
        elif given is not None:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f":orange[:material/cancel: **{say('check.wrong')}**]", width="content")
                st.button(
                    say("check.show"),
                    type="tertiary",
                    icon=":material/visibility:",
                    key=f"{key}.show",
                    on_click=lambda: st.session_state.update({f"{key}.shown": True}),
                )


def ask(page: Page, name: str, worked: Worked, **facts: object) -> None:
    """Ask for a number that was worked out; see :func:`check`.

    Args:
        page: The page being drawn.
        name: Of the check.
        worked: The answer, with numbers for the slots; several in a tuple are listed.
        **facts: What the slots hold besides: names, in the visitor's language.
    """
    slots: dict[str, Any] = {slot: _listed(page, fact) for slot, fact in worked.facts.items()}
    check(
        page,
        name,
        answer=worked.answer,
        tolerance=worked.tolerance,
        format_func=lambda _: worked.text,
        **{**facts, **slots},
    )


def _listed(page: Page, fact: object) -> object:
    if not isinstance(fact, tuple):
        return fact
    return page.say("list.separator").join(map(str, fact)) or page.say("check.none")


def solved(path: str) -> set[str]:
    """The checks of a page that the visitor has got right in this session."""
    shelf: dict[str, set[str]] = st.session_state.setdefault(_SOLVED, {})
    return shelf.setdefault(path, set())


def _typed(key: str, question: str) -> str:
    # A browser's field for numbers takes no comma, and would make 705 of 0,705 without a word.
    text: str = st.text_input(
        question,
        key=key,
        width=220,
        placeholder="?",
        label_visibility="collapsed",
        autocomplete="off",
    )
    return text.strip()


def _number(text: str) -> float | None:
    # Asked for when it is needed: the first page has read nothing of what reads answers.
    from lib.operations.typed_numbers import read_number

    return read_number(text)
