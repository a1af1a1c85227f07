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
_TICK = 0.5
_LONGEST = 120.0  # a worker that first has to load TensorFlow on a busy machine
_KEPT = 512  # answers of the process, a few kilobytes each
_MODULE = "lib.models.orders"
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="orders")
_asked: OrderedDict[tuple[Any, ...], Future[Any]] = OrderedDict()
_lock = threading.Lock()


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
        with _lock:
            future = _asked.get(key)
            if future is None:
                future = _pool.submit(engine.quick, _MODULE, function, *arguments, timeout=_LONGEST)
                _asked[key] = future
                while len(_asked) > _KEPT:
                    _asked.popitem(last=False)
        try:
            # Once something of the page has to wait, the rest need not keep the page, too.
            return future.result(timeout=0 if self._open else PATIENCE)
        except NotYet:
            self._open.append(future)
            return None
        except ConvScopeError as error:
            with _lock:
                _asked.pop(key, None)  # asked again the next time
            self._page.report(error)
            return None

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
