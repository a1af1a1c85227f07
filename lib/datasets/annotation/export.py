"""A label set as an archive: one folder a class, to be unpacked and trained on anywhere."""

from __future__ import annotations

import io
import zipfile

from lib.datasets.annotation.label_set import LabelSet

# The first moment that the format can say: the same set gives the same archive, byte for byte.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16  # an ordinary file that its owner may write


def export_set(label_set: LabelSet) -> bytes:
    """A ZIP archive of the labelled pictures, ``class/file``, with names in UTF-8.

    The files are the originals, byte for byte.  A class without pictures and pictures without a
    class are left out.

    Raises:
        DatasetError: ``annotation.busy`` or ``annotation.cannot_write`` (a file has gone).
    """
    file = io.BytesIO()
    with label_set.store.locked(), zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for class_name, names in label_set.store.contents().classes.items():
            for name in names:
                entry = zipfile.ZipInfo(f"{class_name}/{name}", _MOMENT)
                entry.external_attr = _READABLE
                original = label_set.store.folder / class_name / name
                archive.writestr(entry, original.read_bytes())
    return file.getvalue()
