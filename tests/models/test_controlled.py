"""What is asked of a run while it trains is done, written down, and done again on a resume."""

import signal
import subprocess
import sys
import threading
import time

import keras
import numpy as np
import pytest
from tiny_data import tiny_recipe

from lib.cnn.adam import adam_step, gradient_between
from lib.errors import RecipeError
from lib.models import live, obeying, training
from lib.models.pipeline import batch_indices, load_folder, training_batches
from lib.places import PROJECT
from lib.runs import commands
from lib.runs.checkpoints import newest_checkpoint
from lib.runs.directory import create_run, request_stop
from lib.runs.history import ControlRow, HistoryWriter, read_history
from lib.runs.steps import read_step

RATE = 3e-4


@pytest.fixture(autouse=True)
def checkpoints_kept(monkeypatch):
    """A finished run drops its checkpoints; here they are compared."""
    monkeypatch.setattr(training, "drop_resume", lambda folder: None)


def ask_before(monkeypatch, asked):
    """Do something as soon as a batch, (epoch, batch) from 1, is about to be trained on."""
    real = live.LiveHistory.on_train_batch_begin
    left = dict(asked)

    def watched(self, number, logs=None):
        left.pop((self._epoch, number + 1), lambda: None)()
        real(self, number, logs)

    monkeypatch.setattr(live.LiveHistory, "on_train_batch_begin", watched)


def last_variables(run):
    return newest_checkpoint(run.folder / "checkpoints").variables


def assert_same_weights(one, other):
    ours, theirs = last_variables(one), last_variables(other)
    for name in ours:
        np.testing.assert_array_equal(ours[name], theirs[name], err_msg=name, strict=True)


