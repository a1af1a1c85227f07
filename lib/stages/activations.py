"""The recorded activations of the embedded pictures, read without TensorFlow and NumPy.

The start page needs only what a file's header says; the arrays go to the browser as they are.
How the file is made: :mod:`lib.stages.packing`.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lib.places import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

FOLDER = DATA / "activations"
NETWORK_FILE = "network.json"
THUMBNAILS_FILE = "thumbnails.webp"
SUFFIX = ".stages"


@dataclass(frozen=True)
class Stage:
    """One stage of the row: a layer as Keras describes it, or the picture itself.

    Shapes are without the batch axis.  ``config`` holds those of the layer's own settings that
    decide its result.  ``strengths`` say how much an input counts, (outputs, inputs): of a
    convolution, the Euclidean norm of each 3×3 slice of its kernels; of the outputs, the weights.
    """

    name: str
    keras: str
    kind: str
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]
    parameter_count: int
    config: Mapping[str, Any]
    strengths: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class RecordedPicture:
    """One embedded picture: its key, and its class if it has one."""

    key: str
    label: str | None


@dataclass(frozen=True)
class Network:
    """The recorded network: its model file, its classes, its stages, the pictures."""

    model: str
    classes: tuple[str, ...]
    stages: tuple[Stage, ...]
    pictures: tuple[RecordedPicture, ...]

    @property
    def parameter_count(self) -> int:
        """All parameters of the network."""
        return sum(stage.parameter_count for stage in self.stages)


@dataclass(frozen=True)
class Recording:
    """What one picture became on its way through the network.

    Attributes:
        header: The file's header.
        payload: The whole file.
    """

    header: Mapping[str, Any]
    payload: bytes

    @property
    def label(self) -> str | None:
        """The picture's class, if it belongs to one."""
        label: str | None = self.header["label"]
        return label

    @property
    def probabilities(self) -> tuple[float, ...]:
        """Softmax of the outputs, one number a class."""
        return tuple(self.header["probabilities"])

    def extent(self, stage: str) -> tuple[float, float]:
        """Smallest and largest value of a stage, as TensorFlow computed them."""
        low, high = self.header["extents"][stage]
        return low, high

    def arrays(self) -> dict[str, np.ndarray]:
        """Every stored array by name; feature maps as dequantised float32 (C, H, W)."""
        from lib.stages.packing import unpack

        return unpack(self.payload)[1]


def load_network(folder: Path = FOLDER) -> Network:
    """Read the facts of the recorded network.

    Example:
        >>> load_network().stages[0].kind
        'picture'
    """
    facts = json.loads((folder / NETWORK_FILE).read_text(encoding="utf-8"))
    return Network(
        model=facts["model"],
        classes=tuple(facts["classes"]),
        stages=tuple(_stage(stage) for stage in facts["stages"]),
        pictures=tuple(RecordedPicture(**picture) for picture in facts["pictures"]),
    )


@lru_cache(maxsize=16)
def load_recording(key: str, folder: Path = FOLDER) -> Recording:
    """Read one picture's file once a process; only its header is decoded."""
    payload = (folder / f"{key}{SUFFIX}").read_bytes()
    return Recording(MappingProxyType(read_header(payload)[0]), payload)


def read_header(payload: bytes) -> tuple[dict[str, Any], int]:
    """The header of a recording's file, and where its arrays begin."""
    (length,) = struct.unpack_from("<I", payload)
    header: dict[str, Any] = json.loads(payload[4 : 4 + length])
    return header, 4 + length


def _stage(facts: dict[str, Any]) -> Stage:
    return Stage(
        **{
            **facts,
            "input_shape": tuple(facts["input_shape"]),
            "output_shape": tuple(facts["output_shape"]),
            "config": MappingProxyType(facts["config"]),
            "strengths": tuple(tuple(row) for row in facts["strengths"]),
        }
    )
