"""Questions about a picture to the quick worker: sent once, answers kept for the visitor."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.jobs import engine
from lib.ui.page import Page

_ANSWERS_KEPT = 40
_FIRST_SECONDS = 60.0  # the first question of a server also starts its workers


def ask_about(
    page: Page,
    module: str,
    function: str,
    digest: str,
    pixels: NDArray[np.uint8] | bytes,
    *arguments: Any,
) -> Any:
    """What ``lib.models.<module>.<function>(digest, pixels, *arguments)`` answers in the worker.

    The pixels travel only when the worker does not know the picture: it is asked with None first,
    and says None if so.  Answers hold what a visitor brought, so they go with the session.

    Args:
        page: Says that it is being computed while nobody has had an answer yet.
        module: Under ``lib.models``.
        function: Takes the digest, the pixels or None, and the arguments.
        digest: Of the picture's content.
        pixels: (H, W, 3) uint8, or a whole file where the function takes one.
        *arguments: The rest; hashable.

    Raises:
        EngineError: As :func:`~lib.jobs.engine.quick`.
    """
    key = (module, function, digest, *arguments)
    answers: dict[tuple[Any, ...], Any] = st.session_state.setdefault("answers about pictures", {})
    if key not in answers:
        while len(answers) >= _ANSWERS_KEPT:
            answers.pop(next(iter(answers)))
        place = f"lib.models.{module}"
        if answers:
            answers[key] = _ask(place, function, digest, pixels, arguments)
        else:  # once answered, it takes hundredths of a second
            with st.spinner(page.say("asked.waiting"), show_time=True):
                answers[key] = _ask(place, function, digest, pixels, arguments)
    return answers[key]


def _ask(
    place: str,
    function: str,
    digest: str,
    pixels: NDArray[np.uint8] | bytes,
    arguments: tuple[Any, ...],
) -> Any:
    found = engine.quick(place, function, digest, None, *arguments, timeout=_FIRST_SECONDS)
    if found is None:
        found = engine.quick(place, function, digest, pixels, *arguments, timeout=_FIRST_SECONDS)
    return found
