"""What workers are asked to do: call a function by name.

Naming it keeps its module, and with it TensorFlow, out of the process that asks.
"""

from __future__ import annotations

import importlib
import logging
import traceback
from typing import Any

from lib.errors import ConvScopeError, EngineError

_log = logging.getLogger(__name__)


def call(module: str, function: str, *arguments: Any) -> Any:
    """Call ``module.function(*arguments)`` in the worker.

    What goes back must be readable without TensorFlow, errors too: those of our own family go
    as they are, any other becomes ``engine.task_failed``, whose reason is for the log.

    Raises:
        ConvScopeError: As the function did.
        EngineError: The function failed in another way (``engine.task_failed``).

    Example:
        >>> call("math", "gcd", 12, 18)
        6
    """
    failure: ConvScopeError
    try:
        return getattr(importlib.import_module(module), function)(*arguments)
    except ConvScopeError as error:
        failure = type(error)(error.key, **error.facts)
    except Exception as error:
        _log.exception("%s.%s failed", module, function)
        reason = traceback.format_exception_only(error)[-1].strip()[:300]
        failure = EngineError("engine.task_failed", reason=reason)
    # Raised out here, without the original as context: pickling takes that along, and reading
    # it would import the library that it comes from.
    raise failure


def worker_name() -> str | None:
    """What the engine calls the worker that runs this; None outside of one.

    Example:
        >>> worker_name() is None
        True
    """
    from distributed import get_worker

    try:
        return str(get_worker().name)
    except ValueError:
        return None
