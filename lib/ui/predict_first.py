"""A question to answer before looking: picked, judged by what the page computes, explained."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from lib.ui.page import Page


def predict_first(
    page: Page,
    name: str,
    options: Sequence[Any],
    *,
    answer: Any,
    format_func: Callable[[Any], str] = str,
    **facts: object,
) -> None:
    """Ask, and judge the answer by the numbers now on the page.

    The strings ``<page>.predict.<name>`` (the question) and ``<page>.predict.<name>.why`` (what
    explains the answer, shown once one was picked) are filled with ``facts``.  A question whose
    numbers have changed is a new one, so its pick is forgotten.

    Args:
        page: The page being drawn.
        name: Of the question.
        options: What can be picked; the right answer is one of them.
        answer: The right answer, computed from the page's controls.
        format_func: What an option is called.
        **facts: For the slots of both strings.

    Raises:
        ValueError: ``answer`` is not among ``options``.
    """
    if answer not in options:
        raise ValueError(f"the answer {answer!r} is none of the options {options!r}")
    say = page.say
    question = say(f"{page.path}.predict.{name}", **facts)
    digest = hashlib.sha256(f"{question}{answer!r}{list(options)!r}".encode()).hexdigest()[:12]
    with st.container(key=f"predict-first-{name}", border=True, gap="xsmall"):
        st.markdown(f":material/lightbulb: **{say('predict_first.title')}** — {question}")
        picked = st.pills(
            question,
            list(options),
            format_func=format_func,
            key=f"{page.path}.predict.{name}.{digest}",
            label_visibility="collapsed",
        )
        if picked is None:
            return
        why = say(f"{page.path}.predict.{name}.why", **facts)
        if picked == answer:
            st.markdown(f":green[:material/check_circle: **{say('predict_first.right')}**] {why}")
        else:
            verdict = say("predict_first.wrong", answer=format_func(answer))
            st.markdown(f":orange[:material/cancel: **{verdict}**] {why}")


def yes_or_no(page: Page) -> Callable[[bool], str]:
    """What the two answers are called on a page: ``<page>.yes`` and ``<page>.no``."""
    return lambda answer: page.say(f"{page.path}.{'yes' if answer else 'no'}")


def per_cent(share: int) -> str:
    """A whole number of per cent."""
    return f"{share}%"
