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
