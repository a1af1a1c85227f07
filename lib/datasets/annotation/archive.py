"""Pictures out of a ZIP archive that nobody vouches for.

Nothing is ever unpacked to disk.  The table of contents is counted before it is read, a name is
only a label and never a path, no entry unpacks to more than the archive's own size allows,
whatever it says about itself, and only files that begin like a picture are read to their end, one
at a time.  What is not taken is named with
its reason; it keeps nothing else from being taken.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO

from lib.datasets.annotation.adding import Offered
from lib.datasets.annotation.limits import (
    ARCHIVE_RATIO_LIMIT,
    BYTE_LIMIT,
    ENTRY_LIMIT,
    ENTRY_RATIO_LIMIT,
    HARMLESS_ARCHIVE_BYTES,
    HARMLESS_BYTES,
    archive_byte_limit,
)
from lib.datasets.scan import NOT_OURS
from lib.errors import ConvScopeError, DatasetError, ImageError
from lib.images.containers import FORMATS, SNIFFED, sniff
from lib.images.decode import BYTE_LIMIT as PICTURE_BYTE_LIMIT
from lib.images.decode import too_large_bytes

_ENTRY_SIGNATURE = b"PK\x01\x02"  # begins every line of the table of contents
_ENCRYPTED, _UTF8 = 0x1, 0x800
# Others are rare, and LZMA lets a stranger choose how much memory unpacking takes.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 2**18
_DRIVE = re.compile(r"[A-Za-z]:")
# What zipfile raises on malformed archives.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a version of the format that nobody writes
    UnicodeDecodeError,
    ValueError,
    LookupError,
    OSError,
    RuntimeError,
)


@dataclass
class _Budget:
    """What the whole archive may still unpack to.

    Attributes:
        left: Bytes.
        size: Bytes of the archive itself: no entry can have more, whatever it claims.
    """

    left: int
    size: int


def is_archive(data: bytes) -> bool:
    """Whether a file begins as a ZIP archive does, be it an empty one.

    Args:
        data: At least its first four bytes.
    """
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read_archive(file: BinaryIO, *, name: str) -> Iterator[Offered | ConvScopeError]:
    """The pictures of an archive; the last folder above a picture is its class.

    Folders themselves, hidden files and what systems add of their own are passed over in silence.

    Args:
        file: The archive, which can be read from anywhere.
        name: What to call it in messages.

    Yields:
        Each picture with its class (``""`` outside of folders), or why a file is not taken:
        ``annotation.entry_path`` (a path that leads elsewhere), ``entry_link``,
        ``entry_encrypted``, ``entry_method``, ``entry_bomb``, ``entry_over``, ``entry_damaged``,
        ``image.not_an_image`` (also an archive in the archive) or ``image.too_large_bytes``.
        Last, if it comes to that, ``annotation.zip_unpacks`` for how many are left.

    Raises:
        DatasetError: At the first step, for the whole archive: ``annotation.zip_size``,
            ``annotation.zip_entries``, ``annotation.zip_nothing`` or ``annotation.zip_damaged``.
    """
    size = _check_outside(file, name)
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGED as error:
        raise DatasetError("annotation.zip_damaged", name=name) from error
    allowed = max(HARMLESS_ARCHIVE_BYTES, ARCHIVE_RATIO_LIMIT * size)
    budget = _Budget(min(BYTE_LIMIT, allowed), size)
    with archive:
        entries = [(entry, _decoded(entry).replace("\\", "/")) for entry in archive.infolist()]
        entries = [(entry, path) for entry, path in entries if not _is_ignored(path)]
        if not entries:
            raise DatasetError("annotation.zip_nothing", name=name)
        for number, (entry, path) in enumerate(entries, start=1):
            try:
                yield _read(archive, entry, path, budget)
            except ConvScopeError as error:
                yield error
            if budget.left <= 0:
                if left := len(entries) - number:
                    yield DatasetError("annotation.zip_unpacks", name=name, left=left)
                return


def _check_outside(file: BinaryIO, name: str) -> int:
    """Count what may be an entry before anything is made of them; return the archive's size.

    Raises:
        DatasetError: ``annotation.zip_size`` or ``annotation.zip_entries``.
    """
    size = file.seek(0, 2)
    if size > archive_byte_limit():
        allowed = archive_byte_limit() // 2**20
        raise DatasetError("annotation.zip_size", name=name, got=size // 2**20, limit=allowed)
    file.seek(0)
    entries, end = 0, b""
    while chunk := file.read(_CHUNK):
        data = end + chunk
        entries += data.count(_ENTRY_SIGNATURE)
        end = data[-(len(_ENTRY_SIGNATURE) - 1) :]  # a signature may lie across two chunks
    if entries > ENTRY_LIMIT:
        raise DatasetError("annotation.zip_entries", name=name, limit=ENTRY_LIMIT)
    file.seek(0)
    return size


def _decoded(entry: zipfile.ZipInfo) -> str:
    """An entry's name; Windows in China writes GBK without saying so, others UTF-8.

    Before any slash is looked at: the second byte of a Chinese letter may be a backslash.
    """
    if entry.flag_bits & _UTF8:
        return entry.orig_filename
    try:
        stored = entry.orig_filename.encode("cp437")  # the bytes as they lie in the archive
    except UnicodeEncodeError:  # Python has found a better name in the entry's extra fields
        return entry.orig_filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return stored.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def _is_ignored(path: str) -> bool:
    """Whether an entry is a folder, hidden, or what systems add of their own."""
    if path.endswith("/"):
        return True
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return any(part.startswith(".") or part.lower() in NOT_OURS for part in parts)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, budget: _Budget) -> Offered:
    *folders, name = path.split("/")
    if path.startswith("/") or ".." in folders or name in ("", "..") or _DRIVE.match(path):
        raise DatasetError("annotation.entry_path", name=path)
    # The upper half of the attributes is what Unix knows about a file; 0 where it was not Unix.
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise DatasetError("annotation.entry_link", name=path)
    if entry.flag_bits & _ENCRYPTED:
        raise DatasetError("annotation.entry_encrypted", name=path)
    if entry.compress_type not in _METHODS:
        raise DatasetError("annotation.entry_method", name=path)
    try:
        with archive.open(entry) as stream:
            data = _bounded(stream, entry, path, budget)
    except _DAMAGED as error:
        raise DatasetError("annotation.entry_damaged", name=path) from error
    named = [folder for folder in folders if folder not in ("", ".")]
    return Offered(name, data, named[-1] if named else "")


def _bounded(stream: IO[bytes], entry: zipfile.ZipInfo, path: str, budget: _Budget) -> bytes:
    """The bytes of an entry, counted while they come."""
    data = bytearray(stream.read(SNIFFED))
    if sniff(bytes(data)) is None:
        raise ImageError("image.not_an_image", name=path, allowed=", ".join(FORMATS))
    most = max(HARMLESS_BYTES, ENTRY_RATIO_LIMIT * min(entry.compress_size, budget.size))
    while chunk := stream.read(_CHUNK):
        data += chunk
        budget.left -= len(chunk)
        if len(data) > PICTURE_BYTE_LIMIT:
            raise too_large_bytes(max(len(data), entry.file_size), name=path)
        if len(data) > most:
            raise DatasetError("annotation.entry_bomb", name=path, limit=ENTRY_RATIO_LIMIT)
        if budget.left <= 0:
            raise DatasetError("annotation.entry_over", name=path)
    return bytes(data)
