"""The parts of JPEG, PNG, GIF, BMP and WebP files: what is kept, what is left out.

Each reader walks a file's parts without unpacking any, and fails with
:class:`~lib.images.container.BrokenContainerError`, ``struct.error`` or ``IndexError`` where
they do not fit together.
"""

from __future__ import annotations

import struct
import zlib

from lib.images.container import BrokenContainerError, Container
from lib.images.tiff import exif_orientation

# More parts than this is no picture but an attempt to keep the server busy.
_PART_LIMIT = 100_000
# Progressive JPEGs have about ten scans; each one is a pass over the whole picture.
_SCAN_LIMIT = 40


def read_jpeg(data: bytes) -> Container:
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


def read_png(data: bytes) -> Container:
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


def read_gif(data: bytes) -> Container:
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


def read_bmp(data: bytes) -> Container:
    """Refuse large run-length coded files: their decoder is written in Python and slow."""
    (header,) = struct.unpack_from("<L", data, 14)
    if header >= 40 and struct.unpack_from("<L", data, 30)[0] in (1, 2) and len(data) > 2**20:
        raise BrokenContainerError("run-length code too long")
    width, height = struct.unpack_from("<HH" if header == 12 else "<ll", data, 18)
    return Container("BMP", data, abs(width), abs(height))


def read_webp(data: bytes) -> Container:
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
