"""A patient that a visitor has trained once more is the recorded one, and there for everybody."""

import errno
import fcntl
import os
import threading
import time

import numpy as np
import pytest
from PIL import Image

from lib.datasets.garden import CLASS_NAMES
from lib.errors import RunError
from lib.operations.clinic.programs import CHANGES, SEED, program
from lib.operations.clinic.repeated import MOST_SEED, Repeated
from lib.runs import files
from lib.runs.sweep import sweep

FAULT = "few_pictures"


@pytest.fixture
def short(monkeypatch, tmp_path):
    """Two epochs on some pictures of noise."""
    from lib.models import patient, repeating

    chance = np.random.default_rng(1)
    for name in CLASS_NAMES:
        (tmp_path / "flowers" / name).mkdir(parents=True)
        for number in range(8):
            pixels = chance.integers(0, 256, (20, 24, 3), np.uint8)
            Image.fromarray(pixels).save(tmp_path / "flowers" / name / f"{number}.png")
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(repeating, "garden_folder", lambda: tmp_path / "flowers")
    monkeypatch.setattr(
        patient,
        "program",
        lambda fault, seed: program(fault, seed=seed).replace("epochs=12", "epochs=2"),
    )


def test_it_is_trained_once_and_can_be_followed(short, monkeypatch):
    from lib.models.repeating import repeat

    met = []
    write = Repeated.write

    def watched(self, stored):
        write(self, stored)
        met.append((len(self.curves()["loss"]), self.patient() is not None, self.is_training()))

    monkeypatch.setattr(Repeated, "write", watched)
    repeat(FAULT, 7)
    assert met == [(1, False, True), (2, False, True), (2, True, True)]
    place = Repeated(FAULT, 7)
    assert not place.is_training()
    assert place.patient().fault == FAULT
    before = place.path.read_bytes()
    repeat(FAULT, 7)
    assert (len(met), place.path.read_bytes()) == (3, before)


def test_the_same_seed_is_the_same_training_and_another_one_is_not(short):
    from lib.models.repeating import repeat

    losses = []
    for seed in (7, 7, 8):
        Repeated(FAULT, seed).forget()
        repeat(FAULT, seed)
        losses.append(Repeated(FAULT, seed).curves()["loss"].tolist())
    assert losses[0] == losses[1] != losses[2]


def test_what_is_damaged_is_trained_again(short):
    from lib.models.repeating import repeat

    place = Repeated(FAULT, 7)
    for damage in (b"", b"[1]", b'{"curves": {"loss": [1.0]}}', b"\xff"):
        place.path.write_bytes(damage)
        assert place.patient() is None
    repeat(FAULT, 7)
    assert place.patient() is not None


def test_whoever_comes_second_leaves_it_to_the_first(short):
    from lib.models.repeating import repeat

    place = Repeated(FAULT, 7)
    with place.held():
        repeat(FAULT, 7)
    assert not place.path.exists()


def test_a_full_disk_is_told(short, monkeypatch):
    from lib.models.repeating import repeat

    def full(*_):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(RunError) as told:
        repeat(FAULT, 7)
    assert told.value.key == "run.disk_full"
    assert not Repeated(FAULT, 7).is_training()


@pytest.mark.parametrize(("days", "stays"), [("7", False), ("0", True), ("60", True)])
def test_a_host_keeps_it_as_long_as_a_run(days, stays, tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setenv("CONVSCOPE_KEEP_RUN_DAYS", days)
    place = Repeated(FAULT, 7)
    place.write({"fault": FAULT})
    month_ago = time.time() - 30 * 24 * 3600
    os.utime(place.path, (month_ago, month_ago))
    sweep()
    assert place.path.exists() == stays


@pytest.mark.parametrize(("fault", "seed"), [("../x", 1), (FAULT, -1), (FAULT, MOST_SEED + 1)])
def test_what_names_no_patient_names_no_file(fault, seed):
    with pytest.raises(ValueError, match="no patient"):
        Repeated(fault, seed)


@pytest.mark.parametrize("fault", CHANGES)
def test_another_seed_changes_every_seed_and_nothing_else(fault):
    other = program(fault, seed=7)
    assert str(SEED) not in other
    assert len(other.splitlines()) == len(program(fault).splitlines())
    restored = other.replace("seed=7", f"seed={SEED}").replace("seed=8", f"seed={SEED + 1}")
    assert restored.replace("seed(7)", f"seed({SEED})") == program(fault)


@pytest.mark.parametrize("seed", [0, SEED - 1, SEED, SEED + 1, MOST_SEED])
def test_the_leak_holds_back_other_pictures_than_it_leaves_out_with_every_seed(seed):
    leak = program("leak", seed=seed)
    assert f'subset="training", seed={seed},' in leak
    assert f'subset="validation", seed={seed + 1},' in leak


def test_a_page_that_looks_for_a_moment_keeps_nobody_from_training(short):
    from lib.models.repeating import repeat

    place = Repeated(FAULT, 7)
    with place.held():  # so that there is a lock to look at
        pass
    with place._lock.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        threading.Timer(0.5, lambda: fcntl.flock(file, fcntl.LOCK_UN)).start()
        repeat(FAULT, 7)
    assert place.patient() is not None
