"""Training says what Keras would say, and ends with the same weights whatever happens to it."""

import errno
import signal
import subprocess
import sys
import time

import filelock
import keras
import numpy as np
import pytest
from tiny_data import CLASSES, make_tiny_folder, tiny_recipe

from lib.errors import RunError
from lib.models import live, training
from lib.models.network import build_network
from lib.models.pipeline import batch_count, load_folder, training_batches
from lib.models.variables import restore_variables
from lib.places import PROJECT, datasets_home
from lib.runs.checkpoints import newest_checkpoint
from lib.runs.directory import Run, create_run, request_stop


@pytest.fixture(autouse=True)
def checkpoints_kept(request, monkeypatch):
    """A finished run drops its checkpoints; here they are compared."""
    if "tidy" not in request.fixturenames:
        monkeypatch.setattr(training, "drop_resume", lambda folder: None)


@pytest.fixture
def tidy():
    """For a test of what a run leaves behind by itself."""


def last_variables(run):
    return newest_checkpoint(run.folder / "checkpoints").variables


def assert_same_weights(one, other):
    ours, theirs = last_variables(one), last_variables(other)
    assert ours.keys() == theirs.keys()
    for name in ours:
        np.testing.assert_array_equal(ours[name], theirs[name], err_msg=name, strict=True)


def assert_same_history(one, other):
    def numbers(run):
        history = run.history()
        batches = [(row.epoch, row.batch, row.loss, row.accuracy) for row in history.batches]
        epochs = [(row.epoch, row.loss, row.validation_loss) for row in history.epochs]
        return batches, epochs

    assert numbers(one) == numbers(other)


def put_back(run):
    """What the engine does to resume a run."""
    (run.folder / "stop").unlink(missing_ok=True)
    run.write_state(status="queued", attempts=0)


def stop_after(monkeypatch, run, *, epoch, batch):
    """Ask for a stop as soon as that batch has been trained on."""
    real = live.LiveHistory.on_train_batch_end

    def watched(self, number, logs=None):
        if (self._epoch, number + 1) == (epoch, batch):
            request_stop(run)
        real(self, number, logs)

    monkeypatch.setattr(live.LiveHistory, "on_train_batch_end", watched)


def test_a_run_leaves_everything_that_pages_show(finished):
    state, history = finished.state, finished.history()
    assert (state.training_count, state.validation_count, state.batches_per_epoch) == (39, 9, 5)
    assert state.class_names == CLASSES
    assert [(row.epoch, row.batch) for row in history.batches] == [
        (epoch, batch) for epoch in (1, 2, 3) for batch in (1, 2, 3, 4, 5)
    ]
    assert [row.images for row in history.batches[:5]] == [8, 8, 8, 8, 7]
    assert [row.epoch for row in history.epochs] == [1, 2, 3]
    seconds = [row.seconds for row in history.batches]
    assert seconds == sorted(seconds)
    files, labels = finished.validation_files()
    assert [CLASSES[label] for label in labels] == [file.split("/")[0] for file in files]
    assert all((finished.data_folder / file).is_file() for file in files)
    for row in history.epochs:
        probabilities = finished.validation_probabilities(row.epoch)
        assert (probabilities.argmax(axis=1) == labels).mean() == row.validation_accuracy


def test_a_finished_run_keeps_its_model_and_no_checkpoints(tiny_home, tidy):
    run = create_run(tiny_recipe(epochs=1))
    training.train(run.id)
    assert run.status() == "finished"
    assert run.model_path.exists()
    assert {path.name for path in run.folder.iterdir()} == {
        "history.jsonl", "lock", "model.keras", "recipe.json", "snapshots", "state.json",
        "validation", "validation.json",
    }  # fmt: skip


def test_its_numbers_are_those_of_a_bare_fit(finished, tiny_folder):
    recipe = finished.recipe
    keras.backend.clear_session()
    data = load_folder(tiny_folder, recipe)
    keras.utils.set_random_seed(recipe.seed)
    network = build_network(recipe, 2)
    bare = network.fit(
        training_batches(data.training, recipe),
        validation_data=(data.validation.pictures.astype("float32"), data.validation.labels),
        epochs=recipe.epochs,
        steps_per_epoch=batch_count(data.training, recipe),
        shuffle=False,
        verbose=0,
    ).history
    rows = finished.history().epochs
    assert [row.loss for row in rows] == bare["loss"]
    assert [row.accuracy for row in rows] == bare["accuracy"]
    assert [row.validation_loss for row in rows] == pytest.approx(bare["val_loss"], abs=1e-5)
    assert [row.validation_accuracy for row in rows] == pytest.approx(bare["val_accuracy"])


