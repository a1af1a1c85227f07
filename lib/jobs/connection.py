"""The connection to a cluster: our own, started here and started again when it dies, or another.

An engine lives from its first connection until it is closed, however often the cluster behind it
dies meanwhile: for as long it holds the lock by which others know that its runs are seen to.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from typing import Any

import filelock
from distributed import Client

from lib.errors import EngineError
from lib.jobs.cluster import OwnCluster, start_cluster
from lib.runs.directory import engine_lock_path
from lib.settings import settings

_log = logging.getLogger(__name__)
_CONNECT_SECONDS = 20  # our own, which has just been started
_REACH_SECONDS = 10  # another: it is there or it is not
_LOOK_SECONDS = 0.05
_PAUSE_SECONDS = 3.0  # between two tries


class Connection:
    """Of one engine.

    Args:
        name: Of the engine.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._connecting = threading.RLock()
        self._client: Any = None
        self._cluster: OwnCluster | None = None
        self._alive: filelock.BaseFileLock | None = None
        self._refused: tuple[float, str] | None = None  # when and why it was last in vain

    @property
    def client(self) -> Any:
        """The client while the cluster can be reached; None otherwise."""
        client, cluster = self._client, self._cluster
        if client is None or client.status != "running":
            return None
        return client if cluster is None or cluster.is_whole() else None

    def connected(self) -> Any:
        """The client, connected; what has died is started again.

        Raises:
            EngineError: The cluster cannot be reached (``engine.unavailable``).
        """
        if client := self.client:
            return client
        if not self._connecting.acquire(timeout=_CONNECT_SECONDS):
            raise EngineError("engine.unavailable", reason="it is being started")
        try:
            return self.client or self._regained() or self._connect()
        finally:
            self._connecting.release()

    def close(self) -> None:
        """Leave the cluster, end it when it is our own, and be gone for the others."""
        with self._connecting:
            self._leave()
            self._refused = None
            alive, self._alive = self._alive, None
            if alive is not None:
                alive.release()
                engine_lock_path(self._name).unlink(missing_ok=True)

    def _regained(self) -> Any:
        """The client, if it finds back to our own scheduler, which lives, by itself.

        To start another cluster would end what this one trains.
        """
        until = time.monotonic() + _REACH_SECONDS
        while (
            (client := self._client) is not None
            and client.status == "connecting"
            and self._cluster is not None
            and self._cluster.is_whole()
            and time.monotonic() < until
        ):
            time.sleep(_LOOK_SECONDS)
        return self.client

    def _connect(self) -> Any:
        if self._refused is not None and time.monotonic() - self._refused[0] < _PAUSE_SECONDS:
            raise EngineError("engine.unavailable", reason=self._refused[1])
        self._leave()
        try:
            self._live()
            self._client = self._reach(settings().scheduler)
        except Exception as error:  # whatever keeps a cluster from starting
            _log.exception("the compute engine did not start")
            self._leave()
            reason = str(error)[:300]
            self._refused = time.monotonic(), reason
            raise EngineError("engine.unavailable", reason=reason) from error
        self._refused = None
        return self._client

    def _live(self) -> None:
        if self._alive is None:
            alive = filelock.FileLock(engine_lock_path(self._name), thread_local=False)
            alive.acquire(timeout=5)
            self._alive = alive

    def _reach(self, address: str | None) -> Any:
        if address:
            return Client(address, timeout=_REACH_SECONDS, set_as_default=False)
        self._cluster = start_cluster(self._name)
        return Client(self._cluster.address, timeout=_CONNECT_SECONDS, set_as_default=False)

    def _leave(self) -> None:
        client, cluster = self._client, self._cluster
        self._client = self._cluster = None
        if client is not None:
            with contextlib.suppress(Exception):  # it may be gone already
                client.close(timeout=5)
        if cluster is not None:
            cluster.close()
