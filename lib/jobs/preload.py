"""Loaded first by every process that the engine starts, the scheduler and the workers' keepers.

It makes ``lib`` importable wherever the server was started from, sets the processes up for
TensorFlow, and ends each when the server is gone: after ``kill -9`` nobody else would.  (A
worker watches its keeper in the same way; ``distributed`` does that.)

``distributed`` runs a copy of this file that lies elsewhere: what it must know comes as arguments.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import Any

import click
import dask

_POLL_SECONDS = 0.5

# By default a worker gets one thread for mathematics and a malloc that gives memory back at every
# chance.  Both are wrong for a process whose work is one network.
dask.config.set({"distributed.nanny.pre-spawn-environ": {}})


@click.command()
@click.argument("parent", type=int)
@click.argument("project")
@click.argument("niceness", type=int, default=0)
def dask_setup(_: Any, parent: int, project: str, niceness: int) -> None:
    """Called by ``distributed`` when the process starts, before it starts any other.

    Args:
        parent: Number of the process that started it.
        project: The folder that ``lib`` lies in; a worker inherits the path of its keeper.
        niceness: By how much it, and the worker, lets others go first.
    """
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    if project not in sys.path:
        sys.path.insert(0, project)
    threading.Thread(target=_watch, args=(parent,), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    # An orphan is handed to another process, so its parent's number changes.
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os._exit(1)
