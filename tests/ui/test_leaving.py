"""Whoever has left is forgotten, also when nobody else leaves, and the memory comes back."""

import asyncio
import gc
import subprocess
import sys
import time
import weakref
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from lib.ui import leaving


class Session:
    """As much of a session as a storage asks of one; it refers to itself, as those do."""

    def __init__(self, name):
        self.id = name
        self.itself = self


@pytest.fixture
def storage(monkeypatch):
    """The storage of a runtime as Streamlit makes it, whose sessions may come back for 0.1 s."""
    kept = MemorySessionStorage(ttl_seconds=0.1)
    manager = WebsocketSessionManager(kept, None, None, None)
    runtime = SimpleNamespace(_session_mgr=manager)
    monkeypatch.setattr(leaving.runtime, "get_instance", lambda: runtime)
    return kept


def _left(storage, name):
    session = Session(name)
    storage.save(SimpleNamespace(session=session))
    return weakref.ref(session)


def test_a_session_is_kept_as_long_as_its_browser_may_come_back_and_then_forgotten(storage):
    gone = _left(storage, "a")
    assert not leaving.forget_departed()
    assert storage.get("a") is not None
    time.sleep(0.15)
    assert leaving.forget_departed()
    assert not leaving.forget_departed()
    gc.collect()
    assert gone() is None


def test_a_server_does_so_by_itself(storage, monkeypatch):
    monkeypatch.setattr(leaving, "resident_bytes", lambda: 1)  # it need not have grown
    gone = _left(storage, "a")

    async def served():
        async with leaving.forgetting(every=0.02):
            for _ in range(200):
                await asyncio.sleep(0.02)
                if gone() is None:
                    return True
        return False

    assert asyncio.run(served())


def test_without_a_runtime_nothing_is_done_in_silence(monkeypatch):
    def nobody():
        raise RuntimeError("Runtime hasn't been created!")

    monkeypatch.setattr(leaving.runtime, "get_instance", nobody)
    leaving.forget_departed()


@pytest.mark.skipif(sys.platform != "linux", reason="only there does the process tell its memory")
def test_freed_memory_goes_back_to_the_system():
    before = leaving.resident_bytes()
    held = [bytearray(4000) for _ in range(30_000)]
    kept = held[::1000]  # between what is freed, so that it cannot go by itself
    full = leaving.resident_bytes()
    assert full - before > 80 * 2**20
    del held
    leaving.give_back()
    assert leaving.resident_bytes() - before < 60 * 2**20
    assert len(kept) == 30


_HEAPS = """
import sys, threading
from lib.ui.leaving import keep_memory_together

if sys.argv[1] == "together":
    keep_memory_together()
together = threading.Barrier(13)

def draw():
    kept = [bytearray(60_000) for _ in range(40)]
    together.wait()
    together.wait()

threads = [threading.Thread(target=draw) for _ in range(12)]
for thread in threads:
    thread.start()
together.wait()
# A heap of another thread than the first lies in a place of 64 MB that is kept for it.
with open("/proc/self/maps") as maps:
    places = [line.split()[0].split("-") for line in maps if "---p" in line]
print(sum(int(end, 16) - int(start, 16) > 2**25 for start, end in places))
together.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="another C library has its own way")
def test_threads_share_two_heaps():
    def heaps(how):
        command = [sys.executable, "-c", _HEAPS, how]
        project = Path(__file__).resolve().parents[2]
        ended = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
        return int(ended.stdout)

    apart, together = heaps("apart"), heaps("together")
    if apart < 3:
        pytest.skip(f"threads have no heaps of their own here: {apart}")
    assert together <= 1  # beside that of the first thread
