"""``/health``: whether this server is well, for a host's watch and a load balancer.

It starts nothing, and says nothing that names a folder, a run or a visitor.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import threading
import time
import tomllib
from functools import cache
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse

from lib.errors import ConvScopeError
from lib.hosting.start import check_home
from lib.places import PROJECT, home
from lib.runs.directory import list_runs
from lib.runs.state import ACTIVE
from lib.settings import settings

_KEPT_SECONDS = 2.0  # however often it is asked, the disk is looked at that rarely
_PATIENCE_SECONDS = 3.0

_looking, _asking = threading.Lock(), threading.Lock()
_last: tuple[float, tuple[int, dict[str, Any]]] | None = None
_last_engine: tuple[float, dict[str, Any]] | None = None


async def health(_: Request) -> JSONResponse:
    """Answer 200 with what is known, or 503 where the data folder cannot be written."""
    status, facts = await anyio.to_thread.run_sync(_known)
    engine = _not_answering()
    with anyio.move_on_after(_PATIENCE_SECONDS):
        engine = await anyio.to_thread.run_sync(_engine, abandon_on_cancel=True)
    return JSONResponse(
        {**facts, "engine": engine}, status_code=status, headers={"cache-control": "no-store"}
    )


@cache
def version() -> str:
    """Of the project, as ``pyproject.toml`` says it."""
    text = (PROJECT / "pyproject.toml").read_text("utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def _known() -> tuple[int, dict[str, Any]]:
    global _last  # noqa: PLW0603
    with _looking:
        if _last is None or time.monotonic() - _last[0] > _KEPT_SECONDS:
            _last = time.monotonic(), _look()
        return _last[1]


def forget() -> None:
    """Look anew at the next question."""
    global _last, _last_engine  # noqa: PLW0603
    _last = _last_engine = None


def _look() -> tuple[int, dict[str, Any]]:
    here = settings()
    facts: dict[str, Any] = {
        "status": "ok",
        "version": version(),
        "training": "on" if here.training else "off",
        "runs": {"active": None, "limit": here.queue_limit},
        "disk": {"free_bytes": None},
    }
    try:
        check_home()
        facts["disk"]["free_bytes"] = _free_bytes()
        facts["runs"]["active"] = sum(run.status() in ACTIVE for run in list_runs().runs)
    except (OSError, ConvScopeError):
        return 503, {**facts, "status": "data_folder_not_writable"}
    return 200, facts


def _free_bytes() -> int:
    return shutil.disk_usage(home()).free


def _not_answering() -> dict[str, Any]:
    return {"state": "not_answering", "workers": 0}


def _engine() -> dict[str, Any]:
    """What the engine last said; however long it is silent, one thread alone waits for it."""
    global _last_engine  # noqa: PLW0603
    if not _asking.acquire(timeout=_PATIENCE_SECONDS):
        return _not_answering()
    try:
        if _last_engine is None or time.monotonic() - _last_engine[0] > _KEPT_SECONDS:
            _last_engine = time.monotonic(), _ask_engine()
        return _last_engine[1]
    finally:
        _asking.release()


def _ask_engine() -> dict[str, Any]:
    # Looked up, not imported: to load the engine's library is a start, too.
    module = sys.modules.get("lib.jobs.engine")
    with contextlib.suppress(OSError):  # the data folder is away: that is said already
        if module is not None and (known := module.status()).connected:
            return {"state": "running", "workers": len(known.workers)}
    return {"state": "not_running", "workers": 0}
