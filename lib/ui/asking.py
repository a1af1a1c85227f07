"""Questions to the quick worker: answered at once when it is warm, else as soon as it is.

A page never waits long for an answer.  It draws what is known, says that an answer is on its
way, and is drawn again when that has come.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.ui.answers import Answers
from lib.ui.page import Page
from lib.ui.turns import waiting

UNKNOWN = "…"  # what stands for a number that is on its way
PATIENCE = 1.5  # seconds: a warm worker needs a fiftieth of that
_COLD_PATIENCE = 0.1  # as long as nobody has had an answer, the worker is loading TensorFlow
_TICK = 0.5
_LONGEST = 120.0  # a worker that first has to load TensorFlow on a busy machine
_PUBLIC_BYTES = 32_000_000  # in the process, for everybody
_OWN_BYTES = 8_000_000  # of one visitor: half a dozen pictures in the size of the page
_OWN = "answers about pictures"
_public = Answers(_PUBLIC_BYTES)
_answered = threading.Event()


class Asking:
    """The questions of one drawing of a page, and which of them are still open.

    Args:
        page: The page being drawn; it is told what goes wrong, and shows what is known.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: list[Future[Any]] = []

    def ask(self, module: str, function: str, *arguments: Any, fresh: float | None = None) -> Any:
        """What ``<module>.<function>(*arguments)`` returns in the worker; None while unknown.

        It depends on nothing but the arguments, so an answer serves everybody.

        Args:
            module: Such as ``lib.models.orders``.
            function: Its name.
            *arguments: Hashable; nothing that a visitor brought.
            fresh: Seconds after which the answer may have changed.
        """
        question = (module, function, *arguments)
        return self._answer(_public, question, partial(_call, *question), fresh)

    def about(
        self,
        module: str,
        function: str,
        digest: str,
        pixels: NDArray[np.uint8] | bytes,
        *arguments: Any,
    ) -> Any:
        """What ``<module>.<function>(digest, pixels, *arguments)`` returns; None while unknown.

        The pixels travel only when the worker does not know the picture: it is asked with None
        first, and says None if so.  Answers hold what a visitor brought, so they are kept with
        the visitor's session.

        Args:
            module: Such as ``lib.models.resizing``.
            function: Takes the digest, the pixels or None, and the arguments.
            digest: Of the picture's content.
            pixels: (H, W, 3) uint8, or a whole file where the function takes one.
            *arguments: The rest; hashable.
        """
        own: Answers = st.session_state.setdefault(_OWN, Answers(_OWN_BYTES))
        question = (module, function, digest, *arguments)
        answer = partial(_call_about, module, function, digest, pixels, arguments)
        return self._answer(own, question, answer, None)

    def known(self, module: str, function: str, *arguments: Any) -> Any:
        """As :meth:`ask`, if somebody has asked and has the answer; asks nothing."""
        return _public.known((module, function, *arguments))

    def prepare(self, module: str, function: str, *arguments: Any) -> None:
        """Have something answered that may be wanted soon; waits for nothing."""
        if not self._open:
            question = (module, function, *arguments)
            _public.asked(question, partial(_call, *question))

    def still_starting(self) -> None:
        """Say that an answer is on its way, if one is."""
        if self._open:
            st.info(self._page.say("asked.waiting"), icon=":material/hourglass_empty:")

    def wait(self) -> None:
        """Draw the page again as soon as every open question has its answer."""
        if not self._open:
            return

        @st.fragment(run_every=_TICK)
        def look() -> None:
            if all(future.done() for future in self._open):
                self._page.again()

        look()

    def _answer(
        self, answers: Answers, question: tuple[Any, ...], answer: Any, fresh: float | None
    ) -> Any:
        future = answers.asked(question, answer, fresh=fresh)
        try:
            with waiting():
                return future.result(timeout=self._patience())
        except NotYet:
            self._open.append(future)
            self._page.partial = True
            return None
        except ConvScopeError as error:
            answers.forget(question)  # asked again the next time
            self._page.report(error)
            return None

    def _patience(self) -> float:
        # Once something of the page has to wait, the rest need not keep the page, too.
        if self._open:
            return 0.0
        return PATIENCE if _answered.is_set() else min(PATIENCE, _COLD_PATIENCE)


def _call(module: str, function: str, *arguments: Any) -> Any:
    answer = engine.quick(module, function, *arguments, timeout=_LONGEST)
    _answered.set()
    return answer


def _call_about(
    module: str,
    function: str,
    digest: str,
    pixels: NDArray[np.uint8] | bytes,
    arguments: tuple[Any, ...],
) -> Any:
    answer = _call(module, function, digest, None, *arguments)
    return _call(module, function, digest, pixels, *arguments) if answer is None else answer
