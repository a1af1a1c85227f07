"""When visitors have left: forget them, and give their memory back.

Streamlit keeps a session for two minutes, for a browser that comes back, and looks for those whose
time is over only when another visitor leaves.  Its own collection of garbage after every run is
switched off, because it would cost a slider 40 ms a step.  And what has been freed stays with the
process, unless the C library is told to return it.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from streamlit import runtime

_EVERY_SECONDS = 30.0
_GROWN_BYTES = 32 * 2**20  # less is not worth the third of a second in which nobody is answered
_MEMORY = Path("/proc/self/statm")
_MOST_HEAPS = -8  # M_ARENA_MAX of malloc.h
_PAGE_BYTES = 4096


@contextlib.asynccontextmanager
async def forgetting(*, every: float = _EVERY_SECONDS) -> AsyncIterator[None]:
    """Forget visitors who left, and give their memory back, from time to time."""
    task = asyncio.create_task(_work(every))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _work(every: float) -> None:
    kept: int | None = None
    while True:
        await asyncio.sleep(every)
        left = forget_departed()  # here, in the thread of all sessions' coming and going
        if left or kept is None or resident_bytes() > kept + _GROWN_BYTES:
            await asyncio.to_thread(give_back)
            kept = resident_bytes()


def keep_memory_together() -> None:
    """Have all threads take their memory from two places; once, before there are many.

    The C library gives every thread that draws a page a heap of its own, up to eight for a
    processor, and none of them can be returned as long as its last block is in use: after a
    hundred visitors, of 330 MB not half was used.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library has its own way
            ctypes.CDLL("libc.so.6").mallopt(_MOST_HEAPS, 2)


def forget_departed() -> bool:
    """Let go of the sessions that nobody can come back to; whether there were some."""
    # Another version of Streamlit may keep them elsewhere; then they go as it sees fit.
    with contextlib.suppress(AttributeError, RuntimeError):
        cache = runtime.get_instance()._session_mgr._session_storage._cache  # type: ignore[attr-defined]
        return bool(cache.expire())
    return False


def give_back() -> None:
    """Collect what nobody refers to any more, and return free memory to the system."""
    gc.collect()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library has its own way
            ctypes.CDLL("libc.so.6").malloc_trim(0)


def resident_bytes() -> int:
    """Memory of this process; 0 where the system does not tell."""
    try:
        return int(_MEMORY.read_text("ascii").split()[1]) * _PAGE_BYTES
    except OSError:
        return 0
