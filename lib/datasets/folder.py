"""A folder of classes made ready for ``keras.utils.image_dataset_from_directory``.

That function is what everyone trains with, so it is what training here uses.  It decodes on
trust, ignores EXIF orientation and lets alpha drop to whatever lies beneath.  A folder that
gives it no occasion is used as it is; for any other a mirror is made: links to the good files,
PNG copies of those that need converting, nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import Image

from lib.datasets.annotation.names import is_set_name
from lib.datasets.scan import (
    KERAS_SUFFIXES,
    FolderReport,
    Progress,
    examine,
    list_candidates,
    read_picture_file,
    scan_folder,
    spelled,
)
from lib.errors import DatasetError
from lib.images.decode import decode_image
from lib.runs.clean_copy import CleanCopy
from lib.runs.recipe import is_folder_name

__all__ = [
    "FolderReport",
    "PreparedFolder",
    "list_folders",
    "prepare_folder",
    "resolve_folder",
    "scan_folder",
    "split_counts",
]


@dataclass(frozen=True)
class PreparedFolder:
    """A folder that Keras loads to the last file.

    Attributes:
        folder: What to hand to ``image_dataset_from_directory``.
        report: What was found, converted and left out.
        mirrored: Whether ``folder`` is a clean mirror and not the original.
    """

    folder: Path
    report: FolderReport
    mirrored: bool

    def clean_copy(self) -> CleanCopy | None:
        """What the mirror has instead of the files of the original; None without a mirror."""
        return _plan(self.report) if self.mirrored else None


def prepare_folder(
    folder: Path, cache: Path, *, progress: Progress | None = None
) -> PreparedFolder:
    """Make a folder of classes safe to train on; instant when nothing changed since.

    Args:
        folder: Holds one folder a class.
        cache: Where reports and mirrors are kept, one of each a state of a folder.
        progress: Called with (done, total) while files are examined.

    Raises:
        DatasetError: ``folder.missing``, ``folder.unreadable``, ``folder.empty``,
            ``folder.nothing_readable``, ``folder.one_class``, ``folder.class_too_small`` or
            ``folder.cannot_write`` (the cache's disk is full, say).
    """
    listing = list_candidates(folder)
    saved = cache / f"{listing.digest}.json"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        report = _load_report(saved, folder)
        if report is None:
            report = examine(listing, progress=progress)
            _save_report(report, saved)
        problem = report.problem()
        if problem is not None:
            raise problem
        if report.clean:
            return PreparedFolder(folder, report, mirrored=False)
        mirror = cache / listing.digest
        if not mirror.is_dir():
            _make_mirror(report, mirror)
    except OSError as error:
        raise DatasetError(
            "folder.cannot_write", folder=folder.name, reason=error.strerror or ""
        ) from error
    return PreparedFolder(mirror, report, mirrored=True)


def list_folders(root: Path) -> tuple[str, ...]:
    """Names of the data folders that a host has put (or linked) directly under ``root``.

    Visitors' own label sets, which lie there too, are not: the name of one is the key to it.
    A folder whose name is no text, which other systems can leave behind, is not among them.
    """
    try:
        with os.scandir(root) as entries:
            return tuple(
                sorted(
                    entry.name
                    for entry in entries
                    if is_folder_name(entry.name)
                    and not entry.name.startswith("__")
                    and not is_set_name(entry.name)
                    and entry.is_dir()
                )
            )
    except OSError:
        return ()


def resolve_folder(root: Path, name: str) -> Path:
    """The data folder of that name, listed or a label set; anything else is refused.

    Raises:
        DatasetError: ``folder.unknown``.
    """
    names = list_folders(root)
    if name not in names and not (is_set_name(name) and (root / name).is_dir()):
        raise DatasetError("folder.unknown", folder=name, allowed=list(names))
    return root / name


def split_counts(total: int, fraction: float) -> tuple[int, int]:
    """Sizes of training and validation part, as ``image_dataset_from_directory`` cuts them.

    ``validation = ⌊fraction · total⌋``, the rest trains.

    Raises:
        DatasetError: ``folder.too_few`` when a part would be empty.  (Keras then trains on
            nothing: it takes ``files[:-0]``.)

    Example:
        >>> split_counts(3670, 0.2)
        (2936, 734)
    """
    if not fraction:
        return total, 0
    validation = int(fraction * total)
    if not 0 < validation < total:
        raise DatasetError("folder.too_few", total=total, percent=round(100 * fraction))
    return total - validation, validation


def _make_mirror(report: FolderReport, mirror: Path) -> None:
    """Build the mirror beside its place and move it there whole.

    Whoever finds the folder finds it finished, even after a kill; when two build the same, the
    first wins.
    """
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=mirror.parent))
    try:
        building.chmod(0o755)
        plan = _plan(report)
        for relative, place in ({name: name for name in report.as_is} | plan.renamed).items():
            _link(report.folder / relative, _made_room(building / place))
        for relative, place in plan.converted.items():
            _convert(report.folder / relative, _made_room(building / place))
        try:
            building.rename(mirror)
        except OSError:
            if not mirror.is_dir():
                raise
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _plan(report: FolderReport) -> CleanCopy:
    """Where in a mirror everything lies that does not keep its name."""
    taken = {relative.casefold() for relative in report.as_is}
    renamed: dict[str, str] = {}
    converted: dict[str, str] = {}
    for relative, why in report.converted:
        only_name = why == "name"
        place = _free_place(relative, KERAS_SUFFIXES if only_name else (".png",), taken)
        (renamed if only_name else converted)[relative] = place
    return CleanCopy(tuple(name for name, _ in report.skipped), renamed, converted)


def _free_place(relative: str, suffixes: tuple[str, ...], taken: set[str]) -> str:
    """A path in the mirror that TensorFlow can spell, ends right and nothing else has.

    Any ending in Keras' list will do, because TensorFlow tells the format from the bytes.
    """
    name = spelled(relative)
    if not name.lower().endswith(suffixes):
        name += suffixes[-1]
    place, number = PurePosixPath(name), 2
    while str(place).casefold() in taken:
        place, number = place.with_name(f"{number}-{PurePosixPath(name).name}"), number + 1
    taken.add(str(place).casefold())
    return str(place)


def _made_room(place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _link(source: Path, place: Path) -> None:
    try:
        place.symlink_to(source.resolve())
    except OSError:  # file systems and accounts without links
        shutil.copyfile(source, place)


def _convert(source: Path, place: Path) -> None:
    picture = decode_image(read_picture_file(source), name=source.name)
    Image.fromarray(picture.pixels).save(place, "PNG", compress_level=1)


def _save_report(report: FolderReport, path: Path) -> None:
    facts = {name: value for name, value in vars(report).items() if name != "folder"}
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".report-", delete=False) as file:
        json.dump(facts, file)
    Path(file.name).replace(path)


def _load_report(path: Path, folder: Path) -> FolderReport | None:
    """A report saved before; ``None`` when there is none or it cannot be read."""
    try:
        facts: dict[str, Any] = json.loads(path.read_text())
        return FolderReport(
            folder=folder,
            digest=facts["digest"],
            counts=facts["counts"],
            as_is=tuple(facts["as_is"]),
            converted=tuple((name, why) for name, why in facts["converted"]),
            skipped=tuple((name, key) for name, key in facts["skipped"]),
            empty_classes=tuple(facts["empty_classes"]),
            clean=facts["clean"],
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None
