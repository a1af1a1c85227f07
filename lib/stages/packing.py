"""The file of a picture's recorded activations: its format, writing and reading it.

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
from typing import TYPE_CHECKING, Any

import numpy as np

from lib.stages.activations import read_header

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    header, body_start = read_header(payload)
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
            low, high = np.array(entry["low"], np.float32), np.array(entry["high"], np.float32)
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
