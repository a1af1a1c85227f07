"""Small copies of pictures: to label by, and for a gallery."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.store import PREVIEWS, THUMBNAILS
from lib.errors import DatasetError
from lib.images.decode import Picture, decode_image, shrink

# Boxes of (width, height) pixels that they fit into.
PREVIEW_BOX = 720, 400
_BOXES = {PREVIEWS: PREVIEW_BOX, THUMBNAILS: (240, 240)}


def make_copies(picture: Picture) -> dict[str, bytes]:
    """JPEG files of the small copies, by the folder each belongs to."""
    return {folder: _jpeg(picture, box) for folder, box in _BOXES.items()}


def small_copy(label_set: LabelSet, name: str, *, large: bool = False) -> bytes:
    """A JPEG of a picture to show, at most as large as :data:`PREVIEW_BOX`, or 240 pixels a side.

    Args:
        label_set: The set.
        name: The picture's file name.
        large: Whether it is to be looked at closely.

    Raises:
        DatasetError: ``annotation.gone``: no picture of that name has been here.
        ImageError: A file that a host has put there is no picture.
    """
    folder = PREVIEWS if large else THUMBNAILS
    try:
        return (label_set.store.folder / folder / f"{name}.jpg").read_bytes()
    except OSError:  # brought here by other means than add_pictures
        place = label_set.contents().places().get(name)
        if place is None:
            raise DatasetError("annotation.gone", name=name) from None
        original: Path = label_set.store.folder / place / name
        return _jpeg(decode_image(original.read_bytes(), name=name), _BOXES[folder])


def _jpeg(picture: Picture, box: tuple[int, int]) -> bytes:
    scale = min(1.0, box[0] / picture.width, box[1] / picture.height)
    side = max(1, round(max(picture.width, picture.height) * scale))
    file = io.BytesIO()
    Image.fromarray(shrink(picture, side).pixels).save(file, "JPEG", quality=88)
    return file.getvalue()
