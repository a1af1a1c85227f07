"""The pictures held back for validation, and what a network said about them, as they lie on disk.

Neither file carries a digest, so what cannot be true is told by what they must agree with.
"""

from __future__ import annotations

import json
from pathlib import Path
from tokenize import TokenError

import numpy as np
from numpy.typing import NDArray

from lib.runs.packed import READING_HEADERS

# What NumPy's reader lets through when the head of a file is damaged, besides ValueError.
_DAMAGED = (OSError, EOFError, SyntaxError, TokenError, TypeError, LookupError, MemoryError)


def read_held_back(path: Path, class_count: int) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Paths relative to the data folder, and labels (N,) from 0.

    Args:
        path: Of the JSON file.
        class_count: K; 0 when it is not known.

    Raises:
        OSError, ValueError, KeyError, TypeError: There is none, or it is damaged.
    """
    values = json.loads(path.read_text("utf-8"))
    files = tuple(values["files"])
    labels = np.asarray(values["labels"], dtype=np.int64)
    if labels.shape != (len(files),) or not all(isinstance(file, str) for file in files):
        raise ValueError(f"{path.name} is damaged")
    if labels.size and (labels.min() < 0 or labels.max() >= (class_count or np.inf)):
        raise ValueError(f"{path.name} has labels of no class")
    return files, labels


def read_probabilities(path: Path, class_count: int) -> NDArray[np.float32]:
    """Probabilities (N, K), in the order of the held-back pictures.

    Args:
        path: Of the NumPy file.
        class_count: K; 0 when it is not known.

    Raises:
        ValueError: There is none, or it is damaged.
    """
    try:
        with READING_HEADERS:
            array: NDArray[np.float32] = np.load(path, allow_pickle=False)
    except _DAMAGED as error:
        raise ValueError(f"{path.name} cannot be read") from error
    if array.dtype != np.float32 or array.ndim != 2:
        raise ValueError(f"{path.name} holds no probabilities")
    if array.shape[1] != (class_count or array.shape[1]):
        raise ValueError(f"{path.name} is of other classes")
    return array
