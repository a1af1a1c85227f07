"""The pictures beside the one on the screen are looked at before somebody chooses them."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from lib.errors import ConvScopeError
from lib.runs.directory import Run
from lib.ui.layers.asking import have_ready
from lib.ui.layers.bench import Bench
from lib.ui.picture import beside, shipped

_MOST_WAITING = 6  # of all visitors together; whoever comes later finds out by asking
_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="next-pictures")
_lock = threading.Lock()
_waiting: set[tuple[Any, ...]] = set()


def look_ahead(bench: Bench, function: str, *arguments: Any) -> None:
    """Have the worker asked about the next pictures of the list, after whoever waits for it.

    Nothing is done for a picture that a visitor brought: there is no next one.

    Args:
        bench: Network and picture.
        function: As for :meth:`Bench.ask`.
        *arguments: The rest; hashable.
    """
    for name in beside(bench.picture):
        wanted = bench.run.id, name, function, *arguments
        with _lock:
            if wanted in _waiting or len(_waiting) >= _MOST_WAITING:
                continue
            _waiting.add(wanted)
        _pool.submit(_fetch, wanted, bench.run, name, function, arguments)


def _fetch(
    wanted: tuple[Any, ...], run: Run, name: str, function: str, arguments: tuple[Any, ...]
) -> None:
    try:
        with contextlib.suppress(ConvScopeError):  # told to whoever chooses the picture
            have_ready(run, shipped(name), function, *arguments)
    finally:
        with _lock:
            _waiting.discard(wanted)
