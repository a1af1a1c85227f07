"""How fast a picture of 280×320 is convolved, beside SciPy, in one run.

``python benchmarks/convolution.py [rounds]`` takes turns between the library and SciPy's three
ways, checks that all give the same picture, and prints medians in milliseconds and the ratio of
the library to SciPy's fastest.  It must be at most 1 for every kernel and dtype.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy import ndimage, signal

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lib.cnn.convolution import cross_correlate

HEIGHT, WIDTH = 280, 320
SIZES = (3, 7)
DTYPES = (np.float32, np.float64)
LIMIT = 1.0

Way = Callable[[np.ndarray, np.ndarray], np.ndarray]
# Each with zeros beyond the edge, and an output as large as the input.
WAYS: dict[str, Way] = {
    "lib.cnn": lambda x, w: cross_correlate(x, w, padding="same"),
    "ndimage.correlate": lambda x, w: ndimage.correlate(x, w, mode="constant"),
    "correlate2d": lambda x, w: signal.correlate2d(x, w, mode="same"),
    "fftconvolve": lambda x, w: signal.fftconvolve(x, w[::-1, ::-1], mode="same"),
}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"{'':14}" + "".join(f"{name:>19}" for name in WAYS) + f"{'ratio':>9}")
    worst = 0.0
    for dtype in DTYPES:
        for size in SIZES:
            medians = measure(dtype, size, rounds)
            ours, *theirs = medians.values()
            ratio = ours / min(theirs)
            worst = max(worst, ratio)
            row = f"{np.dtype(dtype).name} {size}×{size}"
            print(f"{row:14}" + "".join(f"{t * 1000:16.2f} ms" for t in medians.values()), end="")
            print(f"{ratio:9.2f}")
    print(f"largest ratio {worst:.2f}, at most {LIMIT}")
    sys.exit(worst > LIMIT)


def measure(dtype: type[np.floating], size: int, rounds: int) -> dict[str, float]:
    """Median seconds of every way, all on the same picture, taking turns."""
    random = np.random.default_rng(1)
    x = random.random((HEIGHT, WIDTH)).astype(dtype)
    kernel = random.normal(size=(size, size)).astype(dtype)
    expected = WAYS["correlate2d"](x.astype(np.float64), kernel.astype(np.float64))
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    for number in range(rounds + 3):
        for name, way in WAYS.items():
            start = time.perf_counter()
            y = way(x, kernel)
            taken = time.perf_counter() - start
            np.testing.assert_allclose(y, expected, atol=1e-3 if dtype == np.float32 else 1e-9)
            if number >= 3:  # the first rounds warm caches for all
                seconds[name].append(taken)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


if __name__ == "__main__":
    main()