@pytest.fixture(scope="session")
def changed_once(tmp_path_factory, tiny_folder):
    """Final variables and history of a run whose rate changes before batch 3 of epoch 2."""
    home = tmp_path_factory.mktemp("changed")
    (home / "datasets").mkdir()
    (home / "datasets" / "tiny").symlink_to(tiny_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_HOME", str(home))
        patch.setattr(training, "drop_resume", lambda folder: None)
        run = create_run(tiny_recipe(epochs=3))
        ask_before(patch, {(2, 3): lambda: commands.request_rate(run, RATE)})
        training.train(run.id)
        return run


def test_a_new_rate_holds_from_its_batch_on_and_is_written_down(changed_once, trained_once):
    history = changed_once.history()
    assert history.controls == (ControlRow(2, 3, "rate", RATE),)
    before = read_history(trained_once)
    losses = [[row.loss for row in each.batches] for each in (history, before)]
    same = [one == other for one, other in zip(*losses, strict=True)]
    assert same[:8] == [True] * 8  # epoch 2, batch 3 is still judged before it is trained on
    assert not any(same[8:])


@pytest.mark.parametrize("stop", [(2, 2), (2, 5)])
def test_a_resumed_run_changes_its_rate_at_the_same_batch_again(
    changed_once, tiny_home, monkeypatch, stop
):
    run = create_run(changed_once.recipe)
    asked = {(2, 3): lambda: commands.request_rate(run, RATE)}
    if stop == (2, 2):  # the change comes after the resume
        later, asked = asked, {}
    else:
        later = {}
    with monkeypatch.context() as patch:
        ask_before(patch, asked | {stop: lambda: request_stop(run)})
        training.train(run.id)
    assert run.status() == "stopped"
    (run.folder / "stop").unlink()
    run.write_state(status="queued", attempts=0)
    with monkeypatch.context() as patch:
        ask_before(patch, later)
        training.train(run.id)
    assert run.status() == "finished"
    assert_same_weights(changed_once, run)
    assert run.history().rates == changed_once.history().rates


def test_a_paused_run_waits_in_its_place_and_ends_as_if_it_had_not(
    finished, tiny_home, monkeypatch
):
    run = create_run(finished.recipe)
    seen = {}

    def look():
        while run.status() != "paused" or not run.history().controls:
            time.sleep(0.01)
        seen["used"] = time.process_time()
        time.sleep(0.4)
        seen["used"] = time.process_time() - seen["used"]
        seen["last"] = run.history().batches[-1]
        commands.request_step(run)
        while read_step(run) is None or run.history().batches[-1] == seen["last"]:
            time.sleep(0.01)
        time.sleep(0.2)
        seen["stepped"] = run.history().batches[-1]
        commands.request_continue(run)

    watcher = threading.Thread(target=look)
    ask_before(monkeypatch, {(2, 2): lambda: (commands.request_pause(run), watcher.start())})
    training.train(run.id)
    watcher.join()
    assert run.status() == "finished"
    assert (seen["last"].epoch, seen["last"].batch) == (2, 1)
    assert (seen["stepped"].epoch, seen["stepped"].batch) == (2, 2)
    assert seen["used"] < 0.2  # it sleeps
    assert [(row.epoch, row.batch, row.what) for row in run.history().controls] == [
        (2, 2, "pause"), (2, 2, "step"), (2, 3, "continue"),
    ]  # fmt: skip
    assert_same_weights(finished, run)
    assert run.history().epochs[1].epoch_seconds < 0.6 + finished.history().epochs[1].epoch_seconds
    check_the_step(run, seen["stepped"])


def check_the_step(run, row):
    stepped = read_step(run)
    assert (stepped.epoch, stepped.batch, stepped.loss) == (2, 2, row.loss)
    assert stepped.layers == ("conv2d", "conv2d_1", "conv2d_2", "dense", "outputs")
    assert stepped.pictures.shape == (8, 32, 32, 3)
    weight = stepped.weight
    # What the formula gives is what Keras did, to the last digits of float32.
    assert weight.before + weight.adam.change == pytest.approx(weight.after, abs=2e-8)
    assert weight.adam.step == 5 + 2
    assert max(stepped.largest) < 10 * stepped.rate
    norms = zip(stepped.changes, stepped.weights, strict=True)
    assert all(0 < change < size for change, size in norms)


def test_a_pause_that_nobody_ends_stops_the_run(tiny_home, monkeypatch):
    monkeypatch.setattr(obeying, "LONGEST_PAUSE", 0.2)
    run = create_run(tiny_recipe(epochs=1))
    ask_before(monkeypatch, {(1, 3): lambda: commands.request_pause(run)})
    training.train(run.id)
    assert run.status() == "stopped"
    assert not run.pause_path.exists()


def test_a_paused_run_can_be_stopped(tiny_home, monkeypatch):
    run = create_run(tiny_recipe(epochs=1))

    def pause_and_stop():
        commands.request_pause(run)
        threading.Timer(0.3, request_stop, [run]).start()

    ask_before(monkeypatch, {(1, 2): pause_and_stop})
    training.train(run.id)
    assert run.status() == "stopped"


def test_a_rate_that_no_recipe_could_have_is_refused_and_one_forged_is_ignored(tiny_home):
    run = create_run(tiny_recipe())
    for rate in (0.0, -1.0, 7.0, float("nan"), True):
        with pytest.raises(RecipeError):
            commands.request_rate(run, rate)
    for text in ("7", "null", "{", '"x"', "[]", '{"rate": 7, "name": "x"}', '{"rate": 0.1}'):
        (run.folder / "rate").write_text(text)
        assert commands.requested_rate(run) is None
        assert not {"rate", "taken"} & {path.name for path in run.folder.iterdir()}


def test_a_rate_is_asked_for_until_it_is_done_and_the_next_comes_after_it(tiny_home):
    run = create_run(tiny_recipe())
    commands.request_rate(run, 0.01)
    first = commands.requested_rate(run)
    assert first.rate == 0.01
    commands.request_rate(run, 0.02)
    assert commands.requested_rate(run) == first
    commands.forget_rate(run)
    assert commands.requested_rate(run).rate == 0.02
    commands.forget_rate(run)
    assert commands.requested_rate(run) is None


class Killed(BaseException):
    """What nothing catches."""


@pytest.mark.parametrize("moment", ["before it is in the history", "before it is forgotten"])
def test_a_rate_survives_a_kill_in_any_moment_and_holds_once(
    changed_once, tiny_home, monkeypatch, moment
):
    run = create_run(changed_once.recipe)
    forget, write = obeying.forget_rate, HistoryWriter.write

    def killed_in_forgetting(run):
        raise Killed

    def killed_in_writing(self, kind, row):
        if kind == "control":
            raise Killed
        write(self, kind, row)

    with monkeypatch.context() as patch:
        ask_before(patch, {(2, 3): lambda: commands.request_rate(run, RATE)})
        if moment == "before it is forgotten":
            patch.setattr(obeying, "forget_rate", killed_in_forgetting)
        else:
            patch.setattr(HistoryWriter, "write", killed_in_writing)
        with pytest.raises(Killed):
            training.train(run.id)
    assert obeying.forget_rate is forget
    assert run.status_untrained() == "interrupted"
    training.train(run.id)
    assert run.status() == "finished"
    if moment == "before it is forgotten":
        assert run.history().controls == changed_once.history().controls
        assert_same_weights(changed_once, run)
    else:  # nobody had seen it: it holds from where training went on
        assert run.history().controls == (ControlRow(2, 1, "rate", RATE),)
    assert commands.requested_rate(run) is None


@pytest.mark.parametrize("order", ["pictures", "notes", "once", "sorted"])
def test_the_pictures_of_a_batch_are_those_that_training_draws(tiny_folder, order):
    recipe = tiny_recipe(order=order)
    training_set = load_folder(tiny_folder, recipe).training
    drawn = list(training_batches(training_set, recipe).as_numpy_iterator())
    numbers = batch_indices(training_set, recipe, 1, 3)
    np.testing.assert_array_equal(training_set.labels[numbers], drawn[5 + 3][1])
    np.testing.assert_array_equal(training_set.pictures[numbers], drawn[5 + 3][0])


def test_adam_in_numbers_is_adam_in_keras():
    variable = keras.Variable(np.float32([0.5]))
    optimizer = keras.optimizers.Adam(0.01)
    optimizer.build([variable])
    m = v = 0.0
    weight = 0.5
    for step, slope in enumerate((0.3, -0.2, 1e-5, 4.0), start=1):
        before = optimizer._momentums[0].numpy()
        optimizer.apply([keras.ops.convert_to_tensor(np.float32([slope]))])
        done = adam_step(slope, m, v, step=step, rate=0.01)
        weight, m, v = weight + done.change, done.momentum, done.velocity
        assert variable.numpy()[0] == pytest.approx(weight, rel=1e-5)
        found = gradient_between(before, optimizer._momentums[0].numpy())
        assert found[0] == pytest.approx(slope, rel=1e-4, abs=1e-6)


# Training that is slow enough to be killed while it waits.
KILLED = """
import sys
from lib.models import live, training
from lib.runs.commands import request_pause
real = live.LiveHistory.on_train_batch_begin
def paused(self, number, logs=None):
    if (self._epoch, number) == (2, 3):
        request_pause(self._run)
    real(self, number, logs)
live.LiveHistory.on_train_batch_begin = paused
training.train(sys.argv[1])
"""


@pytest.mark.slow
def test_killed_while_it_waits_and_resumed_it_changes_its_rate_again(changed_once, tiny_home):
    run = create_run(changed_once.recipe)
    with HistoryWriter(run.folder) as history:
        history.write("control", ControlRow(2, 3, "rate", RATE))
    process = subprocess.Popen([sys.executable, "-c", KILLED, run.id], cwd=PROJECT)
    while run.status() != "paused":
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert run.status() == "interrupted"
    commands.clear_commands(run)  # as the engine does
    training.train(run.id)
    assert run.status() == "finished"
    assert_same_weights(changed_once, run)
