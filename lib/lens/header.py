"""The facts of a payload: what the browser must know besides the arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lib.lens.operations import Masking, Pointwise, Pooling, WeightedSum, window_of
from lib.lens.payload import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lib.cnn.arrays import FloatArray
    from lib.lens.operations import Operation, Shown
    from lib.words import Words


def signature(shown: Shown) -> str:
    """A name for everything that decides the output but the kernel's weights."""
    operation = shown.operation
    facts: dict[str, Any] = operation_facts(operation)
    facts.pop("kernel", None)
    mask = operation.mask if isinstance(operation, Masking) else None
    return digest(
        shown.values, facts, shown.stride, shown.dilation, shown.padding, shown.border, mask
    )


def kernel_name(operation: Operation) -> str:
    """A name for the kernel that the page gives, so that edits of another one are told apart."""
    if not isinstance(operation, WeightedSum):
        return ""
    return digest(np.asarray(operation.kernel, np.float64))


def operation_facts(operation: Operation) -> dict[str, Any]:
    """The operation as the browser reads it."""
    window = window_of(operation)
    if isinstance(operation, WeightedSum):
        kernel = operation.kernel
        return {
            "kind": "weighted_sum",
            "window": window,
            "depth": kernel.shape[2] if kernel.ndim == 3 else 1,
            "kernel": cells_of(kernel),
            "bias": float(operation.bias),
            "flip": operation.flip,
        }
    if isinstance(operation, Pooling):
        sigma = operation.sigma if operation.sigma is not None else max(window) / 4
        return {"kind": "pool", "window": window, "reduction": operation.reduction, "sigma": sigma}
    if isinstance(operation, Pointwise):
        return {"kind": "activation", "window": window, **activation_facts(operation)}
    return {"kind": "mask", "window": window, "scale": float(operation.scale)}


def activation_facts(activation: Pointwise) -> dict[str, Any]:
    """An activation as the browser reads it."""
    return {"activation": activation.activation, "slope": activation.slope}


def cells_of(kernel: FloatArray | None) -> list[float] | None:
    """The weights of a kernel in reading order."""
    return None if kernel is None else [float(cell) for cell in np.ravel(kernel)]


def names_of_channels(shown: Shown, names: Sequence[str], say: Words) -> list[str]:
    """The given names, one a channel; red, green and blue of a picture; else numbers from 1."""
    count = shown.values.shape[2]
    if len(names) == count:
        return list(names)
    if count == 3 and shown.values.dtype == np.uint8:
        return [say("lens.red"), say("lens.green"), say("lens.blue")]
    return [str(number + 1) for number in range(count)]
