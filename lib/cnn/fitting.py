"""Learning a kernel: gradient descent from an input picture and the output it should give.

With ``y`` the cross-correlation of ``x`` with the kernel ``w``, ``t`` the target, both of N
cells, and ``e = y − t``::

    loss               L = Σ e[r, c]² / N
    by the chain rule  ∂L/∂w[i, j] = 2/N · Σ r,c  e[r, c] · ∂y[r, c]/∂w[i, j]
                                   = 2/N · Σ r,c  e[r, c] · x[r + i, c + j]

which is the cross-correlation of ``x`` with the error: the gradient of a convolution is one.

The step.  L is a bowl: its curvature ``H = 2/N Σ (window)(window)ᵀ`` says how steep each
direction is, and it is the same everywhere.  Descent converges in a direction of curvature λ if
the step is below 2/λ.  In photographs neighbouring pixels are nearly equal, so that brightness
is thousands of times as steep as fine detail: one step for all directions, ``rate / λ_max``, hardly
moves along the detail that edges are made of.  So, unless asked not to, each principal direction
of the windows gets its own step, ``rate / λ``, and the distance to the best kernel shrinks by
``1 − rate`` a step in every direction.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from lib.cnn.arrays import FloatArray, as_map, check_number, shape_text
from lib.cnn.borders import add_border
from lib.cnn.convolution import cross_correlate
from lib.cnn.kernel_cells import check_side
from lib.cnn.windows import Padding, Pair, window_rules
from lib.errors import ShapeError

RATE_LIMITS = (0.0001, 1.9)
STEP_LIMIT = 2000
# Directions flatter than this share of the steepest hold nothing but rounding.
_FLAT = 1e-12
_WINDOW_ROWS = 32  # rows of windows at a time, so that memory stays small


@dataclass(frozen=True)
class Fit:
    """Every step of a descent.

    Attributes:
        kernels: ``(steps + 1, kh, kw)`` float64, the first before any step.
        losses: ``(steps + 1,)`` mean squared error of each, in squared units of the target.
        condition: How many times steeper the steepest direction is than the flattest; infinite
            where a direction makes no difference, as in a picture without detail.
    """

    kernels: FloatArray = field(compare=False, repr=False)
    losses: FloatArray = field(compare=False, repr=False)
    condition: float


def fit_steps(
    x: ArrayLike,
    target: ArrayLike,
    *,
    size: Pair = 3,
    learning_rate: float = 0.1,
    steps: int = 50,
    seed: int = 0,
    own_step_for_each_direction: bool = True,
    padding: Padding = "valid",
    border: str = "zero",
) -> Fit:
    """Learn the kernel that makes ``target`` of ``x``, and keep every step.

    Args:
        x: ``(H, W)``, any range.
        target: ``(H', W')``, what the kernel should give.
        size: Cells a side of the kernel, 1 to 7, or (rows, columns).
        learning_rate: Share of the way to the bottom of the bowl, 0.0001 to 1.9; above 1 the
            descent swings from side to side.
        steps: 1 to 2,000.
        seed: Of the first kernel, drawn from a normal distribution of deviation 0.1.
        own_step_for_each_direction: Whether every direction has the step that suits it; if
            not, all have that of the steepest.
        padding: Of the convolution.
        border: Of the convolution.

    Raises:
        ShapeError: ``shape.map``, ``shape.single_map``, ``shape.expected`` (a target of another
            size than the output), and those of :func:`~lib.cnn.windows.window_rules`.
        NumberError: ``number.out_of_range``.

    Example:
        >>> x = np.random.default_rng(0).random((20, 20))
        >>> fit = fit_steps(x, cross_correlate(x, [[-1, 0, 1]]), size=(1, 3), steps=200)
        >>> np.allclose(fit.kernels[-1], [[-1, 0, 1]])
        True
    """
    check_number("learning_rate", learning_rate, *RATE_LIMITS)
    check_number("steps", steps, 1, STEP_LIMIT)
    sides = size if isinstance(size, tuple) else (size, size)
    shape = check_side(sides[0]), check_side(sides[1])
    padded, wanted = _prepare(x, target, shape, padding, border)
    curvatures, directions = np.linalg.eigh(_curvature(padded, shape))
    step_sizes = _step_sizes(curvatures, learning_rate, own_step_for_each_direction)
    kernel = np.random.default_rng(seed).normal(0, 0.1, shape)
    kernels, losses = [kernel], []
    for number in range(steps + 1):
        error = cross_correlate(padded, kernel) - wanted
        losses.append(np.mean(error**2))
        if number == steps:
            break
        gradient = 2 / error.size * cross_correlate(padded, error)  # (kh, kw)
        along = directions.T @ gradient.ravel()
        kernel = kernel - (directions @ (step_sizes * along)).reshape(shape)
        kernels.append(kernel)
    steepest, flattest = curvatures[-1], curvatures[0]
    flat = flattest <= steepest * _FLAT
    condition = np.inf if flat else steepest / flattest
    return Fit(np.stack(kernels), np.array(losses), float(condition))


def _prepare(
    x: ArrayLike, target: ArrayLike, shape: tuple[int, int], padding: Padding, border: str
) -> tuple[FloatArray, FloatArray]:
    """The map with its border, and the target, both float64: small losses need the digits."""
    picture, wanted = as_map(x).astype(np.float64), as_map(target).astype(np.float64)
    for values in (picture, wanted):
        if values.ndim != 2:
            raise ShapeError("shape.single_map", got=shape_text(values.shape))
    rules = window_rules(picture.shape, shape, padding=padding)
    output_shape = rules[0].output_size, rules[1].output_size
    if wanted.shape != output_shape:
        raise ShapeError(
            "shape.expected", got=shape_text(wanted.shape), expected=shape_text(output_shape)
        )
    return add_border(picture, rules, border=border), wanted


def _curvature(padded: FloatArray, shape: tuple[int, int]) -> FloatArray:
    """``2/N Σ (window)(window)ᵀ``, (kh·kw, kh·kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(padded, shape)  # (H', W', kh, kw)
    total = np.zeros((shape[0] * shape[1],) * 2)
    for top in range(0, len(windows), _WINDOW_ROWS):
        rows = windows[top : top + _WINDOW_ROWS].reshape(-1, len(total))
        total += rows.T @ rows
    curvature: FloatArray = 2 / (windows.shape[0] * windows.shape[1]) * total
    return curvature


def _step_sizes(curvatures: FloatArray, rate: float, own: bool) -> FloatArray:
    """A step for each direction, flattest first; none where nothing can be learnt."""
    steepest = curvatures[-1]
    if steepest <= 0:  # a black picture
        return np.zeros_like(curvatures)
    useful = curvatures > steepest * _FLAT
    suited = np.where(useful, curvatures, steepest) if own else np.full_like(curvatures, steepest)
    step_sizes: FloatArray = np.where(useful, rate / suited, 0.0)
    return step_sizes
