"""The history of a run: one JSON line a batch, some an epoch, only ever appended to.

Kinds of lines, told apart by ``kind``; readers skip a kind that they do not know:

``batch``
    Loss and accuracy of this batch alone, written as soon as it has been trained on.
``epoch``
    Written once the epoch's checkpoint is safe on disk: an epoch that is in the history can be
    resumed from.  The lines of the next epoch's first batches may come before it.
``layers``
    What the epoch did to each layer with weights.
``control``
    What somebody asked of the run while it trained.  These lines stay whatever is given up: a
    run that resumes does the same at the same batch again.
``resume``
    Training went on after epoch ``from_epoch``; what had been written of later epochs was
    given up, and readers drop it.

A kill can tear the last line.  Readers take no line before its newline has come, and a writer
that opens the file again cuts a torn line off.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self, TypeAlias

from lib.runs.files import remove, told_when_full
from lib.runs.rows import BatchRow, ControlRow, EpochRow, LayersRow

__all__ = [
    "BatchRow", "ControlRow", "EpochRow", "History", "HistoryWriter", "LayersRow",
    "read_history",
]  # fmt: skip

FILE_NAME = "history.jsonl"


Row: TypeAlias = BatchRow | EpochRow | LayersRow | ControlRow
_KINDS: Mapping[str, type[Row]] = MappingProxyType(
    {"batch": BatchRow, "epoch": EpochRow, "layers": LayersRow, "control": ControlRow}
)


@dataclass(frozen=True)
class History:
    """What a history file said up to ``offset`` bytes; immutable, so pages can keep it."""

    batches: tuple[BatchRow, ...] = ()
    epochs: tuple[EpochRow, ...] = ()
    offset: int = 0
    layers: tuple[LayersRow, ...] = ()
    controls: tuple[ControlRow, ...] = ()

    @property
    def last_epoch(self) -> int:
        """Number of the last ended epoch; 0 when none has ended."""
        return self.epochs[-1].epoch if self.epochs else 0

    @property
    def rates(self) -> tuple[ControlRow, ...]:
        """The changes of the learning rate that hold, in the order of their batches.

        After a resume a batch may come again: a change then asked for takes the place of those
        that had been asked for at later batches.

        Example:
            >>> rows = [ControlRow(2, 5, "rate", 0.1), ControlRow(2, 3, "rate", 0.2)]
            >>> [row.value for row in History(controls=tuple(rows)).rates]
            [0.2]
        """
        valid: list[ControlRow] = []
        for row in self.controls:
            if row.what == "rate":
                place = (row.epoch, row.batch)
                valid = [kept for kept in valid if (kept.epoch, kept.batch) < place]
                valid.append(row)
        return tuple(valid)

    def to_csv(self) -> str:
        """The epochs as CSV text with a header line, for spreadsheets.

        Example:
            >>> History(epochs=(EpochRow(1, 1.5, 0.25, 1.25, 0.5, 4.0, 4.0, 10.0),)).to_csv()
            'epoch,loss,accuracy,validation_loss,validation_accuracy,seconds,epoch_seconds,\
images_per_second\\n1,1.5,0.25,1.25,0.5,4.0,4.0,10.0\\n'
        """
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(EpochRow.__slots__)
        writer.writerows(dataclasses.astuple(row) for row in self.epochs)
        return text.getvalue()


def read_history(folder: Path, *, after: History | None = None) -> History:
    """Read the history of the run in ``folder``; cheap to call again and again.

    Args:
        folder: The run's directory.  A missing file is an empty history.
        after: What was read before: only lines appended since then are parsed.
    """
    known = after or History()
    path = folder / FILE_NAME
    if not path.is_file():
        return History()
    with path.open("rb") as stream:
        stream.seek(known.offset)
        fresh = stream.read()
    fresh = fresh[: fresh.rfind(b"\n") + 1]  # the rest is still being written, or was torn
    if not fresh:
        return known
    rows: dict[str, list[Any]] = {
        "batch": list(known.batches),
        "epoch": list(known.epochs),
        "layers": list(known.layers),
        "control": list(known.controls),
    }
    for line in fresh.splitlines():
        _take(line, rows)
    return History(
        tuple(rows["batch"]),
        tuple(rows["epoch"]),
        known.offset + len(fresh),
        tuple(rows["layers"]),
        tuple(rows["control"]),
    )


def _take(line: bytes, rows: dict[str, list[Any]]) -> None:
    try:
        values: dict[str, Any] = json.loads(line)
        kind = values.pop("kind")
        if kind == "resume":
            kept = values["from_epoch"]
            for given_up in ("batch", "epoch", "layers"):
                rows[given_up] = [row for row in rows[given_up] if row.epoch <= kept]
        elif kind in _KINDS:
            lists = {
                name: tuple(value) for name, value in values.items() if isinstance(value, list)
            }
            rows[kind].append(_KINDS[kind](**(values | lists)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return  # a damaged line costs one point of a curve, not the page


class HistoryWriter:
    """Append to a run's history, a line at a time, from any thread.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with HistoryWriter(Path(folder)) as history:
        ...         history.write("batch", BatchRow(1, 1, 1.6, 0.25, 32, 0.5))
        ...     read_history(Path(folder)).batches[0].loss
        1.6
    """

    def __init__(self, folder: Path) -> None:
        path = folder / FILE_NAME
        if path.is_dir():  # no file of ours: what lies there is damaged
            remove(path)
        _cut_torn_line(path)
        self._path = path
        self._lock = threading.Lock()
        self._stream = path.open("ab", buffering=0)  # a line is one write to the system

    def write(self, kind: str, row: Row) -> None:
        """Append a row; it has left this process when this returns."""
        # Not dataclasses.asdict: it copies deeply, and this is called at every batch.
        self._append({"kind": kind} | {name: getattr(row, name) for name in row.__slots__})

    def resume(self, from_epoch: int) -> None:
        """Tell readers that training goes on after ``from_epoch``."""
        self._append({"kind": "resume", "from_epoch": from_epoch})

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._stream.close()

    def _append(self, values: dict[str, Any]) -> None:
        line = (json.dumps(values) + "\n").encode()
        with self._lock, told_when_full(self._path):
            self._stream.write(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _cut_torn_line(path: Path) -> None:
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        with path.open("r+b") as stream:
            stream.truncate(whole)
