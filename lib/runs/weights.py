"""The learned numbers of a ``.keras`` file, read without TensorFlow.

A ``.keras`` file is a zip archive; in it lies ``model.weights.h5`` with one group a layer.  Only
files that this project wrote are read: those of runs, never an upload.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import h5py
import numpy as np
from numpy.typing import NDArray

from lib.errors import RunError

_MEMBER = "model.weights.h5"


@dataclass(frozen=True)
class LayerWeights:
    """What one layer learned.

    Attributes:
        kernel: float32; of a convolution (kernel rows, kernel columns, channels, filters), of a
            dense layer (inputs, units).
        bias: float32 (filters or units,).
    """

    kernel: NDArray[np.float32]
    bias: NDArray[np.float32]


@lru_cache(maxsize=64)
def layer_weights(model_file: Path, layer: str) -> LayerWeights:
    """Read one layer's kernel and bias; read-only, once a process.

    Args:
        model_file: A ``.keras`` file.
        layer: The layer's name in it, such as ``"conv2d"``; the last layer, ``outputs`` in the
            network of the notes, is kept under ``dense_1``.

    Raises:
        RunError: The file or the layer is not there (``run.no_weights``).

    Example:
        >>> from lib.runs.shipped import shipped_run
        >>> layer_weights(shipped_run().model_path, "conv2d").kernel.shape
        (3, 3, 3, 16)
    """
    try:
        with (
            zipfile.ZipFile(model_file) as archive,
            h5py.File(io.BytesIO(archive.read(_MEMBER)), "r") as weights,
        ):
            kept = weights[f"layers/{layer}/vars"]
            kernel, bias = np.asarray(kept["0"]), np.asarray(kept["1"])
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise RunError("run.no_weights", layer=layer) from error
    kernel.flags.writeable = bias.flags.writeable = False
    return LayerWeights(kernel, bias)
