"""A server that runs for months tidies up by itself, not only when it starts."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator

from lib.errors import ConvScopeError
from lib.runs.sweep import sweep

_FIRST_SECONDS = 60.0  # the first visitors come first
_EVERY_SECONDS = 6 * 3600.0

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def tidying(*, first: float = _FIRST_SECONDS, every: float = _EVERY_SECONDS) -> Iterator[None]:
    """Sweep the data folder from time to time while the block runs.

    Several servers of one folder may do so at once.

    Args:
        first: Seconds until the first time.
        every: Seconds from one time to the next.
    """
    ended = threading.Event()

    def work() -> None:
        wait = first
        while not ended.wait(wait):
            wait = every
            try:
                sweep()
            except (OSError, ConvScopeError):  # the next time may do better
                _log.exception("the data folder was not swept")

    threading.Thread(target=work, name="upkeep", daemon=True).start()
    try:
        yield
    finally:
        ended.set()
