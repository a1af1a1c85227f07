"""The outside of a picture file, read before any decoder is let near it.

A file from a stranger can hurt long before its pixels are decoded: text chunks and colour
profiles that unpack to gigabytes, EXIF tables whose entries all point at the same megabyte,
a million frames.  None of that makes pixels.  :func:`open_container` recognises a file by its
first bytes (a name proves nothing), reads the size it announces, and hands on only the parts
that the first picture is made of.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jfif", ".jpe"),
    "PNG": (".png",),
    "GIF": (".gif",),
    "BMP": (".bmp",),
    "WebP": (".webp",),
    "TIFF": (".tif", ".tiff"),
}
FORMATS = tuple(SUFFIXES)

_SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "JPEG": (b"\xff\xd8\xff",),
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "GIF": (b"GIF87a", b"GIF89a"),
    "TIFF": (b"II*\0", b"MM\0*"),
}
# Two letters are no proof: the seven sizes that a header can have are.
_BMP_HEADER_SIZES = tuple(bytes((size, 0, 0, 0)) for size in (12, 40, 52, 56, 64, 108, 124))
SNIFFED = 18

# More parts than this is no picture but an attempt to keep the server busy.
_PART_LIMIT = 100_000
# Progressive JPEGs have about ten scans; each one is a pass over the whole picture.
_SCAN_LIMIT = 40


class BrokenContainerError(ValueError):
    """The parts of the file do not fit together."""


@dataclass(frozen=True)
class Container:
    """What a picture file says about itself.

    Attributes:
        format: One of :data:`FORMATS`.
        data: The file reduced to what its first picture needs.
        width: Announced width of the stored picture, in pixels.
        height: Announced height of the stored picture, in pixels.
        orientation: EXIF orientation, 1 to 8; 1 means upright.
        frame_count: Frames or pages announced; 1 for a still picture.
        bits: Bits a channel, where the file says so; else 8.
        plain: Whether TensorFlow's decoder surely reads the same pixels from the file as it is.
    """

    format: str
    data: bytes
    width: int
    height: int
    orientation: int = 1
    frame_count: int = 1
    bits: int = 8
    plain: bool = False


def sniff(head: bytes) -> str | None:
    r"""Name of the format that a file beginning with ``head`` (:data:`SNIFFED` bytes) claims to be.

    Example:
        >>> sniff(b"\x89PNG\r\n\x1a\n"), sniff(b"<html>")
        ('PNG', None)
    """
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    if head.startswith(b"BM") and head[14:18] in _BMP_HEADER_SIZES:
        return "BMP"
    for name, signatures in _SIGNATURES.items():
        if head.startswith(signatures):
            return name
    return None


def open_container(data: bytes) -> Container | None:
    """Read the outside of a picture file; ``None`` when it is none of :data:`FORMATS`.

    Raises:
        BrokenContainerError: The parts of the file do not fit together, or it ends too early.
    """
    name = sniff(data[:SNIFFED])
    if name is None:
        return None
    try:
        return _READERS[name](data)
    except (struct.error, IndexError) as error:
        raise BrokenContainerError(str(error)) from error


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
            if tag == _TIFF_ORIENTATION and kind == 3 and count == 1:
                (value,) = struct.unpack_from(order + "H", exif, entry + 8)
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _read_jpeg(data: bytes) -> Container:
    """Keep tables, frame header and scans; drop comments, EXIF, profiles, previews."""
    kept, position, orientation, frame = [data[:2]], 2, 1, None
    while True:
        if data[position] != 0xFF:
            raise BrokenContainerError("no marker")
        while data[position] == 0xFF:
            position += 1
        marker = data[position]
        position += 1
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:  # these stand alone
            continue
        if marker in (0xD8, 0xD9):
            raise BrokenContainerError("ends before the picture")
        if marker == 0xDA:  # start of the first scan: the pixels
            break
        (length,) = struct.unpack_from(">H", data, position)
        segment = data[position : position + length]
        if length < 2 or len(segment) < length:
            raise BrokenContainerError("segment cut short")
        if marker == 0xE1 and segment[2:8] == b"Exif\0\0" and orientation == 1:
            orientation = exif_orientation(segment[2:])
        # 0xE0 and 0xEE (JFIF, Adobe) say how colours are stored; 0xC0 to 0xDF are the picture.
        if marker in (0xE0, 0xEE) or 0xC0 <= marker <= 0xDF:
            kept.append(bytes((0xFF, marker)) + segment)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            frame = (marker, *struct.unpack_from(">BHHB", data, position + 2))
        position += length
    if frame is None:
        raise BrokenContainerError("no frame header")
    kind, bits, height, width, channels = frame
    end = data.find(b"\xff\xd9", position)  # cannot occur inside a scan: 0xFF is escaped there
    scans = b"\xff\xda" + (data[position : end + 2] if end >= 0 else data[position:])
    if scans.count(b"\xff\xda") > _SCAN_LIMIT:
        raise BrokenContainerError("too many scans")
    plain = end >= 0 and kind in (0xC0, 0xC1, 0xC2) and channels in (1, 3) and bits == 8
    clean = b"".join([*kept, scans])
    return Container("JPEG", clean, width, height, orientation, 1, bits, plain)


def _read_png(data: bytes) -> Container:
    """Keep header, palette, transparency and pixels, each with a checksum that is right."""
    kept, position, orientation, frame_count, transparent = [data[:8]], 8, 1, 1, False
    for _ in range(_PART_LIMIT):
        (length,) = struct.unpack_from(">L", data, position)
        kind = data[position + 4 : position + 8]
        chunk = data[position : position + 12 + length]
        body = chunk[8:-4]
        if len(chunk) < 12 + length:
            raise BrokenContainerError("chunk cut short")
        if (position == 8) != (kind == b"IHDR"):
            raise BrokenContainerError("header out of place")
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
                raise BrokenContainerError("wrong checksum")
            kept.append(chunk)
            transparent |= kind == b"tRNS"
        elif kind == b"eXIf":
            orientation = exif_orientation(body)
        elif kind == b"acTL" and length == 8:
            frame_count = max(1, int.from_bytes(body[:4], "big"))
        position += 12 + length
        if kind == b"IEND":
            break
    else:
        raise BrokenContainerError("too many chunks")
    width, height, bits, colour = struct.unpack_from(">LLBB", data, 16)
    plain = bits <= 8 and colour in (0, 2, 3) and not transparent
    return Container("PNG", b"".join(kept), width, height, orientation, frame_count, bits, plain)


def _read_gif(data: bytes) -> Container:
    """Keep the screen, the global palette and the first frame with its transparency."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position = 13 + _palette_bytes(flags)
    head, control, first, frame_count = data[:position], b"", b"", 0
    for _ in range(_PART_LIMIT):
        if first and position >= len(data):
            break  # no trailer: common, and the first frame is whole
        kind = data[position]
        if kind == 0x21:
            end = _after_blocks(data, position + 2, lenient=bool(first))
            if data[position + 1] == 0xF9 and not first:
                control = data[position:end]
        elif kind == 0x2C:
            left, top, frame_width, frame_height, flags = struct.unpack_from(
                "<HHHHB", data, position + 1
            )
            start = position + 11 + _palette_bytes(flags)  # behind the first code's size
            end = _after_blocks(data, start, lenient=bool(first))
            if not first:
                first = data[position:end]
                width, height = max(width, left + frame_width), max(height, top + frame_height)
            frame_count += 1
        else:
            break
        position = end
    if not first:
        raise BrokenContainerError("no frame")
    return Container("GIF", head + control + first + b";", width, height, 1, frame_count)


