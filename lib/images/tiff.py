"""TIFF, and the one tag of EXIF (a TIFF inside other files) that changes a picture."""

from __future__ import annotations

import struct

from lib.images.container import BrokenContainerError, Container

_ORIENTATION = 0x0112
_WIDTH, _HEIGHT, _BITS, _COMPRESSION = 256, 257, 258, 259
_UNITS = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8)
# none, CCITT, LZW, JPEG, deflate, PackBits: what scanners, cameras and microscopes write.
_COMPRESSIONS = (1, 2, 3, 4, 5, 7, 8, 32773, 32946)


def exif_orientation(exif: bytes) -> int:
    r"""Orientation tag of an EXIF block, 1 to 8; 1 when it is missing or makes no sense.

    Read by hand, because one wanted number is no reason to unpack tables that a stranger wrote.

    Example:
        >>> exif_orientation(b"II*\0\x08\0\0\0" + b"\x01\0" + b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0")
        6
    """
    exif = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "L", exif, 4)
        (entry_count,) = struct.unpack_from(order + "H", exif, start)
        for entry in range(start + 2, start + 2 + 12 * entry_count, 12):
            tag, kind, count = struct.unpack_from(order + "HHL", exif, entry)
            if tag == _ORIENTATION and kind == 3 and count == 1:
                (value,) = struct.unpack_from(order + "H", exif, entry + 8)
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def read_tiff(data: bytes) -> Container:
    """Let one modest table of tags through, upright, with no page behind it."""
    order = "<" if data[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "L", data, 4)
    (entry_count,) = struct.unpack_from(order + "H", data, start)
    clean, claimed = bytearray(data), 0
    tags = {_BITS: 8, _ORIENTATION: 1, _COMPRESSION: 1}
    for entry in range(start + 2, start + 2 + 12 * entry_count, 12):
        tag, kind, count = struct.unpack_from(order + "HHL", data, entry)
        size = _UNITS[kind] * count
        claimed += size
        if claimed > len(data):
            raise BrokenContainerError("tags larger than the file")
        where = entry + 8
        if size > 4:
            (where,) = struct.unpack_from(order + "L", data, entry + 8)
        if kind in (3, 4) and count:
            (tags[tag],) = struct.unpack_from(order + ("H" if kind == 3 else "L"), data, where)
        if tag == _ORIENTATION and kind == 3:
            struct.pack_into(order + "H", clean, where, 1)  # turned by us, like all formats
    next_page = start + 2 + 12 * entry_count
    pages = 2 if any(data[next_page : next_page + 4]) else 1
    clean[next_page : next_page + 4] = bytes(4)
    if tags[_COMPRESSION] not in _COMPRESSIONS:
        raise BrokenContainerError("unknown compression")
    orientation = tags[_ORIENTATION] if 1 <= tags[_ORIENTATION] <= 8 else 1
    width, height = tags.get(_WIDTH, 0), tags.get(_HEIGHT, 0)
    return Container("TIFF", bytes(clean), width, height, orientation, pages, tags[_BITS])
