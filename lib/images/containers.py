"""The outside of a picture file, read before any decoder is let near it.

A file from a stranger can hurt long before its pixels are decoded: text chunks and colour
profiles that unpack to gigabytes, EXIF tables whose entries all point at the same megabyte,
a million frames.  None of that makes pixels.  :func:`open_container` recognises a file by its
first bytes (a name proves nothing), reads the size it announces, and hands on only the parts
that the first picture is made of.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from lib.images import parts, tiff
from lib.images.container import BrokenContainerError, Container

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

_READERS: dict[str, Callable[[bytes], Container]] = {
    "JPEG": parts.read_jpeg,
    "PNG": parts.read_png,
    "GIF": parts.read_gif,
    "BMP": parts.read_bmp,
    "WebP": parts.read_webp,
    "TIFF": tiff.read_tiff,
}


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
