"""Kernels that are known by name, each derived from what it is meant to do.

Along one axis::

    difference          [-1  1]         a pixel less the one before it
    smoothing           [ 1  1]         the sum of two neighbours
    central difference  [-1  0  1]      difference * smoothing
    binomial            [ 1  2  1]      smoothing * smoothing
    second difference   [ 1 -2  1]      difference * difference

where ``*`` is convolution.  In the plane a kernel is a column times a row (an outer product):
to find edges, a difference in one direction and some smoothing in the other, so that noise
matters less.  ``x`` answers to brightness that grows to the right (vertical edges), ``y``
downwards (horizontal ones).  The kernels are meant for
:func:`~lib.cnn.convolution.cross_correlate`; convolution turns them by 180° and so changes the
sign of those that look for edges.

References:
    R. C. Gonzalez, R. E. Woods: Digital Image Processing, chapters 3 and 10.
    H. Scharr: Optimale Operatoren in der digitalen Bildverarbeitung, Heidelberg 2000: 3, 10, 3.
    L. G. Roberts: Machine Perception of Three-Dimensional Solids, 1963.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from lib.cnn.arrays import FloatArray, check_number
from lib.cnn.kernel_cells import SIDE_LIMIT, check_side
from lib.cnn.pooling import SIGMA_LIMITS

DIFFERENCE = np.array([-1.0, 1.0])
SMOOTHING = np.array([1.0, 1.0])
CENTRAL_DIFFERENCE = np.convolve(DIFFERENCE, SMOOTHING)
BINOMIAL = np.convolve(SMOOTHING, SMOOTHING)
SECOND_DIFFERENCE = np.convolve(DIFFERENCE, DIFFERENCE)
THREE_ONES = np.array([1.0, 1.0, 1.0])
# Found by optimisation: no other smoothing answers so evenly to edges of every direction.
SCHARR_SMOOTHING = np.array([3.0, 10.0, 3.0])

WAVELENGTH_LIMITS = (2.0, 20.0)
ORIENTATION_LIMITS = (0.0, 180.0)


@dataclass(frozen=True)
class Parameter:
    """A number that a kernel can be made with, and what it may be."""

    name: str
    default: float
    minimum: float
    maximum: float


@dataclass(frozen=True)
class Preset:
    """A kernel with a name.

    Attributes:
        name: Key in :data:`PRESETS`; the content files hold its words.
        make: Gives the kernel ``(kh, kw)``, a new float64 array at every call; takes
            ``parameters`` by keyword, each with its default.
        parameters: What it can be made with; none for a fixed kernel.
    """

    name: str
    make: Callable[..., FloatArray]
    parameters: tuple[Parameter, ...] = ()


def identity(*, size: int = 3) -> FloatArray:
    """A single 1 in the centre: the output is the input.

    Args:
        size: Cells a side, 1 to 7; an even one has its centre left of and above the middle, as
            ``same`` padding has.

    Raises:
        NumberError: ``number.out_of_range``.
        ShapeError: ``shape.window``: a size that is no whole number.

    Example:
        >>> identity(size=1)
        array([[1.]])
    """
    check_side(size)
    kernel = np.zeros((size, size))
    kernel[(size - 1) // 2, (size - 1) // 2] = 1
    return kernel


def box(*, size: int = 3) -> FloatArray:
    """The mean of a square, ``1 / size²`` in every cell.

    Args:
        size: Cells a side, 1 to 7.

    Raises:
        NumberError: ``number.out_of_range``.
        ShapeError: ``shape.window``: a size that is no whole number.

    Example:
        >>> box(size=2)
        array([[0.25, 0.25],
               [0.25, 0.25]])
    """
    check_side(size)
    return np.full((size, size), 1 / size**2)


def gaussian(*, size: int = 5, sigma: float = 1.0) -> FloatArray:
    """A blur that fades with distance: ``exp(−(x² + y²) / 2σ²)``, scaled to the sum 1.

    The exponential of a sum is a product, so it is an outer product of two bells.

    Args:
        size: Cells a side, 1 to 7.
        sigma: Width σ of the bell in cells, 0.1 to 100.

    Raises:
        NumberError: ``number.out_of_range``.
        ShapeError: ``shape.window``: a size that is no whole number.

    Example:
        >>> gaussian(size=3, sigma=1.0).round(3)
        array([[0.075, 0.124, 0.075],
               [0.124, 0.204, 0.124],
               [0.075, 0.124, 0.075]])
    """
    check_number("sigma", sigma, *SIGMA_LIMITS)
    squares = _offsets(size) ** 2
    # From the nearest cell, so that a narrow bell of even size does not vanish.
    bell: FloatArray = np.exp((squares.min() - squares) / (2 * sigma**2))
    bell /= bell.sum()
    return np.outer(bell, bell)


def gabor(
    *, size: int = 7, wavelength: float = 4.0, orientation: float = 0.0, sigma: float = 2.0
) -> FloatArray:
    """Stripes under a bell, much like what the first layer of a network learns.

    ``exp(−(x² + y²) / 2σ²) · (cos(2π u / λ) − m)`` with ``u = x·cos θ + y·sin θ``; ``m`` is such
    that the cells sum up to 0, so that a flat area answers 0 whatever its brightness.

    Args:
        size: Cells a side, 1 to 7; of one cell nothing is left but 0.
        wavelength: λ, cells from one stripe to the next, 2 to 20.
        orientation: θ, the direction across the stripes, in degrees clockwise from the right,
            0 (upright stripes) to 180.
        sigma: Width σ of the bell in cells, 0.1 to 100.

    Raises:
        NumberError: ``number.out_of_range``.
        ShapeError: ``shape.window``: a size that is no whole number.

    References:
        J. G. Daugman: Uncertainty relation for resolution in space, spatial frequency, and
        orientation optimized by two-dimensional visual cortical filters, 1985.

    Example:
        >>> kernel = gabor(size=5, orientation=90)  # stripes lie down
        >>> bool(kernel[0, 2] < 0 < kernel[2, 2]), bool(abs(kernel.sum()) < 1e-12)
        (True, True)
    """
    check_number("wavelength", wavelength, *WAVELENGTH_LIMITS)
    check_number("orientation", orientation, *ORIENTATION_LIMITS)
    bell = gaussian(size=size, sigma=sigma)
    bell /= bell.max()
    angle = np.deg2rad(orientation)
    x, y = _offsets(size)[None, :], _offsets(size)[:, None]
    stripes = np.cos(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / wavelength)
    kernel: FloatArray = bell * (stripes - (bell * stripes).sum() / bell.sum())
    return kernel


def _offsets(size: int) -> FloatArray:
    """Distances of the cells of a side from its middle."""
    return np.arange(check_side(size)) - (size - 1) / 2


def _fixed() -> dict[str, FloatArray]:
    """The kernels without parameters."""
    centre = np.array([0.0, 1.0, 0.0])
    kernels = {}
    for name, smoothing, difference in (
        ("difference", np.ones(1), DIFFERENCE),
        ("sobel", BINOMIAL, CENTRAL_DIFFERENCE),
        ("prewitt", THREE_ONES, CENTRAL_DIFFERENCE),
        ("scharr", SCHARR_SMOOTHING, CENTRAL_DIFFERENCE),
    ):
        kernels[f"{name}_x"] = np.outer(smoothing, difference)
        kernels[f"{name}_y"] = np.outer(difference, smoothing)
    # Differences along the diagonals: to the lower right, to the lower left.
    kernels["roberts_right"] = np.diag(DIFFERENCE)
    kernels["roberts_left"] = np.diag(DIFFERENCE)[:, ::-1]
    # Curvature along rows plus columns; with 8 neighbours: their sum less 8 times the centre.
    curvature = np.outer(centre, SECOND_DIFFERENCE) + np.outer(SECOND_DIFFERENCE, centre)
    kernels["laplacian_4"] = curvature
    kernels["laplacian_8"] = np.outer(THREE_ONES, THREE_ONES) - 9 * identity()
    # What is curved is pushed further away from its surroundings.
    kernels["sharpen"] = identity() - curvature
    # The picture plus its slope towards the lower right: light from the upper left.
    kernels["emboss"] = identity() + kernels["prewitt_x"] + kernels["prewitt_y"]
    return kernels


_SIGMA = Parameter("sigma", 1.0, *SIGMA_LIMITS)
_SIZE = Parameter("size", 3, 1, SIDE_LIMIT)

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {name: Preset(name, kernel.copy) for name, kernel in _fixed().items()}
    | {
        preset.name: preset
        for preset in (
            Preset("gaussian", gaussian, (Parameter("size", 5, 1, SIDE_LIMIT), _SIGMA)),
            Preset("box", box, (_SIZE,)),
            Preset("identity", identity, (_SIZE,)),
            Preset(
                "gabor",
                gabor,
                (
                    Parameter("size", 7, 1, SIDE_LIMIT),
                    Parameter("wavelength", 4.0, *WAVELENGTH_LIMITS),
                    Parameter("orientation", 0.0, *ORIENTATION_LIMITS),
                    Parameter("sigma", 2.0, *SIGMA_LIMITS),
                ),
            ),
        )
    }
)
