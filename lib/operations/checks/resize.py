"""Checks about resizing: where things land, how wide they become, what is black."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lib.operations.checks.worked import Worked
from lib.operations.resize import Fit, Mix, fit

_WIDE = 100  # pixels of a thing in the original


def resized_width(fitted: Fit) -> Worked:
    """How wide something of 100 pixels is in the result.

    Example:
        >>> resized_width(fit("squash", (240, 400), (96, 96))).text
        '24.0'
    """
    used, filled = fitted.used.width, fitted.filled.width
    facts = {"wide": _WIDE, "used_width": used, "filled_width": filled}
    return Worked(_WIDE * filled / used, facts, decimals=1)


def other_centre(mixed: Mix) -> Worked:
    """Where the middle of the last column of the result lies in the original; else of the first.

    Measured from the left edge of the original, in its columns.

    Example:
        >>> from lib.operations.resize import mix
        >>> other_centre(mix(400, 100, 3)).text, other_centre(mix(400, 100, 99)).text
        ('398.0', '2.0')
    """
    other = mixed.after - 1 if mixed.column != mixed.after - 1 else 0
    facts = {"other": other, "step": f"{mixed.step:.4g}", "columns": mixed.before}
    return Worked((other + 0.5) * mixed.step, facts, decimals=1)


def pixels_below(before: tuple[int, int], after: tuple[int, int]) -> Worked:
    """How many pixels of the original lie below one pixel of the result.

    Args:
        before: (H, W) of the original.
        after: (H', W') of the result.

    Example:
        >>> pixels_below((240, 400), (48, 48)).text
        '41.67'
    """
    (H, W), (height, width) = before, after
    facts = {"before": f"{W}×{H}", "after": f"{width}×{height}", "width": W, "height": H,
             "across": width, "down": height}  # fmt: skip
    return Worked(H * W / (height * width), facts, decimals=2)


def fitting_width(sides: NDArray[np.int64], height: int) -> Worked:
    """The width of ``image_size`` that would leave the widest picture undistorted.

    Args:
        sides: (N, 2) heights and widths.
        height: Of ``image_size``.

    Example:
        >>> fitting_width(np.array([[100, 150], [100, 200]]), 96).text
        '192'
    """
    H, W = (int(side) for side in sides[int((sides[:, 1] / sides[:, 0]).argmax())])
    return Worked(height * W / H, {"widest": f"{W}×{H}", "width": W, "own": H, "height": height})


def black_lines(before: tuple[int, int], side: int) -> Worked:
    """How many rows or columns of a padded square are black.

    Args:
        before: (H, W) of the picture.
        side: Of the square.

    Example:
        >>> black_lines((240, 400), 96).text
        '39'
    """
    fitted = fit("pad", before, (side, side))
    short = min(fitted.filled_size)
    (H, W) = before
    facts = {"before": f"{W}×{H}", "side": side, "filled": short, "short": min(H, W),
             "long": max(H, W)}  # fmt: skip
    return Worked(float(side - short), facts)  # whoever rounds otherwise is off by one
