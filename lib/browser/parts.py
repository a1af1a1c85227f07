"""One payload of a JSON text and bytes, as ``parts.mjs`` reads it."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any


def pack(view: Mapping[str, Any], body: bytes) -> bytes:
    """One payload: the length of the JSON text, the text, the body.

    Example:
        >>> pack({"a": 1}, b"xy")
        b'\\x08\\x00\\x00\\x00{"a": 1}xy'
    """
    text = json.dumps(view, ensure_ascii=False).encode()
    return struct.pack("<I", len(text)) + text + body
