"""What the questions of the page about edges ask, answered from its controls."""

from __future__ import annotations

import numpy as np

from lib.cnn.arrays import FloatArray

FLAT = 100  # brightness of the area that the question is about


def flat_answer(kernel: FloatArray, bias: float) -> float:
    """What a flat area of brightness :data:`FLAT` becomes: ``100 · Σ w + bias``.

    Example:
        >>> flat_answer(np.array([[-1.0, 1.0]]), 0.0)
        0.0
    """
    return round(FLAT * float(kernel.sum()) + bias, 2) + 0.0


def flat_options(answer: float) -> tuple[float, ...]:
    """The answer among others, in order.

    Example:
        >>> flat_options(0.0), flat_options(300.0)
        ((-100.0, 0.0, 100.0, 255.0), (-100.0, 0.0, 100.0, 255.0, 300.0))
    """
    return tuple(sorted({-100.0, 0.0, 100.0, 255.0, answer}))


def kernel_meaning(kernel: FloatArray) -> str:
    """What the answer of a kernel tells about the picture under it.

    Args:
        kernel: ``(kh, kw)``, laid on the picture as it is (cross-correlation).

    Returns:
        ``right`` or ``down``: brightness that grows that way gives a positive answer, a flat area
        and a change across it none; ``difference``: any other kernel that a flat area answers
        with 0; ``smoothing``: no weight is negative; ``other``: all the rest.

    Example:
        >>> kernel_meaning(np.array([[-1.0, 1.0]])), kernel_meaning(np.ones((3, 3)) / 9)
        ('right', 'smoothing')
    """
    if not kernel.any():
        return "other"
    if _rises(kernel):
        return "right"
    if _rises(kernel.T):
        return "down"
    if np.isclose(kernel.sum(), 0):
        return "difference"
    return "smoothing" if kernel.min() >= 0 else "other"


def _rises(kernel: FloatArray) -> bool:
    """Whether its right half is nowhere negative, and its left half the same with minus signs."""
    right = kernel[:, (kernel.shape[1] + 1) // 2 :]
    mirrored = np.allclose(kernel[:, ::-1], -kernel)
    return bool(mirrored and right.size and right.min() >= 0)


def turned_effect(kernel: FloatArray) -> str:
    """What turning a kernel by 180° does to its output: ``same``, ``negative`` or ``other``.

    Example:
        >>> turned_effect(np.array([[-1.0, 1.0]])), turned_effect(np.ones((3, 3)))
        ('negative', 'same')
    """
    turned = kernel[::-1, ::-1]
    if np.allclose(turned, kernel):
        return "same"
    return "negative" if np.allclose(turned, -kernel) else "other"


def step_options(answer: int) -> tuple[int, ...]:
    """A number of steps among others of another size, in order.

    Example:
        >>> step_options(22)
        (3, 7, 22, 66)
    """
    return tuple(sorted({max(1, answer // 7), max(1, answer // 3), answer, answer * 3}))
