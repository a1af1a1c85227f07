"""The bytes that go to the browser: one small JSON header, then the arrays as they are.

::

    4 bytes    length of the header, unsigned, little-endian
    header     JSON, UTF-8; ``arrays`` lists name, dtype, shape and where each array begins
    arrays     uint8 or float32, (H, W, C), one after the other

A picture of 280×320 is 90 kB in grey and 269 kB in colour.  The result that NumPy came to is
larger, float32, and not needed in a hurry: it goes by itself, compressed, so that an edited
kernel does not send the picture again.  Before compression the bytes are sorted by significance:
equal exponents and unused last digits, as a kernel of few digits leaves them, lie together.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping


def pack_view(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """Header and arrays, uint8 or float32, (H, W, C), as one payload."""
    listed, parts, offset = [], [], 0
    for name, array in arrays.items():
        kind = "uint8" if array.dtype == np.uint8 else "float32"
        raw = np.ascontiguousarray(array, "<u1" if kind == "uint8" else "<f4").tobytes()
        listed.append({"name": name, "dtype": kind, "shape": list(array.shape), "offset": offset})
        parts.append(raw)
        offset += len(raw)
    return _with_header({**header, "arrays": listed}) + b"".join(parts)


def pack_check(header: Mapping[str, Any], values: np.ndarray) -> bytes:
    """Header and a result (H', W', C') as float32, its bytes sorted by significance, compressed."""
    sorted_bytes = np.ascontiguousarray(values, "<f4").reshape(-1, 1).view(np.uint8).T
    return _with_header(header) + zlib.compress(sorted_bytes.tobytes(), 1)


def read_header(payload: bytes) -> dict[str, Any]:
    """The header of a payload."""
    (length,) = struct.unpack_from("<I", payload)
    header: dict[str, Any] = json.loads(payload[4 : 4 + length])
    return header


def digest(*parts: object) -> str:
    """A short name for data: the same for equal parts, arrays by their bytes."""
    found = hashlib.blake2b(digest_size=8)
    for part in parts:
        if isinstance(part, np.ndarray):
            found.update(f"{part.shape}{part.dtype}".encode())
            found.update(np.ascontiguousarray(part).data)
        else:
            found.update(repr(part).encode())
    return found.hexdigest()


def _with_header(header: Mapping[str, Any]) -> bytes:
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return struct.pack("<I", len(text)) + text
