"""The recorded activations of the embedded pictures: the file format and its reader.

One file a picture, read without TensorFlow and sent to the browser as it is::

    4 bytes    length of the header, unsigned, little-endian
    header     JSON: the picture, every array's name, shape and dtype, every stage's range
    the rest   one zlib stream: the arrays, one after the other

Pictures and feature maps are ``uint8`` planes, (channels, height, width).  Each feature map has its
own ``low`` and ``high``; code ``q`` stands for ``low + q / 255 · (high - low)``, so that a value
is off by at most half a step, ``(high - low) / 510``.  Before compression each code is replaced
by its difference from the code before it, modulo 256: neighbours in a map are alike, and the
file becomes a third smaller.

Left out is what follows exactly from what is there.  Rescaling is the picture over 255.  The
maximum commutes with the quantisation, which is monotone and the same for a whole map: pooled
codes are the pooling of the codes.  Dropout and Flatten change no value in inference.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from lib.places import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = DATA / "activations"
NETWORK_FILE = "network.json"
THUMBNAILS_FILE = "thumbnails.webp"
SUFFIX = ".stages"


@dataclass(frozen=True)
class Stage:
    """One stage of the row: a layer as Keras describes it, or the picture itself.

    Shapes are without the batch axis.  ``config`` holds those of the layer's own settings that
    decide its result; ``strengths``, of a convolution, the Euclidean norm of each 3×3 slice of
    its kernels, (channels out, channels in): how much an input map counts.
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
    """One embedded picture: its key, its class if it has one, and where it comes from."""

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
    return Recording(MappingProxyType(_header(payload)[0]), payload)


def pack(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """Write arrays in the file format.

    Args:
        header: What else to say about the picture; ``arrays`` is added.
        arrays: ``uint8`` and ``float32`` arrays as they are; a ``float64`` array is one of
            feature maps (C, H, W), quantised map by map.
    """
    listed: list[dict[str, Any]] = []
    body = bytearray()
    for name, array in arrays.items():
        entry: dict[str, Any] = {"name": name, "shape": list(array.shape)}
        if array.dtype == np.float64:
            codes, low, high = quantise(array)
            entry |= {"dtype": "codes", "low": low.tolist(), "high": high.tolist()}
            body += _differences(codes)
        elif array.dtype == np.uint8:
            entry |= {"dtype": "uint8"}
            body += _differences(array)
        else:
            entry |= {"dtype": "float32"}
            body += array.astype("<f4").tobytes()
        listed.append(entry)
    text = json.dumps({**header, "arrays": listed}, separators=(",", ":")).encode()
    return struct.pack("<I", len(text)) + text + zlib.compress(bytes(body), 9)


def unpack(payload: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Read a file of the format: its header and its arrays.

    Example:
        >>> maps = np.array([[[0.0, 0.5], [1.0, 2.0]]])
        >>> unpack(pack({}, {"conv2d": maps}))[1]["conv2d"].round(2).tolist()
        [[[0.0, 0.5], [1.0, 2.0]]]
    """
    header, body_start = _header(payload)
    body = zlib.decompress(payload[body_start:])
    arrays: dict[str, np.ndarray] = {}
    offset = 0
    for entry in header["arrays"]:
        shape = tuple(entry["shape"])
        count = int(np.prod(shape))
        if entry["dtype"] == "float32":
            arrays[entry["name"]] = np.frombuffer(body, "<f4", count, offset).reshape(shape)
            offset += 4 * count
            continue
        differences = np.frombuffer(body, np.uint8, count, offset)
        codes = np.cumsum(differences, dtype=np.uint8).reshape(shape)  # wraps round modulo 256
        offset += count
        if entry["dtype"] == "uint8":
            arrays[entry["name"]] = codes
        else:
            low, high = np.float32(entry["low"]), np.float32(entry["high"])
            arrays[entry["name"]] = dequantise(codes, low, high)
    return header, arrays


def quantise(maps: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Code maps (C, H, W) with 0 to 255 between each map's own lowest and highest value.

    Returns:
        The codes, uint8 (C, H, W), and each map's ``low`` and ``high``, float32 (C,).
    """
    low = maps.min(axis=(1, 2)).astype(np.float32)
    high = maps.max(axis=(1, 2)).astype(np.float32)
    span = np.where(high > low, high - low, 1).astype(np.float64)[:, None, None]
    codes = np.rint((maps - low[:, None, None]) / span * 255).clip(0, 255).astype(np.uint8)
    return codes, low, high


def dequantise(codes: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The values that codes (C, H, W) stand for, float32."""
    span = (high - low)[:, None, None]
    values: np.ndarray = low[:, None, None] + codes.astype(np.float32) / 255 * span
    return values


def _differences(codes: np.ndarray) -> bytes:
    return np.diff(codes.ravel(), prepend=np.uint8(0)).astype(np.uint8).tobytes()


def _header(payload: bytes) -> tuple[dict[str, Any], int]:
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
