"""A damaged file costs what it held and nothing else, whichever it is and however it is damaged."""

import random
import shutil

import keras
import numpy as np
import pytest
from page_opening import opened
from tiny_data import tiny_recipe

from lib.errors import ConvScopeError
from lib.models import live, training
from lib.runs import commands, queue
from lib.runs.checkpoints import newest_checkpoint
from lib.runs.directory import Run, create_run, list_runs, open_run, request_stop
from lib.runs.snapshots import read_snapshots, snapshot_names
from lib.runs.steps import read_step
from lib.runs.weights import layer_weights

FLIPS = 4  # bits a file, each in a copy of its own
UNREADABLE = "run.damaged"


class Killed(BaseException):
    """What nothing catches."""


@pytest.fixture(scope="session")
def torn_off(tmp_path_factory, tiny_folder):
    """The folder of a run that was killed in its third epoch with everything asked of it."""
    home = tmp_path_factory.mktemp("torn-off")
    (home / "datasets").mkdir()
    (home / "datasets" / "tiny").symlink_to(tiny_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(home))
        run = create_run(tiny_recipe(epochs=3), engine="dead")
        begin, end = live.LiveHistory.on_train_batch_begin, live.LiveHistory.on_train_batch_end

        def ask(self, batch, logs=None):
            if (self._epoch, batch) == (1, 1):
                commands.request_rate(run, 2e-3)
                commands.request_pause(run)
                commands.request_step(run)
            begin(self, batch, logs)
            commands.request_continue(run)

        def kill(self, batch, logs=None):
            end(self, batch, logs)
            if (self._epoch, batch) == (3, 2):
                commands.request_rate(run, 1e-3)
                raise Killed

        patch.setattr(live.LiveHistory, "on_train_batch_begin", ask)
        patch.setattr(live.LiveHistory, "on_train_batch_end", kill)
        with pytest.raises(Killed):
            training.train(run.id)
        assert newest_checkpoint(run.folder / "checkpoints").row.epoch == 2
        assert read_step(run) is not None
    return run.folder


def files_of(folder):
    """Every file there is, by its path in the run; and the folders, which can go as well."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*"))


def flipped(number):
    def flip(path):
        content = bytearray(path.read_bytes())
        chance = random.Random(f"{path.name} {number}")
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)

    return flip


def truncated(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def removed(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def turned_into_the_other(path):
    """A folder where a file was, or a file where a folder was."""
    was_folder = path.is_dir()
    removed(path)
    path.write_bytes(b"no folder") if was_folder else path.mkdir()


DAMAGES = {
    "truncated": truncated,
    "emptied": lambda path: path.write_bytes(b""),
    "removed": removed,
    "turned": turned_into_the_other,
} | {f"flipped-{number}": flipped(number) for number in range(FLIPS)}


def damaged_copies(source, damage, home):
    """For each file a home's only damaged run, one after the other, beside the healthy one."""
    for path in files_of(source):
        if (source / path).is_dir() and damage not in ("removed", "turned"):
            continue
        folder = home / "runs" / source.name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        DAMAGES[damage](folder / path)
        yield path, Run(folder.name, folder)


def ask_everything(run):
    """Everything that pages ask of a run, each question for itself."""
    for question in (
        lambda: open_run(run.id),
        lambda: (run.recipe, run.state, run.status(), run.data_folder, run.stop_requested()),
        run.history,
        run.validation_files,
        lambda: [run.validation_probabilities(epoch) for epoch in (1, 2, 3)],
        run.clean_copy,
        lambda: (snapshot_names(run.folder), read_snapshots(run.folder, last_epoch=3)),
        lambda: read_step(run),
        lambda: layer_weights(run.model_path, "conv2d"),
        lambda: commands.request_pause(run),
        lambda: commands.request_step(run),
        lambda: commands.request_continue(run),
        lambda: commands.request_rate(run, 1e-3),
        lambda: commands.requested_rate(run),
        lambda: queue.queue_position(run.id),
        queue.active_count,
        lambda: queue.adopt("living", limit=8),
        lambda: request_stop(run),
    ):
        try:
            question()
        except ConvScopeError:  # a page says it in words
            continue


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", ["trained_once", "torn_off"])
def test_readers_of_a_damaged_run_say_so_and_the_others_are_fine(request, tiny_home, kind, damage):
    healthy = create_run(tiny_recipe())
    source, wrong = request.getfixturevalue(kind), []
    for path, run in damaged_copies(source, damage, tiny_home):
        try:
            ask_everything(run)
            listed = list_runs()
            assert healthy.id in [each.id for each in listed.runs]
            named = run.id in listed.damaged or run.id in [each.id for each in listed.runs]
            assert named or not run.folder.is_dir()
            assert healthy.recipe == tiny_recipe()
        except Exception as error:
            wrong.append(f"{path}: {error!r}")
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["truncated", "emptied", "removed", "turned"])
@pytest.mark.parametrize("kind", ["trained_once", "torn_off"])
def test_the_page_of_a_damaged_run_opens(request, tiny_home, kind, damage):
    wrong = []
    for path, run in damaged_copies(request.getfixturevalue(kind), damage, tiny_home):
        try:
            opened("train", lang="en", run=run.id)
        except AssertionError as error:
            wrong.append(f"{path}: {str(error)[:300]}")
    assert wrong == []


def copy_of(source, home):
    """The run in a home, with nothing that is yet to be done."""
    folder = home / "runs" / source.name
    shutil.copytree(source, folder)
    (folder / "rate").unlink()
    return Run(folder.name, folder)


def losses(run):
    history = run.history()
    rows = [(row.epoch, row.batch, row.loss) for row in history.batches]
    return rows, [(row.epoch, row.loss, row.validation_loss) for row in history.epochs]


@pytest.fixture(scope="session")
def gone_on(torn_off, tmp_path_factory, tiny_folder):
    """The killed run, undamaged, at its end."""
    home = tmp_path_factory.mktemp("gone-on")
    (home / "datasets").mkdir()
    (home / "datasets" / "tiny").symlink_to(tiny_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(home))
        (home / "runs").mkdir()
        run = copy_of(torn_off, home)
        training.train(run.id)
    assert run.state.status == "finished"
    return run


FILES = (
    "history.jsonl", "checkpoints", "checkpoints/epoch-0002.checkpoint", "validation.json",
    "validation", "snapshots", "stepped", "model.keras", "spare", "taken",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_run_goes_on_to_the_same_end(torn_off, gone_on, tiny_home, name, damage):
    if damage not in ("removed", "turned") and (torn_off / name).is_dir():
        pytest.skip("a folder has no content of its own")
    run = copy_of(torn_off, tiny_home)
    path = run.folder / name
    if not path.exists():
        path.write_bytes(b"7")
    DAMAGES[damage](path)
    training.train(run.id)
    if name == "validation.json" and run.state.message == "run.data_changed":
        assert damage.startswith("flipped")  # it can still be read, and names other pictures
        return
    assert run.status() == "finished", run.state
    assert [row.epoch for row in run.history().epochs] == [1, 2, 3]
    if name not in ("history.jsonl", "taken"):  # they say what was asked of it while it trained
        assert losses(run) == losses(gone_on)
        weights, theirs = (
            keras.models.load_model(each.model_path, compile=False).get_weights()
            for each in (run, gone_on)
        )
        for our, their in zip(weights, theirs, strict=True):
            np.testing.assert_array_equal(our, their, strict=True)
