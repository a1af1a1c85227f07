"""The four ways of :mod:`lib.operations.edge_costs`, really run and timed.

Runs in a worker, so that a page stays at hand meanwhile.  Building a matrix is not timed: it is
done once, however many pictures follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lib.cnn.arrays import FloatArray
from lib.cnn.borders import add_border
from lib.cnn.convolution import WindowOptions, cross_correlate
from lib.cnn.matrices import as_matrix, as_sparse
from lib.cnn.windows import window_rules
from lib.operations.edge_costs import METHODS, Setting, edge_costs
from lib.operations.repeats import repeat

_MOST_REPEATS = 25


@dataclass(frozen=True)
class Timing:
    """One method as it ran.

    Attributes:
        name: One of :data:`~lib.operations.edge_costs.METHODS`.
        seconds: Median of the repeats.
        repeats: How often it ran.
        difference: Largest absolute difference from the sliding kernel's output.
    """

    name: str
    seconds: float
    repeats: int
    difference: float


def time_methods(
    picture: FloatArray, kernel: FloatArray, setting: Setting, seconds: float = 0.08
) -> tuple[Timing, ...]:
    """Run every method that fits in memory, and compare what they give.

    Args:
        picture: ``(H, W)``, any range.
        kernel: ``(kh, kw)``.
        setting: Of the same shapes.
        seconds: For the repeats of one method; each runs at least three times.

    Raises:
        ShapeError: Those of :func:`lib.cnn.windows.window_rules`.

    Example:
        >>> picture = np.random.default_rng(0).random((12, 16))
        >>> timings = time_methods(picture, np.array([[-1.0, 1.0]]), Setting((12, 16), (1, 2)))
        >>> [timing.name for timing in timings], max(t.difference for t in timings) < 1e-12
        (['convolution', 'rows', 'sparse', 'dense'], True)
    """
    picture = np.asarray(picture, np.float64)
    costs = edge_costs(setting)
    timings = []
    expected = cross_correlate(picture, kernel, **_options(setting))
    for name in METHODS:
        if costs[name].fits:
            # Built here, so that only one matrix at a time is kept.
            run = _BUILDERS[name](picture, kernel, setting)
            timings.append(_timed(name, run, expected, seconds))
    return tuple(timings)


def _timed(
    name: str, run: Callable[[], FloatArray], expected: FloatArray, seconds: float
) -> Timing:
    difference = float(np.abs(run() - expected).max())  # also warms up
    times = repeat(run, seconds, most=_MOST_REPEATS)
    return Timing(name, float(np.median(times)), len(times), difference)


def _sliding(picture: FloatArray, kernel: FloatArray, setting: Setting) -> Callable[[], FloatArray]:
    return lambda: cross_correlate(picture, kernel, **_options(setting))


def _by_rows(picture: FloatArray, kernel: FloatArray, setting: Setting) -> Callable[[], FloatArray]:
    """Each row of the output from the kernel's rows of the picture, by one shared matrix."""
    rows = kernel.shape[0]
    width = picture.shape[1]
    rule = window_rules(
        picture.shape,
        (rows, 1),
        stride=(setting.stride, 1),
        padding=(setting.padding, "valid"),  # type: ignore[arg-type]
    )
    padded = add_border(picture, rule, border=setting.border_kind)
    matrix = as_matrix(
        kernel,
        (rows, width),
        stride=(1, setting.stride),
        padding=("valid", setting.padding),  # type: ignore[arg-type]
        border=setting.border_kind,
    ).T.copy()  # (kh·W, W')
    # Every window of kh rows lies together in memory: a view, not a copy.
    windows = np.lib.stride_tricks.sliding_window_view(padded, (rows, width))[:, 0]
    seen = windows[:: setting.stride][: rule[0].output_size].reshape(-1, rows * width)
    return lambda: seen @ matrix


def _sparsely(
    picture: FloatArray, kernel: FloatArray, setting: Setting
) -> Callable[[], FloatArray]:
    sparse = as_sparse(kernel, picture.shape, **_options(setting))
    return lambda: sparse.apply(picture)


def _densely(picture: FloatArray, kernel: FloatArray, setting: Setting) -> Callable[[], FloatArray]:
    matrix = as_matrix(kernel, picture.shape, **_options(setting))
    return lambda: (matrix @ picture.ravel()).reshape(setting.output_shape)


_BUILDERS = {
    "convolution": _sliding,
    "rows": _by_rows,
    "sparse": _sparsely,
    "dense": _densely,
}


def _options(setting: Setting) -> WindowOptions:
    return {
        "stride": setting.stride,
        "padding": setting.padding,
        "border": setting.border_kind,
    }
