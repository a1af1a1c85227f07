"""Snapshots: what a network saw and said at a few moments of its training, in half precision.

A moment is a file (:mod:`lib.runs.packed`) in ``snapshots/``, named by the epochs trained so
far, in thousandths: ``0001000`` is the end of the first epoch.  With twenty-four moments a run of
the notes' network keeps less than four megabytes, of which a browser is given one picture's part.

========================  =====================================================================
``kernel``                first convolution: (rows, columns, channels, filters)
``maps-0`` …              a convolution each: (pictures, side, side, channels), shrunk by means
                          over squares
``picture_probabilities``  (pictures, classes) of the pictures whose maps are kept
``probabilities``         (M, classes) of the first M pictures held back
========================  =====================================================================

All are float16; M is smaller in the first epoch, where every moment costs time.  Most happens
early, so the early moments stay when there are too many: that one goes first which lies closest
between its neighbours, measured by how far training had come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.runs.files import make_folder, remove
from lib.runs.packed import read_packed, write_packed

MOST = 24
MAP_SIDE = 24  # cells, at most
MAP_CHANNELS = 8  # of each convolution: the first ones
FOLDER = "snapshots"
_FORMAT = b"convscope snapshot 1\n"
_NAME = re.compile(r"(\d{7})\.snapshot")

Halves = NDArray[np.float16]


@dataclass(frozen=True)
class Snapshot:
    """One moment.

    Attributes:
        position: Epochs trained so far: 1.5 is the middle of the second, 0 the untrained network.
        layers: Names of the convolutions whose maps are kept.
        pictures: Their numbers among the pictures held back.
        kernel: First convolution (rows, columns, channels, filters); empty without one.
        maps: (P, h, w, C) of each of ``layers``.
        picture_probabilities: (P, K) of ``pictures``.
        probabilities: (M, K) of the first M pictures held back.
    """

    position: float
    layers: tuple[str, ...]
    pictures: tuple[int, ...]
    kernel: Halves
    maps: tuple[Halves, ...]
    picture_probabilities: Halves
    probabilities: Halves

    @property
    def ended(self) -> int:
        """Epochs that had ended by then."""
        return int(self.position)


def write_snapshot(run_folder: Path, snapshot: Snapshot) -> Path:
    """Write a moment, and let the most expendable one go when there are too many.

    Raises:
        RunError: The disk is full (``run.disk_full``).
    """
    folder = run_folder / FOLDER
    make_folder(folder)
    path = folder / f"{round(1000 * snapshot.position):07d}.snapshot"
    facts = {
        "position": snapshot.position,
        "layers": snapshot.layers,
        "pictures": snapshot.pictures,
    }
    arrays: dict[str, NDArray[Any]] = {
        "kernel": snapshot.kernel,
        "picture_probabilities": snapshot.picture_probabilities,
        "probabilities": snapshot.probabilities,
    }
    arrays |= {f"maps-{number}": maps for number, maps in enumerate(snapshot.maps)}
    write_packed(path, _FORMAT, facts, {k: v.astype(np.float16) for k, v in arrays.items()})
    kept = _kept(folder)
    if len(kept) > MOST:
        remove(kept[expendable([place / 1000 for place, _ in kept])][1])
    return path


def expendable(positions: Sequence[float]) -> int:
    """Which moment goes first, neither the first nor the last.

    Args:
        positions: In ascending order, at least three.

    Example:
        >>> expendable([0, 0.5, 1, 2, 3, 4, 5])
        5
    """
    inner = range(1, len(positions) - 1)
    return min(inner, key=lambda i: (positions[i + 1] - positions[i - 1]) / (positions[i] + 0.5))


def read_snapshot(path: Path) -> Snapshot:
    """Read a moment.

    Raises:
        ValueError: It is damaged, or no snapshot.
    """
    facts, arrays = read_packed(path, _FORMAT)
    layers = tuple(facts["layers"])
    try:
        return Snapshot(
            position=facts["position"],
            layers=layers,
            pictures=tuple(facts["pictures"]),
            kernel=arrays["kernel"],
            maps=tuple(arrays[f"maps-{number}"] for number in range(len(layers))),
            picture_probabilities=arrays["picture_probabilities"],
            probabilities=arrays["probabilities"],
        )
    except (KeyError, IndexError) as error:
        raise ValueError(f"{path.name} is incomplete") from error


def read_snapshots(run_folder: Path, *, last_epoch: int) -> list[Snapshot]:
    """All moments that are whole, in the order of training; a damaged one is skipped.

    Args:
        run_folder: The run's directory.
        last_epoch: The last ended epoch of its history: later ones may yet be given up.
    """
    found = []
    for _, path in _kept(run_folder / FOLDER):
        try:
            snapshot = read_snapshot(path)
        except (OSError, ValueError):
            continue
        if snapshot.ended <= last_epoch:
            found.append(snapshot)
    return found


def moved_share(moments: Sequence[Snapshot]) -> float:
    """``||w - w'|| / ||w'||`` of the first convolution from the first moment to the last.

    Args:
        moments: At least one, of a network with a convolution; without one the share is 0.
    """
    first, last = (moments[at].kernel.astype(np.float32) for at in (0, -1))
    length = float(np.linalg.norm(first))
    return float(np.linalg.norm(last - first)) / length if length else 0.0


def drop_snapshots_after(run_folder: Path, epoch: int) -> None:
    """Remove the moments that training gives up when it resumes after ``epoch``."""
    for place, path in _kept(run_folder / FOLDER):
        if place > 1000 * epoch:
            remove(path)


def snapshot_names(run_folder: Path) -> tuple[str, ...]:
    """Names of the files, in the order of training: the same names, the same moments."""
    return tuple(path.name for _, path in _kept(run_folder / FOLDER))


def _kept(folder: Path) -> list[tuple[int, Path]]:
    """The files in the order of training, each with its place in thousandths of an epoch."""
    if not folder.is_dir():
        return []
    matches = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    return sorted((int(match[1]), path) for match, path in matches if match)


def shrunk(maps: NDArray[np.float32], side: int = MAP_SIDE) -> NDArray[np.float32]:
    """Maps (N, H, W, C) as means over squares, so that no side is longer than ``side``.

    Cells at the right and bottom that fill no square are left out.

    Example:
        >>> shrunk(np.arange(16, dtype=np.float32).reshape(1, 4, 4, 1), side=2)[0, :, :, 0]
        array([[ 2.5,  4.5],
               [10.5, 12.5]], dtype=float32)
    """
    count, height, width, channels = maps.shape
    step = max(1, -(-max(height, width) // side))
    rows, columns = max(1, height // step), max(1, width // step)
    high, wide = min(step, height), min(step, width)
    kept = maps[:, : rows * high, : columns * wide]
    squares = kept.reshape(count, rows, high, columns, wide, channels)
    means: NDArray[np.float32] = squares.mean(axis=(2, 4), dtype=np.float32)
    return means  # (N, rows, columns, C)
