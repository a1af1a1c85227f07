"""Facts and arrays in one file whose digest tells whether it is whole.

Four parts: a line that names the format, a line of JSON (the facts, and the names of the
arrays), the arrays one after the other in NumPy's own format, and the SHA-256 of all that.  A
file appears under its name only when it is complete and on disk.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from lib.runs.files import replacing

_DIGEST_LENGTH = hashlib.sha256().digest_size

# NumPy reads the header of an array by ``ast``, whose depth counter all threads of Python 3.11
# share: two at once end in "AST constructor recursion depth mismatch".
READING_HEADERS = Lock()


class _Hashing:
    """A writable stream that hashes what passes through."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        return self._stream.write(data)


def write_packed(
    path: Path, kind: bytes, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
) -> None:
    """Write facts, as JSON can hold them, and arrays in one step.

    Args:
        path: Of the file.
        kind: The line that names the format, with its newline.
        facts: Kept beside the arrays; ``names`` is taken.
        arrays: By name, of any type that needs no pickling.

    Raises:
        RunError: The disk is full (``run.disk_full``); what was under ``path`` is untouched.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_packed(Path(folder) / "x", b"x 1\\n", {"epoch": 2}, {"a": np.arange(3)})
        ...     read_packed(Path(folder) / "x", b"x 1\\n")
        ({'epoch': 2}, {'a': array([0, 1, 2])})
    """
    with replacing(path) as stream:
        hashing = _Hashing(stream)
        hashing.write(kind)
        hashing.write(json.dumps({**facts, "names": list(arrays)}).encode() + b"\n")
        for array in arrays.values():
            np.lib.format.write_array(hashing, np.asarray(array), allow_pickle=False)
        stream.write(hashing.hash.digest())


def read_packed(path: Path, kind: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The facts and the arrays that :func:`write_packed` wrote.

    Raises:
        ValueError: The file is damaged, or of another kind.
    """
    content = path.read_bytes()
    body, digest = content[:-_DIGEST_LENGTH], content[-_DIGEST_LENGTH:]
    if hashlib.sha256(body).digest() != digest or not body.startswith(kind):
        raise ValueError(f"{path.name} is damaged")
    stream = io.BytesIO(body)
    stream.seek(len(kind))
    facts = json.loads(stream.readline())
    with READING_HEADERS:
        arrays = {
            name: np.lib.format.read_array(stream, allow_pickle=False) for name in facts["names"]
        }
    del facts["names"]
    return facts, arrays
