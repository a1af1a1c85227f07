"""Orders asked of the worker: at once when it is warm, else as soon as it is, never blocking long.

What tf.data answers depends on nothing but the numbers asked with, so an answer serves everybody.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any

import streamlit as st

from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.ui.page import Page

PATIENCE = 1.5  # seconds: a warm worker needs a fiftieth of that
_COLD_PATIENCE = 0.1  # as long as nobody has had an answer, the worker is loading TensorFlow
_TICK = 0.5
_LONGEST = 120.0  # a worker that first has to load TensorFlow on a busy machine
_KEPT = 512  # answers of the process, a few kilobytes each
_MODULE = "lib.models.orders"
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="orders")
_asked: OrderedDict[tuple[Any, ...], Future[Any]] = OrderedDict()
_lock = threading.Lock()
_answered = threading.Event()


class Asking:
    """The questions of one drawing of a page, and which of them are still open.

    Args:
        page: The page being drawn; it is told what goes wrong, and shows what is known.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: list[Future[Any]] = []

    def ask(self, function: str, *arguments: Any) -> Any:
        """What ``lib.models.orders.<function>(*arguments)`` returns; None while nobody knows.

        Args:
            function: Its name.
            *arguments: Numbers, texts and tuples of these.
        """
        key = (function, *arguments)
        future = _future(key)
        try:
            return future.result(timeout=self._patience())
        except NotYet:
            self._open.append(future)
            return None
        except ConvScopeError as error:
            with _lock:
                _asked.pop(key, None)  # asked again the next time
            self._page.report(error)
            return None

    def _patience(self) -> float:
        # Once something of the page has to wait, the rest need not keep the page, too.
        if self._open:
            return 0.0
        return PATIENCE if _answered.is_set() else min(PATIENCE, _COLD_PATIENCE)

    def known(self, function: str, *arguments: Any) -> Any:
        """As :meth:`ask`, if somebody has asked and has the answer; asks nothing."""
        future = _asked.get((function, *arguments))
        if future is None or not future.done() or future.exception() is not None:
            return None  # what failed is asked again by whoever needs it
        return future.result()

    def prepare(self, function: str, *arguments: Any) -> None:
        """Have something answered that may be wanted soon; waits for nothing."""
        if not self._open:
            _future((function, *arguments))

    def still_starting(self) -> None:
        """Say that an answer is on its way, if one is."""
        if self._open:
            st.info(self._page.say("batches.waiting"), icon=":material/hourglass_empty:")

    def wait(self) -> None:
        """Draw the page again as soon as every open question has its answer."""
        if not self._open:
            return

        @st.fragment(run_every=_TICK)
        def look() -> None:
            if all(future.done() for future in self._open):
                st.rerun()

        look()


def _future(key: tuple[Any, ...]) -> Future[Any]:
    with _lock:
        future = _asked.get(key)
        if future is None:
            future = _pool.submit(_answer, *key)
            _asked[key] = future
            while len(_asked) > _KEPT:
                _asked.popitem(last=False)
        return future


def _answer(*key: Any) -> Any:
    answer = engine.quick(_MODULE, *key, timeout=_LONGEST)
    _answered.set()
    return answer
