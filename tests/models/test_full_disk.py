"""A disk that fills up at any write of a training: the run says so, and goes on when there is room.

From the chosen write on everything fails that would take space, as on a full disk, but for what
fits into the space that the run gives back by removing its ``spare``.
"""

import builtins
import errno
import io
import os
import re
import threading
from collections import Counter
from pathlib import Path

import keras
import numpy as np
import pytest

from lib.models import training
from lib.runs.directory import create_run

pytestmark = pytest.mark.slow
KINDS = (
    ".writing-state.json", "history.jsonl", ".writing-validation.json", ".writing-epoch.npy",
    ".writing-epoch.checkpoint", ".writing-#.snapshot", "model.keras",
)  # fmt: skip
REAL = {"open": io.open, "fsync": os.fsync}


class Disk:
    """The writes into a folder, counted by the kind of file; full from one of them on."""

    def __init__(self, folder: Path, *, full_at: tuple[str, int] | None = None) -> None:
        self.folder, self.full_at = folder, full_at
        self.counted: Counter[str] = Counter()
        self.full = False
        self._left = (folder / "spare").stat().st_size  # bytes, once the spare is gone
        self._lock = threading.Lock()

    def take(self, kind: str, size: int) -> None:
        with self._lock:
            self.counted[kind] += 1
            if (kind, self.counted[kind]) == self.full_at:
                self.full = True
            if not self.full:
                return
            if not (self.folder / "spare").exists() and size <= self._left:
                self._left -= size
                return
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def open(self, file, mode="r", *arguments, **options):
        path = Path(os.fsdecode(file)) if isinstance(file, str | bytes | os.PathLike) else None
        if path is None or self.folder not in path.parents or not set(mode) & set("wax+"):
            return REAL["open"](file, mode, *arguments, **options)
        name = re.sub(r"\.writing-\d+-", ".writing-", path.name)
        kind = re.sub(r"-\d{4}(?=\.)", "", name)
        kind = re.sub(r"\d+", "#", kind)
        self.take(kind, 4096)  # a new file takes a block
        return Stream(REAL["open"](file, mode, *arguments, **options), self, kind)


class Stream:
    """A file whose writes the disk has a say in."""

    def __init__(self, stream, disk: Disk, kind: str) -> None:
        self._stream, self._disk, self._kind = stream, disk, kind

    def write(self, data):
        self._disk.take(self._kind, memoryview(data).nbytes)
        return self._stream.write(data)

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stream.close()


def train_on(disk, run, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(io, "open", disk.open)
        patch.setattr(builtins, "open", disk.open)
        training.train(run.id)
    return disk


def outcome(run):
    weights = keras.models.load_model(run.model_path, compile=False).get_weights()
    history = run.history()
    batches = [(row.epoch, row.batch, row.loss, row.accuracy) for row in history.batches]
    return weights, batches, [(row.epoch, row.loss, row.validation_loss) for row in history.epochs]


@pytest.fixture(scope="session")
def writes(tmp_path_factory, tiny_folder, trained_once):
    """How often each kind of file is written to, in a training that nothing disturbs."""
    home = tmp_path_factory.mktemp("counted")
    (home / "datasets").mkdir()
    (home / "datasets" / "tiny").symlink_to(tiny_folder)
    from lib.runs.recipe import Recipe

    recipe = Recipe.from_json((trained_once / "recipe.json").read_text())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(home))
        run = create_run(recipe)
        counted = train_on(Disk(run.folder), run, patch).counted
    assert run.status() == "finished"
    return counted


def test_every_kind_of_file_is_among_those_tried(writes):
    assert set(writes) == set(KINDS)


@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_run_on_a_disk_that_fills_up_ends_in_words_and_goes_on_to_the_same_end(
    finished, writes, monkeypatch, kind, place
):
    number = {"first": 1, "middle": (writes[kind] + 1) // 2, "last": writes[kind]}[place]
    run = create_run(finished.recipe)
    disk = train_on(Disk(run.folder, full_at=(kind, number)), run, monkeypatch)
    assert disk.full
    if run.status() == "finished":  # only its last words were left, and fitted into the spare
        assert (kind, place) == (".writing-state.json", "last")
    else:
        assert (run.status(), run.state.message) == ("failed", "run.disk_full")
        assert run.state.facts["file"]
        assert not list(run.folder.rglob(".writing-*"))
        run.write_state(status="queued", message=None, facts={})  # as the engine resumes it
        training.train(run.id)
        assert run.status() == "finished"
    (ours, *our_rows), (theirs, *their_rows) = outcome(run), outcome(finished)
    assert our_rows == their_rows
    for our, their in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(our, their, strict=True)