def _palette_bytes(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, position: int, *, lenient: bool) -> int:
    """Position behind a chain of length-prefixed blocks; ``lenient`` forgives an early end."""
    while position < len(data):
        length = data[position]
        position += 1 + length
        if length == 0:
            return position
    if lenient:
        return len(data)
    raise BrokenContainerError("frame cut short")


def _read_bmp(data: bytes) -> Container:
    (header,) = struct.unpack_from("<L", data, 14)
    width, height = struct.unpack_from("<HH" if header == 12 else "<ll", data, 18)
    return Container("BMP", data, abs(width), abs(height))


def _read_webp(data: bytes) -> Container:
    """Find size, orientation and frames in the chunks; the decoder needs them all."""
    width = height = frame_count = 0
    position, orientation = 12, 1
    for _ in range(_PART_LIMIT):
        if position + 8 > len(data):
            break
        kind, length = struct.unpack_from("<4sL", data, position)
        body = position + 8
        if kind == b"VP8X":
            low_w, high_w, low_h, high_h = struct.unpack_from("<HBHB", data, body + 4)
            width, height = (high_w << 16) + low_w + 1, (high_h << 16) + low_h + 1
        elif kind == b"VP8L" and not width:
            (packed,) = struct.unpack_from("<L", data, body + 1)
            width, height = (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
        elif kind == b"VP8 " and not width:
            width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, body + 6))
        elif kind == b"ANMF":
            frame_count += 1
        elif kind == b"EXIF":
            orientation = exif_orientation(data[body : body + length])
        position = body + length + length % 2
    return Container("WebP", data, width, height, orientation, max(1, frame_count))


