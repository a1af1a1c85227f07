"""Five ways from a folder to batches, by name: as data, so that pages and workers mean the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTES_BUFFER = 1000  # of ``shuffle`` in the notes

# Name → the lines of Keras and tf.data, in which ``folder``, ``size``, ``batch`` and ``seed`` are
# known and ``data`` is the result.  The notes give ``shuffle`` no seed; with one, every run of
# these lines tells the same.
PIPELINES: Mapping[str, str] = MappingProxyType(
    {
        "notes": (
            "data = load(folder, image_size=size, batch_size=batch, seed=seed)\n"
            "data = data.cache().shuffle(1000, seed=seed)"
        ),
        "no_cache": (
            "data = load(folder, image_size=size, batch_size=batch, seed=seed)\n"
            "data = data.shuffle(1000, seed=seed)"
        ),
        "pictures": (
            "data = load(folder, image_size=size, batch_size=None, seed=seed)\n"
            "data = data.cache().shuffle(1000, seed=seed).batch(batch)"
        ),
        "once": (
            "data = load(folder, image_size=size, batch_size=None, seed=seed).cache()\n"
            "data = data.shuffle(1000, seed=seed, reshuffle_each_iteration=False).batch(batch)"
        ),
        "sorted": (
            "data = load(folder, image_size=size, batch_size=batch, shuffle=False)\n"
            "data = data.cache()"
        ),
    }
)
