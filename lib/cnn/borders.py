"""What lies beyond the edge of a map, for windows that reach there.

::

    border    before | the map | after
    zero       0 0 0 | a b c d | 0 0 0      TensorFlow's ``same``
    reflect    d c b | a b c d | c b a      the edge cell is the mirror and not repeated
    edge       a a a | a b c d | d d d
    wrap       b c d | a b c d | a b c

Every border cell but a zero is a copy of some cell of the map, so a border is described by
where each cell comes from; the same description serves padding, shifting, and drawing.
"""

from __future__ import annotations

import numpy as np

from lib.cnn.arrays import FloatArray, IntArray, as_map
from lib.cnn.windows import AxisRule
from lib.errors import ShapeError

BORDERS = ("zero", "reflect", "edge", "wrap")
OUTSIDE = -1


def border_sources(places: IntArray, size: int, *, border: str) -> IntArray:
    """Which cell of an axis each place is a copy of.

    Args:
        places: Whole numbers, any shape; 0 to ``size − 1`` lie inside, others beyond.
        size: Cells of the axis, at least 1.
        border: One of :data:`BORDERS`.  A reflection wider than the map goes on to and fro
            between its two edges.

    Returns:
        Numbers from 0 to ``size − 1`` of the same shape; :data:`OUTSIDE` where there is nothing
        to copy, beyond the edge of a ``zero`` border.

    Raises:
        ShapeError: ``shape.border``: none of :data:`BORDERS`.

    Example:
        >>> border_sources(np.arange(-3, 6), 3, border="reflect").tolist()
        [1, 2, 1, 0, 1, 2, 1, 0, 1]
    """
    if border == "zero":
        return np.where((places >= 0) & (places < size), places, OUTSIDE)
    if border == "edge":
        return np.clip(places, 0, size - 1)
    if border == "wrap":
        return places % size
    if border == "reflect":
        # To and fro is a cycle of 2 · (size − 1) cells; the second half runs backwards.
        cycle = max(2 * (size - 1), 1)
        place = places % cycle
        return np.minimum(place, cycle - place) if size > 1 else np.zeros_like(places)
    raise ShapeError("shape.border", got=border, allowed=list(BORDERS))


def gather(x: FloatArray, rows: IntArray, columns: IntArray) -> FloatArray:
    """The cells of a map at the crossings of rows and columns; zero where one is outside.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        rows: ``(R,)``, 0 to H − 1 or :data:`OUTSIDE`.
        columns: ``(S,)``, 0 to W − 1 or :data:`OUTSIDE`.

    Returns:
        ``(R, S)`` or ``(R, S, C)``, dtype of ``x``.

    Example:
        >>> x = np.array([[1.0, 2.0], [3.0, 4.0]])
        >>> gather(x, np.array([1, 0]), np.array([0, OUTSIDE]))
        array([[3., 0.],
               [1., 0.]])
    """
    cells = x[rows[:, None], columns[None, :]]
    cells[rows == OUTSIDE] = 0
    cells[:, columns == OUTSIDE] = 0
    return cells


def add_border(
    x: FloatArray,
    rules: tuple[AxisRule, AxisRule],
    *,
    border: str = "zero",
    band: slice = slice(None),
) -> FloatArray:
    """A map with the border that its windows need.

    Args:
        x: ``(H, W)`` or ``(H, W, C)``, any range.
        rules: For rows and columns, made for this map by
            :func:`~lib.cnn.windows.window_rules`.
        border: One of :data:`BORDERS`.
        band: Only these rows of the result, without a step: for who has no need of all at once.

    Returns:
        ``(before + H + after, before + W + after)``, with ``C`` where ``x`` has it; float32 for
        float32, else float64.  A view of ``x`` itself where no border is needed.

    Raises:
        ShapeError: ``shape.border``; ``shape.map``; ``shape.rules`` when the rules were made
            for a map of another size.

    Example:
        >>> from lib.cnn.windows import window_rules
        >>> x = np.array([[1.0, 2.0, 3.0]])
        >>> add_border(x, window_rules(x.shape, (1, 3), padding="same"), border="edge")
        array([[1., 1., 2., 3., 3.]])
    """
    x = as_map(x)
    rows, columns = rules
    if (rows.input_size, columns.input_size) != x.shape[:2]:
        raise ShapeError(
            "shape.rules",
            rows=x.shape[0],
            columns=x.shape[1],
            expected_rows=rows.input_size,
            expected_columns=columns.input_size,
        )
    if border not in BORDERS:
        raise ShapeError("shape.border", got=border, allowed=list(BORDERS))
    if not (rows.before or rows.after or columns.before or columns.after):
        return x[band]
    places = range(-rows.before, rows.input_size + rows.after)[band]
    if border == "zero":  # the one that networks use, several times faster than gathering
        padded = np.zeros((len(places), columns.padded_size, *x.shape[2:]), x.dtype)
        cells = x[max(places.start, 0) : max(places.stop, 0)]
        top = max(-places.start, 0)
        padded[top : top + len(cells), columns.before : columns.before + x.shape[1]] = cells
        return padded
    sides = np.arange(-columns.before, columns.input_size + columns.after)
    return gather(
        x,
        border_sources(np.array(places), x.shape[0], border=border),
        border_sources(sides, x.shape[1], border=border),
    )
