"""Quick questions: a function is called in the quick worker, and its result is waited for."""

from __future__ import annotations

import logging
from typing import Any

from distributed import TimeoutError as DistributedTimeout
from distributed.scheduler import KilledWorker

from lib.errors import ConvScopeError, EngineError
from lib.jobs.cluster import QUICK
from lib.jobs.tasks import call

_log = logging.getLogger(__name__)


def ask(
    client: Any, module: str, function: str, *arguments: Any, timeout: float, patient: bool
) -> Any:
    """The answer; see :meth:`lib.jobs.engine.Engine.quick`."""
    try:
        future = client.submit(
            call,
            module,
            function,
            *arguments,
            resources={QUICK: 1},
            pure=False,
            priority=0 if patient else 10,
        )
    except Exception as error:
        raise _lost(error) from error
    try:
        return future.result(timeout=timeout)
    except (DistributedTimeout, TimeoutError) as error:
        future.cancel()
        raise EngineError("engine.busy", seconds=timeout) from error
    except KilledWorker as error:
        raise EngineError("engine.task_failed", reason="killed") from error
    except ConvScopeError as error:
        if error.key == "engine.task_failed":  # a mistake of ours: not for visitors
            _log.error("%s.%s failed: %s", module, function, error.facts.get("reason"))
        raise
    except Exception as error:
        raise _lost(error) from error


def _lost(error: Exception) -> EngineError:
    """The connection to the cluster broke."""
    _log.error("the compute engine was lost", exc_info=error)
    return EngineError("engine.unavailable", reason=str(error)[:300])