def test_the_batches_add_up_to_their_epoch(finished):
    history = finished.history()
    assert len(history.epochs) == 3
    for epoch in history.epochs:
        batches = [row for row in history.batches if row.epoch == epoch.epoch]
        images = [row.images for row in batches]
        for name in ("loss", "accuracy"):
            mean = np.average([getattr(row, name) for row in batches], weights=images)
            assert mean == pytest.approx(getattr(epoch, name), rel=1e-6)
        for row in batches:
            right = row.accuracy * row.images
            assert right == pytest.approx(round(right), abs=1e-9)  # a count of pictures


def test_another_seed_gives_other_first_weights_and_the_same_seed_the_same(tiny_home):
    def kernel(seed):
        keras.utils.set_random_seed(seed)
        return build_network(tiny_recipe(), 2).get_weights()[0]

    np.testing.assert_array_equal(kernel(1), kernel(1))
    assert not np.array_equal(kernel(1), kernel(2))


@pytest.mark.parametrize(("epoch", "batch"), [(1, 3), (2, 5)])
def test_stopped_anywhere_and_resumed_it_ends_as_if_undisturbed(
    finished, monkeypatch, epoch, batch
):
    run = create_run(finished.recipe)
    with monkeypatch.context() as patch:
        stop_after(patch, run, epoch=epoch, batch=batch)
        training.train(run.id)
    assert run.status() == "stopped"
    assert run.history().last_epoch == epoch - 1
    if epoch == 1:
        assert not run.model_path.exists()
    else:
        assert_model_is_the_checkpoint(run)
    put_back(run)
    training.train(run.id)
    assert run.status() == "finished"
    assert_same_weights(finished, run)
    assert_same_history(finished, run)
    assert_model_is_the_checkpoint(run)


