"""The pictures beside the one on the screen are looked at before somebody chooses them."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from math import prod
from typing import Any

from lib.errors import ConvScopeError
from lib.layers.spec import NetworkSpec
from lib.ui.layers.asking import have_ready
from lib.ui.layers.bench import Bench
from lib.ui.picture import beside, shipped

_log = logging.getLogger(__name__)
_MOST_WAITING = 6  # of all visitors together; whoever comes later finds out by asking
# Values that one picture has in all layers: the worker keeps the passages looked at last, and
# larger ones would push out that of the picture on the screen.
_MOST_VALUES = 2_000_000


class NextPictures:
    """What is still to be asked, and the thread that asks; it ends when nothing is left."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: OrderedDict[tuple[Any, ...], Callable[[], None]] = OrderedDict()
        self._thread: threading.Thread | None = None

    def ask(self, wanted: tuple[Any, ...], ask: Callable[[], None]) -> None:
        """Have something asked, once, unless too much waits already."""
        with self._lock:
            if wanted in self._waiting or len(self._waiting) >= _MOST_WAITING:
                return
            self._waiting[wanted] = ask
            if self._thread is None:
                # Nobody waits for it when the server ends.
                self._thread = threading.Thread(target=self._work, name="next", daemon=True)
                self._thread.start()

    def finish(self) -> None:
        """Wait until nothing is left."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                wanted, ask = next(iter(self._waiting.items()))
            try:
                ask()
            except ConvScopeError:
                pass  # told to whoever chooses the picture
            except Exception:
                _log.exception("a picture was not looked at ahead")
            with self._lock:
                del self._waiting[wanted]


next_pictures = NextPictures()


def look_ahead(bench: Bench, function: str, *arguments: Any) -> None:
    """Have the worker asked about the next pictures of the list, after whoever waits for it.

    Nothing is done for a picture that a visitor brought, as there is no next one, nor for large
    networks.

    Args:
        bench: Network and picture.
        function: As for :meth:`Bench.ask`.
        *arguments: The rest; hashable.
    """
    if _values(bench.network) > _MOST_VALUES:
        return
    for name in beside(bench.picture):
        next_pictures.ask(
            (bench.run.id, bench.written, name, function, *arguments),
            partial(_fetch, bench, name, function, arguments),
        )


def _fetch(bench: Bench, name: str, function: str, arguments: tuple[Any, ...]) -> None:
    have_ready(bench.run, bench.written, shipped(name), function, *arguments)


def _values(network: NetworkSpec) -> int:
    return sum(prod(layer.output_shape) for layer in network.layers)
