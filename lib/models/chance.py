"""Seeds of layers that no other thread can disturb."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

from keras.src.random import seed_generator


@contextmanager
def own_chance(seed: int) -> Iterator[None]:
    """Layers made inside draw their seeds as after ``keras.utils.set_random_seed(seed)``.

    Keras draws them from Python's one ``random`` of the process.  The threads that keep a worker
    in touch with its scheduler draw from it, too, now and then between two layers: then the same
    recipe began with other weights.  No public way leads to a generator of one's own that gives
    the same seeds, and these must be those that the exported script draws.

    Args:
        seed: As for ``set_random_seed``.
    """
    shared = seed_generator.python_random
    seed_generator.python_random = random.Random(seed)
    try:
        yield
    finally:
        seed_generator.python_random = shared
