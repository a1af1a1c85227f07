"""A label set as an archive: one folder a class, to be unpacked and trained on anywhere."""

from __future__ import annotations

import io
import zipfile

from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.limits import EXPORT_BYTE_LIMIT
from lib.datasets.annotation.store import UNLABELLED, Store
from lib.datasets.annotation.upkeep import noted_size

# The first moment that the format can say: the same set gives the same archive, byte for byte.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16  # an ordinary file that its owner may write

_Entry = tuple[str, str]  # (path within the set, path in the archive)


def count_parts(label_set: LabelSet) -> int:
    """How many archives :func:`export_part` makes of a set: 0 when it has no picture.

    Raises:
        DatasetError: As :func:`export_part`.
    """
    if 0 < noted_size(label_set.store) <= EXPORT_BYTE_LIMIT:
        return 1  # without a look at every file
    with label_set.store.locked():
        return len(_parts(label_set.store))


def export_part(label_set: LabelSet, number: int = 0) -> bytes:
    """A ZIP archive of pictures: labelled ones as ``class/file``, the others as ``file``.

    The files are the originals, byte for byte, their names in UTF-8.  No archive has more than
    :data:`~lib.datasets.annotation.limits.EXPORT_BYTE_LIMIT` bytes of pictures, so that each can
    be added back and none needs much memory.  A class without pictures is left out, as are
    pictures that were taken out.

    Args:
        label_set: The set.
        number: Of the part, from 0; one that is not there is empty.

    Raises:
        DatasetError: ``annotation.busy``, ``annotation.unknown`` or ``annotation.cannot_write``
            (a file has gone).
    """
    file, store = io.BytesIO(), label_set.store
    with store.locked(), zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        parts = _parts(store)
        for path, name in parts[number] if number < len(parts) else ():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.external_attr = _READABLE
            archive.writestr(entry, (store.folder / path).read_bytes())
    return file.getvalue()


def _parts(store: Store) -> list[list[_Entry]]:
    contents = store.contents()
    parts: list[list[_Entry]] = []
    room = 0
    for folder, names in {**contents.classes, UNLABELLED: contents.unlabelled}.items():
        for name in names:
            path = f"{folder}/{name}"
            size = (store.folder / path).stat().st_size
            if not parts or size > room:
                parts.append([])
                room = EXPORT_BYTE_LIMIT
            room -= size
            parts[-1].append((path, name if folder == UNLABELLED else path))
    return parts