_TIFF_WIDTH, _TIFF_HEIGHT, _TIFF_BITS, _TIFF_COMPRESSION = 256, 257, 258, 259
_TIFF_ORIENTATION = 0x0112
_TIFF_UNITS = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8)
# none, CCITT, LZW, JPEG, deflate, PackBits: what scanners, cameras and microscopes write.
_TIFF_COMPRESSIONS = (1, 2, 3, 4, 5, 7, 8, 32773, 32946)


def _read_tiff(data: bytes) -> Container:
    """Let one modest table of tags through, upright, with no page behind it."""
    order = "<" if data[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "L", data, 4)
    (entry_count,) = struct.unpack_from(order + "H", data, start)
    clean, claimed = bytearray(data), 0
    tags = {_TIFF_BITS: 8, _TIFF_ORIENTATION: 1, _TIFF_COMPRESSION: 1}
    for entry in range(start + 2, start + 2 + 12 * entry_count, 12):
        tag, kind, count = struct.unpack_from(order + "HHL", data, entry)
        size = _TIFF_UNITS[kind] * count
        claimed += size
        if claimed > len(data):
            raise BrokenContainerError("tags larger than the file")
        where = entry + 8
        if size > 4:
            (where,) = struct.unpack_from(order + "L", data, entry + 8)
        if kind in (3, 4) and count:
            (tags[tag],) = struct.unpack_from(order + ("H" if kind == 3 else "L"), data, where)
        if tag == _TIFF_ORIENTATION and kind == 3:
            struct.pack_into(order + "H", clean, where, 1)  # turned by us, like all formats
    next_page = start + 2 + 12 * entry_count
    pages = 2 if any(data[next_page : next_page + 4]) else 1
    clean[next_page : next_page + 4] = bytes(4)
    if tags[_TIFF_COMPRESSION] not in _TIFF_COMPRESSIONS:
        raise BrokenContainerError("unknown compression")
    orientation = tags[_TIFF_ORIENTATION] if 1 <= tags[_TIFF_ORIENTATION] <= 8 else 1
    width, height = tags.get(_TIFF_WIDTH, 0), tags.get(_TIFF_HEIGHT, 0)
    return Container("TIFF", bytes(clean), width, height, orientation, pages, tags[_TIFF_BITS])


_READERS: dict[str, Callable[[bytes], Container]] = {
    "JPEG": _read_jpeg,
    "PNG": _read_png,
    "GIF": _read_gif,
    "BMP": _read_bmp,
    "WebP": _read_webp,
    "TIFF": _read_tiff,
}