def assert_model_is_the_checkpoint(run):
    expected = build_network(run.recipe, len(CLASSES))
    expected.optimizer.build(expected.trainable_variables)
    restore_variables(expected, last_variables(run))
    saved = keras.models.load_model(run.model_path).get_weights()
    assert len(saved) == 10  # kernel and bias of five layers
    for ours, theirs in zip(saved, expected.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_stop_while_the_data_is_prepared_ends_before_training(tiny_home, monkeypatch):
    run = create_run(tiny_recipe())
    real = training.find_data

    def slow(recipe, report):
        prepared = real(recipe, report)
        (run.folder / "stop").touch()
        report("loading", 0, 1)
        return prepared

    monkeypatch.setattr(training, "find_data", slow)
    training.train(run.id)
    assert run.status() == "stopped"
    assert run.history().batches == ()


# Training with a pause after every batch, so that the kill comes in the middle.
KILLED = """
import sys, time
from lib.models import live, training
real = live.LiveHistory.on_train_batch_end
def slowly(self, number, logs=None):
    real(self, number, logs)
    time.sleep(0.1)
live.LiveHistory.on_train_batch_end = slowly
training.train(sys.argv[1])
"""


@pytest.mark.slow
def test_killed_in_the_middle_and_resumed_it_ends_as_if_undisturbed(finished):
    run = create_run(finished.recipe)
    process = subprocess.Popen([sys.executable, "-c", KILLED, run.id], cwd=PROJECT)
    while not run.history().batches or run.history().batches[-1].epoch < 2:
        assert process.poll() is None
        time.sleep(0.01)
    assert run.status() == "running"
    process.send_signal(signal.SIGKILL)
    process.wait()
    shown = run.history().last_epoch
    assert run.status() == "interrupted"
    assert newest_checkpoint(run.folder / "checkpoints").row.epoch >= shown  # nothing is lost
    training.train(run.id)
    assert run.status() == "finished"
    assert_same_weights(finished, run)
    assert_same_history(finished, run)


def test_an_epoch_whose_line_a_kill_prevented_is_in_the_history_after_a_resume(finished):
    path = finished.folder / "history.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if '"kind": "epoch", "epoch": 3' not in line))
    assert finished.history().last_epoch == 2
    put_back(finished)
    training.train(finished.id)
    assert [row.epoch for row in finished.history().epochs] == [1, 2, 3]


def test_a_damaged_newest_checkpoint_costs_one_epoch_that_comes_back_the_same(
    finished, trained_once
):
    undisturbed = Run(trained_once.name, trained_once)
    newest = finished.folder / "checkpoints" / "epoch-0003.checkpoint"
    newest.write_bytes(newest.read_bytes()[:-100])
    put_back(finished)
    training.train(finished.id)
    assert_same_weights(undisturbed, finished)
    assert_same_history(undisturbed, finished)


def test_augmentation_draws_something_else_in_every_epoch(tiny_home, tiny_folder):
    keras.utils.set_random_seed(1)
    augmentation = build_network(tiny_recipe(), 2).layers[0]
    picture = load_folder(tiny_folder, tiny_recipe()).training.pictures[:1].astype("float32")
    draws = [np.array(augmentation(picture, training=True)) for _ in range(4)]
    assert all(not np.array_equal(draws[0], draw) for draw in draws[1:])


def test_an_ended_run_is_not_trained_again(finished):
    before = (finished.folder / "history.jsonl").read_bytes()
    training.train(finished.id)
    assert (finished.folder / "history.jsonl").read_bytes() == before


def test_a_run_that_dies_again_and_again_without_progress_is_given_up(tiny_home):
    run = create_run(tiny_recipe())
    run.write_state(status="running", attempts=3)
    training.train(run.id)
    assert (run.status(), run.state.message) == ("failed", "run.worker_died")


def test_deaths_before_the_last_ended_epoch_do_not_count(finished):
    put_back(finished)
    finished.write_state(attempts=3, attempts_after=1)
    training.train(finished.id)
    assert finished.status() == "finished"
    assert finished.state.attempts == 1


def test_a_disk_that_fills_up_fails_the_run_and_keeps_what_had_ended(tiny_home, monkeypatch):
    run = create_run(tiny_recipe(epochs=3))
    real = live.write_checkpoint

    def fills_up(folder, checkpoint):
        if checkpoint.row.epoch == 2:
            raise RunError("run.disk_full", file="x") from OSError(errno.ENOSPC, "full")
        return real(folder, checkpoint)

    with monkeypatch.context() as patch:
        patch.setattr(live, "write_checkpoint", fills_up)
        training.train(run.id)
    assert (run.status(), run.state.message) == ("failed", "run.disk_full")
    assert run.history().last_epoch == 1
    assert newest_checkpoint(run.folder / "checkpoints").row.epoch == 1


def test_pictures_that_changed_meanwhile_are_noticed_on_resume(finished):
    (datasets_home() / "tiny").unlink()
    folder = make_tiny_folder(datasets_home() / "tiny")
    next((folder / CLASSES[0]).iterdir()).unlink()
    put_back(finished)
    training.train(finished.id)
    assert (finished.status(), finished.state.message) == ("failed", "run.data_changed")


def test_files_that_are_no_pictures_are_left_out_and_named(tiny_home):
    (datasets_home() / "tiny").unlink()
    folder = make_tiny_folder(datasets_home() / "tiny")
    (folder / CLASSES[1] / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    run = create_run(tiny_recipe(epochs=1))
    training.train(run.id)
    assert [entry["file"] for entry in run.state.skipped] == [f"{CLASSES[1]}/broken.jpg"]
    assert run.state.training_count + run.state.validation_count == 48


def test_a_folder_that_is_not_there_is_said_so(tiny_home):
    run = create_run(tiny_recipe(data="nowhere"))
    training.train(run.id)
    assert (run.status(), run.state.message) == ("failed", "folder.unknown")


def test_whatever_breaks_is_told_in_the_run(tiny_home, monkeypatch):
    def breaks(*_):
        raise ZeroDivisionError("no")

    monkeypatch.setattr(training, "build_network", breaks)
    run = create_run(tiny_recipe())
    training.train(run.id)
    assert (run.state.message, run.state.facts) == (
        "run.crashed",
        {"reason": "ZeroDivisionError: no"},
    )


def test_a_run_that_somebody_trains_is_left_to_them(finished, monkeypatch):
    put_back(finished)
    monkeypatch.setattr(training, "_LOCK_PATIENCE", 0.1)
    before = finished.state
    with filelock.FileLock(finished.lock_path).acquire(timeout=1):
        training.train(finished.id)
        assert finished.state == before


def test_phases_of_the_preparation_are_told_in_their_order(tiny_home):
    run, told = create_run(tiny_recipe()), []
    report = training._Report(run)
    for phase, done in (("checking", 0), ("checking", 1), ("loading", 0)):
        report(phase, done, 2)
        told.append((run.state.phase, run.state.phase_done))
    # Within half a second only a new phase is worth a write.
    assert told == [("checking", 0), ("checking", 0), ("loading", 0)]


def test_a_run_that_goes_on_says_what_it_does_and_not_what_it_did(finished, monkeypatch):
    put_back(finished)
    finished.write_state(phase="training", attempts=0)
    told, real = [], Run.write_state

    def listening(self, **changes):
        state = real(self, **changes)
        if not told or told[-1] != state.phase:
            told.append(state.phase)
        return state

    monkeypatch.setattr(Run, "write_state", listening)
    monkeypatch.setattr(training, "newest_checkpoint", lambda folder: None)  # train it all again
    training.train(finished.id)
    assert told[0] is None  # "starting", on the page
    assert told[-3:] == ["building", "training", None]


def test_where_the_data_lies_is_told_relative_to_home(finished):
    assert finished.state.data_folder == "datasets/tiny"
