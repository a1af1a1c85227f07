"""Pictures on their way into a label set: decoded, compared with what is there, laid down."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from lib.datasets.annotation.copies import make_copies
from lib.datasets.annotation.journal import KnownFile, KnownFiles, Record, Step
from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.limits import (
    BYTE_LIMIT,
    CLASS_LIMIT,
    HOST_BYTE_LIMIT,
    PICTURE_LIMIT,
)
from lib.datasets.annotation.names import clean_class_name, clean_file_name, free_name
from lib.datasets.annotation.store import (
    INCOMING,
    REMOVED,
    UNLABELLED,
    Store,
)
from lib.datasets.annotation.upkeep import note_size, size_of_others
from lib.errors import ConvScopeError, DatasetError
from lib.images.decode import decode_image


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


@dataclass
class AddReport:
    """What became of the files offered.

    Attributes:
        added: Names under which pictures were kept.
        restored: Pictures that had been taken out and are in the set again.
        relabelled: Pictures without a class that got the one of their folder in the archive.
        contradicted: (name, class it has and keeps, class of its folder in the archive).
        duplicates: (name offered, name it has had here) of pictures that the set holds already.
        refused: Why each of the others was not taken; ``name`` of the facts says which.
        stopped: Why no further file was looked at, or None.
    """

    added: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    relabelled: list[str] = field(default_factory=list)
    contradicted: list[tuple[str, str, str]] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    refused: list[ConvScopeError] = field(default_factory=list)
    stopped: ConvScopeError | None = None


# Nothing could be done for the next picture either.
_LAST = (
    "annotation.unknown",
    "annotation.busy",
    "annotation.disk_full",
    "annotation.cannot_write",
    "annotation.too_many_pictures",
    "annotation.too_many_bytes",
    "annotation.host_full",
)


def add_pictures(
    label_set: LabelSet,
    offered: Iterable[Offered | ConvScopeError],
    report: AddReport | None = None,
) -> AddReport:
    """Keep every file that is a picture and that the set does not have yet, one by one.

    Each picture is safe as soon as it is kept, whatever happens to those after it.

    Args:
        label_set: Where they go.
        offered: The files, or why one could not even be offered.  Asked for one at a time, so
            that no two need be in memory.
        report: Of an earlier call with the same files that was cut short: what it has added is
            not told again as a duplicate.

    Returns:
        What became of each, also when something stopped it in the middle: ``stopped`` then is
        ``annotation.busy``, ``annotation.disk_full``, ``annotation.cannot_write``,
        ``annotation.unknown``, ``annotation.too_many_pictures``, ``annotation.too_many_bytes``
        or ``annotation.host_full``.
    """
    report = AddReport() if report is None else report
    report.duplicates.clear()
    report.refused.clear()
    room = HOST_BYTE_LIMIT - size_of_others(label_set.store)
    for item in offered:
        if isinstance(item, ConvScopeError):
            report.refused.append(item)
            continue
        try:
            _add(label_set, item, report, room)
        except ConvScopeError as error:
            if error.key in _LAST:
                report.stopped = error
                break
            report.refused.append(error)
    with contextlib.suppress(ConvScopeError), label_set.store.locked():
        note_size(label_set.store, label_set.store.size())
    return report


def _add(label_set: LabelSet, item: Offered, report: AddReport, room: int) -> None:
    store = label_set.store
    digest = hashlib.sha256(item.data).hexdigest()
    with store.locked():
        known = store.journal.files().by_digest.get(digest)
        if known is not None:
            _meet_again(label_set, item, known, report)
            return
    picture = decode_image(item.data, name=item.name)  # slow: nobody need wait for it
    copies = make_copies(picture)
    copied = sum(map(len, copies.values()))
    with store.locked():
        files = store.journal.files()
        if digest in files.by_digest:  # another tab was faster
            _meet_again(label_set, item, files.by_digest[digest], report)
            return
        _check_room(files, len(item.data), copied, room)
        steps, target = _class_steps(store, item.class_name)
        name = free_name(clean_file_name(item.name, picture.format), files.names)
        steps += [
            *(_laid(store, data, f"{folder}/{name}.jpg") for folder, data in copies.items()),
            _laid(store, item.data, f"{target}/{name}"),
        ]
        file = KnownFile(name, digest, len(item.data), copied)
        shown = "" if target == UNLABELLED else target
        _change(label_set, "add", name, shown, steps, file=file)
    report.added.append(name)


def _meet_again(label_set: LabelSet, item: Offered, known: KnownFile, report: AddReport) -> None:
    """Bring back a picture that is out, and give one without a class that of its folder."""
    store, name = label_set.store, known.name
    place = _place(store, name)
    wanted = clean_class_name(item.class_name) if item.class_name else ""
    if place not in ("", REMOVED, UNLABELLED):
        if wanted and wanted.casefold() != place.casefold():
            report.contradicted.append((name, place, wanted))
        else:
            _note_duplicate(item, name, report)
        return
    steps, target = _class_steps(store, wanted)
    if target == place:
        _note_duplicate(item, name, report)
        return
    if steps:  # a change of its own: undone, it would leave a class that is no longer empty
        _change(label_set, "make_class", target, "", steps)
    shown = "" if target == UNLABELLED else target
    there = f"{target}/{name}"
    step = ("move", f"{place}/{name}", there) if place else _laid(store, item.data, there)
    _change(label_set, "label" if shown else "unlabel", name, shown, [step])
    (report.relabelled if place == UNLABELLED else report.restored).append(name)


def _note_duplicate(item: Offered, name: str, report: AddReport) -> None:
    if name not in (*report.added, *report.restored, *report.relabelled):
        report.duplicates.append((item.name, name))


def _place(store: Store, name: str) -> str:
    """The folder that a known picture lies in; ``""`` once a host has deleted the file."""
    for folder in (UNLABELLED, REMOVED, *store.class_names()):
        if (store.folder / folder / name).exists():
            return folder
    return ""


def _change(
    label_set: LabelSet,
    what: str,
    subject: str,
    target: str,
    steps: list[Step],
    *,
    file: KnownFile | None = None,
) -> None:
    code = secrets.token_hex(8)
    label_set.store.change(
        Record(code, what, subject, target, label_set.by, tuple(steps), file=file)
    )


def _check_room(files: KnownFiles, size: int, copied: int, room: int) -> None:
    if len(files.by_digest) >= PICTURE_LIMIT:
        raise DatasetError("annotation.too_many_pictures", limit=PICTURE_LIMIT)
    if files.size + size > BYTE_LIMIT:
        raise DatasetError("annotation.too_many_bytes", limit=BYTE_LIMIT // 2**20)
    if files.size + files.copies + size + copied > room:
        raise DatasetError("annotation.host_full")


def _class_steps(store: Store, text: str) -> tuple[list[Step], str]:
    """The folder a picture goes to, and the step that makes it when it is a new class."""
    if not text:
        return [], UNLABELLED
    name = clean_class_name(text)
    classes = {known.casefold(): known for known in store.class_names()}
    if name.casefold() in classes:
        return [], classes[name.casefold()]
    if len(classes) >= CLASS_LIMIT:
        raise DatasetError("annotation.class_left_out", class_name=name, limit=CLASS_LIMIT)
    return [("make", name, "")], name


def _laid(store: Store, data: bytes, place: str) -> Step:
    """Write the bytes where nobody looks, and give the step that brings them to their place."""
    waiting = f"{INCOMING}/{secrets.token_hex(8)}"
    (store.folder / waiting).write_bytes(data)
    return ("move", waiting, place)
