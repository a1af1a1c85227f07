"""The four ways timed in the quick worker, without keeping anybody waiting."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from lib.cnn.arrays import FloatArray
from lib.jobs import engine
from lib.operations.edge_costs import Setting
from lib.operations.edge_timing import Timing
from lib.operations.kernel_text import write_kernel
from lib.ui.edges.bench import grey
from lib.ui.picture import ChosenPicture

_KEPT = 64  # answers of the process, for all visitors
_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="edges-measuring")
_AGAIN_SECONDS = 30  # after which what failed is tried once more
_failed: dict[Any, float] = {}
_asked: OrderedDict[Any, Future[tuple[Timing, ...]]] = OrderedDict()
_lock = threading.Lock()


def measured(
    picture: ChosenPicture, kernel: FloatArray, setting: Setting, *, ask: bool
) -> tuple[Timing, ...] | None:
    """What was measured for these numbers; None while nothing is known.

    Args:
        picture: The picture to compute on.
        kernel: ``(kh, kw)``.
        setting: How it is laid on the picture.
        ask: Whether to have it measured if nobody has; returns at once all the same.

    Raises:
        ConvScopeError: What went wrong in the worker; asked again half a minute later.
    """
    key = (picture.digest, write_kernel(kernel), setting)
    with _lock:
        answer = _asked.get(key)
        if answer is None and ask:
            values = grey(picture, setting.input_shape)
            answer = _pool.submit(
                engine.quick, "lib.operations.edge_timing", "time_methods", values, kernel, setting
            )
            _asked[key] = answer
            while len(_asked) > _KEPT:
                _asked.popitem(last=False)
        if answer is None or not answer.done():
            return None
        if answer.exception() is not None:
            now = time.monotonic()
            if now - _failed.setdefault(key, now) > _AGAIN_SECONDS:
                del _asked[key], _failed[key]
    return answer.result()
