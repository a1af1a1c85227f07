"""Whether a lock is held, asked without getting in the way of anybody else who asks.

Locks are files of :mod:`filelock`, which on POSIX are ``flock`` locks.  A question asks for a
*shared* lock: that is refused while somebody holds the exclusive one, and granted beside any
number of other questions, also of other processes.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import filelock

if sys.platform != "win32":
    import fcntl

_asking = threading.Lock()


def is_held(path: Path) -> bool:
    """Whether some process holds the lock ``path`` at this moment."""
    if sys.platform == "win32":
        return _cannot_be_taken(path)
    try:
        with path.open("rb") as file:  # closing it gives the shared lock back
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (FileNotFoundError, IsADirectoryError):
        return False
    except BlockingIOError:
        return True
    except OSError:  # a file system without flock: there filelock has a way of its own
        return _cannot_be_taken(path)
    return False


def _cannot_be_taken(path: Path) -> bool:
    """The answer by trying; two who try at once take each other for a holder."""
    if not path.exists():
        return False
    with _asking:
        try:
            with filelock.FileLock(path).acquire(timeout=0):
                return False
        except filelock.Timeout:
            return True
