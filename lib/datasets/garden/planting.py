"""A whole garden on disk: one folder a class, drawn once and found again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from lib.datasets.garden.counts import class_counts
from lib.datasets.garden.drawing import draw_jpeg
from lib.errors import DatasetError

# Raised whenever the drawing changes, so that an older garden is drawn anew.
FORMAT_VERSION = 1
LABEL = "garden.json"
STILL_SECONDS = 60
_LAST_USED = 8
_DAY = 24 * 3600.0

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class GardenReport:
    """A garden that is complete on disk.

    Attributes:
        folder: Holds one folder a class.
        seed: It was drawn from.
        picture_count: Pictures in all.
        counts: Pictures in each class.
        drawn: Whether it was drawn now, or found complete.
    """

    folder: Path
    seed: int
    picture_count: int
    counts: dict[str, int]
    drawn: bool


@dataclass(frozen=True)
class _Label:
    format_version: int
    seed: int
    picture_count: int


def plant_garden(
    folder: Path, *, picture_count: int, seed: int, progress: Progress | None = None
) -> GardenReport:
    """Draw a garden of flowers, ``<folder>/<class>/<class>_<number>.jpg``.

    The same seed gives the same bytes, and a smaller garden is the beginning of a larger one
    in every class.  A complete garden of the same seed and count is used as it is.  Pictures
    are drawn into a folder beside it that takes its name at the very end, so that a garden
    cut short by a kill or a full disk is never mistaken for a whole one.

    Args:
        folder: Where the garden shall be; what else stands there is replaced only if it is an
            older garden.
        picture_count: Pictures over all five classes, 10 to 3,670.
        seed: At least 0.
        progress: Called with (done, total) after every picture.

    Raises:
        DatasetError: ``garden.count_out_of_range`` with ``got``, ``minimum``, ``maximum``;
            ``garden.seed_out_of_range`` with ``got``; ``garden.cannot_write`` with ``reason``;
            ``garden.folder_taken`` with ``name`` when other files stand at ``folder``.
    """
    counts = class_counts(picture_count)
    if seed < 0:
        raise DatasetError("garden.seed_out_of_range", got=seed, minimum=0)
    label = _Label(FORMAT_VERSION, seed, picture_count)
    if _read_label(folder) == label:
        with contextlib.suppress(OSError):  # a folder that is only read is as good
            (folder / LABEL).touch()  # used: see forget_gardens
        return GardenReport(folder, seed, picture_count, counts, drawn=False)
    if folder.exists() and any(folder.iterdir()) and not (folder / LABEL).exists():
        raise DatasetError("garden.folder_taken", name=folder.name)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear_remains(folder)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _draw_into(unfinished, counts, label, progress)
            _take_place(unfinished, folder, label)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise DatasetError(
            "garden.cannot_write", name=folder.name, reason=error.strerror or str(error)
        ) from error
    return GardenReport(folder, seed, picture_count, counts, drawn=True)


def forget_gardens(parent: Path, *, days: int) -> None:
    """Delete gardens that no training has used for long; whoever wants one has it drawn again.

    Visitors choose how many pictures there are, and every number is a garden of its own, of up to
    50 MB.  Besides those unused for ``days`` all but the eight last used go once nobody has used
    them for a day.

    Args:
        parent: Holds the gardens.
        days: 0: none goes.
    """
    if not days or not parent.is_dir():
        return
    gardens = [folder for folder in parent.iterdir() if (folder / LABEL).is_file()]
    for place, folder in enumerate(sorted(gardens, key=_used, reverse=True)):
        unused = (days if place < _LAST_USED else 1) * _DAY
        if time.time() - _used(folder) > unused:
            gone = folder.with_name(f".{folder.name}-forgotten")  # at one stroke: no half garden
            with contextlib.suppress(OSError):
                folder.rename(gone)
            if time.time() - _used(gone) > unused:
                shutil.rmtree(gone, ignore_errors=True)
            else:  # a training has found it at this very moment
                with contextlib.suppress(OSError):
                    gone.rename(folder)


def _used(folder: Path) -> float:
    try:
        return (folder / LABEL).stat().st_mtime
    except OSError:
        return 0.0


def _draw_into(
    unfinished: Path, counts: dict[str, int], label: _Label, progress: Progress | None
) -> None:
    done = 0
    for class_name, count in counts.items():
        (unfinished / class_name).mkdir()
        for index in range(count):
            content = draw_jpeg(class_name, seed=label.seed, index=index)
            (unfinished / class_name / f"{class_name}_{index:04d}.jpg").write_bytes(content)
            done += 1
            if progress is not None:
                progress(done, label.picture_count)
    (unfinished / LABEL).write_text(json.dumps(asdict(label)), "utf-8")
    unfinished.chmod(0o755)


def _take_place(unfinished: Path, folder: Path, label: _Label) -> None:
    """Give a finished garden its name, unless another process finished the same one first.

    That one stays: whoever drew it may be reading it already.
    """
    if _read_label(folder) == label:
        return
    if folder.exists():
        shutil.rmtree(folder)
    try:
        os.replace(unfinished, folder)  # noqa: PTH105  Path.replace says the same, less plainly
    except OSError:
        if _read_label(folder) != label:
            raise


def _clear_remains(folder: Path) -> None:
    """Remove what a killed drawing of this garden left behind.

    Another process may be drawing the same garden this very moment: it touches its folder many
    times a second, so only what has lain still is remains.
    """
    for remains in folder.parent.glob(f".{folder.name}-*"):
        try:
            touched = max(path.stat().st_mtime for path in (remains, *remains.iterdir()))
        except OSError:
            continue
        if time.time() - touched > STILL_SECONDS:
            shutil.rmtree(remains, ignore_errors=True)


def _read_label(folder: Path) -> _Label | None:
    try:
        return _Label(**json.loads((folder / LABEL).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
