"""Watching a training disturbs nothing, and what is kept of it is what the network gave."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from tiny_data import tiny_recipe

from lib.models import live, training
from lib.models.moments import Watcher
from lib.models.network import build_network
from lib.models.pipeline import load_folder
from lib.runs.checkpoints import read_checkpoint
from lib.runs.directory import create_run
from lib.runs.snapshots import FOLDER, read_snapshots


class Blind:
    """Sees nothing of the network, so that it cannot disturb anything either."""

    def __init__(self, *_):
        pass

    def __getattr__(self, name):
        return lambda *_: None


def test_a_watched_run_ends_with_the_weights_of_an_unwatched_one(tiny_home, finished, monkeypatch):
    monkeypatch.setattr(live, "Watcher", Blind)
    monkeypatch.setattr(live, "write_snapshot", lambda *_: None)
    monkeypatch.setattr(live.HistoryWriter, "write", _without_layers(live.HistoryWriter.write))
    monkeypatch.setattr(training, "drop_resume", lambda folder: None)
    run = create_run(finished.recipe)
    training.train(run.id)
    assert not (run.folder / FOLDER).exists()
    seen, unseen = (
        read_checkpoint(one.folder / "checkpoints" / "epoch-0003.checkpoint").variables
        for one in (finished, run)
    )
    for name in seen:
        np.testing.assert_array_equal(seen[name], unseen[name], err_msg=name, strict=True)


def _without_layers(write):
    return lambda self, kind, row: None if kind == "layers" else write(self, kind, row)


def test_moments_lie_dense_in_the_first_epoch_and_then_at_each_end(finished):
    moments = read_snapshots(finished.folder, last_epoch=3)
    assert [moment.position for moment in moments] == [0, 1 / 5, 2 / 5, 1, 2, 3]
    assert moments[0].maps[0].shape == (2, 16, 16, 8)
    assert moments[0].layers == ("conv2d", "conv2d_1", "conv2d_2")
    for moment in moments[3:]:
        said = finished.validation_probabilities(moment.ended)
        np.testing.assert_array_equal(moment.probabilities, said.astype(np.float16))
        np.testing.assert_allclose(
            moment.picture_probabilities, said[list(moment.pictures)], atol=1e-3
        )


def test_the_last_moment_holds_the_kernels_of_the_trained_network(finished):
    kernel = keras.models.load_model(finished.model_path).layers[2].kernel.numpy()
    last = read_snapshots(finished.folder, last_epoch=3)[-1]
    np.testing.assert_array_equal(last.kernel, kernel.astype(np.float16))


def test_every_epoch_says_what_it_did_to_each_layer(finished):
    rows = finished.history().layers
    assert [row.epoch for row in rows] == [1, 2, 3]
    assert rows[0].names == ("conv2d", "conv2d_1", "conv2d_2", "dense", "outputs")
    for row in rows:
        assert all(norm > 0 for norm in row.gradients)
        assert all(0 < change < 1 for change in row.changes)


def test_changes_are_those_between_two_checkpoints(finished):
    one, other = (
        read_checkpoint(finished.folder / "checkpoints" / f"epoch-000{epoch}.checkpoint").variables
        for epoch in (2, 3)
    )
    # The states of augmentation and dropout come first; the last two are the outputs' own.
    names = [name for name in one if name.startswith("network/") and one[name].dtype == np.float32]
    before, after = (np.concatenate([v[n].ravel() for n in names[-2:]]) for v in (one, other))
    expected = np.linalg.norm(after - before) / np.linalg.norm(before)
    assert finished.history().layers[-1].changes[-1] == pytest.approx(expected, rel=1e-5)


def test_gradient_norms_are_those_of_the_network_s_own_loss(tiny_home, tiny_folder):
    keras.utils.set_random_seed(3)
    network = build_network(tiny_recipe(flip="none", rotation=0, zoom=0, dropout=0), 2)
    data = load_folder(tiny_folder, tiny_recipe())
    pictures = data.training.pictures[:8].astype("float32")
    with tf.GradientTape() as tape:
        loss = network.loss(data.training.labels[:8], network(pictures))
    slopes = tape.gradient(loss, [v.value for v in network.trainable_variables])
    pairs = zip(slopes[::2], slopes[1::2], strict=True)
    expected = [np.sqrt(np.sum(k**2) + np.sum(b**2)) for k, b in pairs]
    assert Watcher(network, data).gradients() == pytest.approx(expected, rel=1e-4)


def test_a_resumed_run_has_the_moments_of_an_undisturbed_one_and_none_given_up(finished):
    (finished.folder / "checkpoints" / "epoch-0003.checkpoint").unlink()
    before = read_snapshots(finished.folder, last_epoch=3)
    stray = finished.folder / FOLDER / "0009000.snapshot"
    stray.write_bytes(b"of a future that was given up")
    (finished.folder / "stop").unlink(missing_ok=True)
    finished.write_state(status="queued", attempts=0)
    training.train(finished.id)
    assert not stray.exists()
    after = read_snapshots(finished.folder, last_epoch=3)
    assert [moment.position for moment in after] == [moment.position for moment in before]
    np.testing.assert_array_equal(after[-1].maps[0], before[-1].maps[0])
    assert [row.epoch for row in finished.history().layers] == [1, 2, 3]
