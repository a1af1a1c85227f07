"""Pictures on their way into a label set: decoded, compared with what is there, laid down."""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from lib.datasets.annotation.journal import KnownFile, Record, Step
from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.limits import BYTE_LIMIT, CLASS_LIMIT, PICTURE_LIMIT
from lib.datasets.annotation.names import clean_class_name, clean_file_name, free_name
from lib.datasets.annotation.store import (
    INCOMING,
    PREVIEWS,
    REMOVED,
    THUMBNAILS,
    UNLABELLED,
    Store,
)
from lib.errors import ConvScopeError, DatasetError
from lib.images.decode import Picture, decode_image, shrink

# Boxes of (width, height) pixels that small copies fit into: to label by, and for a gallery.
PREVIEW_BOX = 720, 400
_BOXES = {PREVIEWS: PREVIEW_BOX, THUMBNAILS: (240, 240)}


@dataclass(frozen=True)
class Offered:
    """A file that wants to become a picture of the set.

    Attributes:
        name: As its owner calls it.
        data: The whole file.
        class_name: The folder it came in; ``""`` for a picture without a class.
    """

    name: str
    data: bytes = field(repr=False)
    class_name: str = ""


@dataclass(frozen=True)
class AddReport:
    """What became of the files offered.

    Attributes:
        added: Names under which pictures were kept.
        duplicates: (name offered, name it has had here) of pictures that the set holds already.
        restored: Pictures that had been taken out and are in the set again.
        refused: Why each of the others was not taken; ``name`` of the facts says which.
    """

    added: tuple[str, ...]
    duplicates: tuple[tuple[str, str], ...]
    restored: tuple[str, ...]
    refused: tuple[ConvScopeError, ...]


class _SetFullError(Exception):
    """No further picture can be taken; carries the error that says so."""


def add_pictures(label_set: LabelSet, offered: Iterable[Offered | ConvScopeError]) -> AddReport:
    """Keep every file that is a picture and that the set does not have yet, one by one.

    Each picture is safe as soon as it is kept, whatever happens to those after it.

    Args:
        label_set: Where they go.
        offered: The files, or why one could not even be offered.  Asked for one at a time, so
            that no two need be in memory.

    Raises:
        DatasetError: ``annotation.busy``, ``annotation.disk_full``, ``annotation.cannot_write``;
            what was added before stays.
    """
    added: list[str] = []
    duplicates: list[tuple[str, str]] = []
    restored: list[str] = []
    refused: list[ConvScopeError] = []
    for item in offered:
        if isinstance(item, ConvScopeError):
            refused.append(item)
            continue
        try:
            how, name = _add(label_set, item)
        except _SetFullError as full:
            refused.append(full.args[0])
            break
        except ConvScopeError as error:
            if error.key in ("annotation.busy", "annotation.disk_full", "annotation.cannot_write"):
                raise
            refused.append(error)
        else:
            if how == "duplicate":
                duplicates.append((item.name, name))
            else:
                (added if how == "added" else restored).append(name)
    return AddReport(tuple(added), tuple(duplicates), tuple(restored), tuple(refused))


def _add(label_set: LabelSet, item: Offered) -> tuple[str, str]:
    store = label_set.store
    digest = hashlib.sha256(item.data).hexdigest()
    with store.locked():
        known = store.journal.files().get(digest)
        if known is not None:
            return _meet_again(label_set, store, known)
    picture = decode_image(item.data, name=item.name)  # slow: nobody need wait for it
    copies = {folder: _jpeg(picture, box) for folder, box in _BOXES.items()}
    with store.locked():
        files = store.journal.files()
        if digest in files:  # another tab was faster
            return _meet_again(label_set, store, files[digest])
        _check_room(files, len(item.data))
        steps, target = _class_steps(store, item.class_name)
        wanted = clean_file_name(item.name, picture.format)
        name = free_name(wanted, {file.name.casefold() for file in files.values()})
        steps += [
            *(_laid(store, data, f"{folder}/{name}.jpg") for folder, data in copies.items()),
            _laid(store, item.data, f"{target}/{name}"),
        ]
        file = KnownFile(name, digest, len(item.data))
        code = secrets.token_hex(8)
        shown = "" if target == UNLABELLED else target
        store.change(Record(code, "add", name, shown, label_set.by, tuple(steps), file=file))
    return "added", name


def _meet_again(label_set: LabelSet, store: Store, known: KnownFile) -> tuple[str, str]:
    if (store.folder / REMOVED / known.name).exists():
        steps: tuple[Step, ...] = (
            ("move", f"{REMOVED}/{known.name}", f"{UNLABELLED}/{known.name}"),
        )
        record = Record(secrets.token_hex(8), "unlabel", known.name, "", label_set.by, steps)
        store.change(record)
        return "restored", known.name
    return "duplicate", known.name


def _check_room(files: dict[str, KnownFile], size: int) -> None:
    if len(files) >= PICTURE_LIMIT:
        raise _SetFullError(DatasetError("annotation.too_many_pictures", limit=PICTURE_LIMIT))
    if sum(file.size for file in files.values()) + size > BYTE_LIMIT:
        raise _SetFullError(DatasetError("annotation.too_many_bytes", limit=BYTE_LIMIT // 2**20))


def _class_steps(store: Store, text: str) -> tuple[list[Step], str]:
    """The folder a picture goes to, and the step that makes it when it is a new class."""
    if not text:
        return [], UNLABELLED
    name = clean_class_name(text)
    classes = {known.casefold(): known for known in store.contents().classes}
    if name.casefold() in classes:
        return [], classes[name.casefold()]
    if len(classes) >= CLASS_LIMIT:
        raise DatasetError("annotation.too_many_classes", limit=CLASS_LIMIT)
    return [("make", name, "")], name


def _laid(store: Store, data: bytes, place: str) -> Step:
    """Write the bytes where nobody looks, and give the step that brings them to their place."""
    waiting = f"{INCOMING}/{secrets.token_hex(8)}"
    (store.folder / waiting).write_bytes(data)
    return ("move", waiting, place)


def _jpeg(picture: Picture, box: tuple[int, int]) -> bytes:
    scale = min(1.0, box[0] / picture.width, box[1] / picture.height)
    side = max(1, round(max(picture.width, picture.height) * scale))
    file = io.BytesIO()
    Image.fromarray(shrink(picture, side).pixels).save(file, "JPEG", quality=88)
    return file.getvalue()


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
