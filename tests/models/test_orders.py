"""The orders that pages show are those of tf.data, and obey the rules that pages tell."""

import json
import subprocess
import sys
from functools import partial

import keras
import numpy as np
import pytest
import tensorflow as tf

from lib.datasets.miniatures import COUNT, miniature_files, miniature_labels
from lib.models import orders
from lib.operations.folder_split import listed
from lib.operations.pipelines import PIPELINES
from lib.operations.seeds import WAYS, repeats
from lib.operations.shuffling import companions, in_buffer, kept_batches, travel


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    yield
    tf.random.set_seed(None)


@pytest.mark.parametrize("buffer", [1, 2, 8, 32, 49, 50])
def test_what_tf_data_hands_out_was_in_the_buffer_as_we_tell_it(buffer):
    for seed in (0, 123, 9999):
        order = orders.shuffled(50, buffer, seed)
        assert sorted(order) == list(range(50))
        for step in range(50):
            assert int(order[step]) in in_buffer(order, buffer, step)
        assert travel(order).most_early <= buffer - 1


def test_an_order_does_not_depend_on_what_was_asked_before():
    first = orders.shuffled.__wrapped__(50, 8, 1)
    orders.seeded.__wrapped__(8, 5, 7)
    keras.utils.set_random_seed(3)
    assert orders.shuffled.__wrapped__(50, 8, 1).tolist() == first.tolist()


def test_seeds_repeat_as_the_page_says():
    found = {way: repeats(runs) for way, runs in orders.seeded(8, 5, 7).items()}
    assert {way: found[way].again for way in WAYS} == {
        "none": False, "operation": True, "global": True, "both": True
    }  # fmt: skip
    assert {way: found[way].after_more for way in WAYS} == {
        "none": False, "operation": True, "global": False, "both": True
    }  # fmt: skip
    assert not any(repeat.next_epoch for repeat in found.values())


@pytest.mark.slow
def test_a_run_is_what_a_new_process_gives():
    program = """
import json, sys
import tensorflow as tf
operation, program, before = json.loads(sys.argv[1])
if program is not None:
    tf.random.set_seed(program)
if before:
    tf.random.uniform(())
data = tf.data.Dataset.range(8).shuffle(8, seed=operation)
print("ORDER", json.dumps([[int(x) for x in data] for epoch in range(2)]))
"""
    here = orders.seeded(8, 5, 7)
    for way, run, asked in (
        ("operation", 1, (5, None, False)),
        ("global", 1, (None, 7, False)),
        ("global", 2, (None, 7, True)),
    ):
        done = subprocess.run(
            [sys.executable, "-c", program, json.dumps(asked)],
            capture_output=True, text=True, timeout=240, check=True,
        )  # fmt: skip
        printed = done.stdout.partition("ORDER ")[2]
        assert json.loads(printed) == here[way][run].tolist(), way


@pytest.mark.parametrize(
    ("pipeline", "kept", "placed"),
    [("notes", 15, None), ("no_cache", 0, 0), ("pictures", 0, 0), ("once", 15, 15),
     ("sorted", 15, 15)],
)  # fmt: skip
def test_batches_stay_together_or_not_as_the_page_says(pipeline, kept, placed):
    drawn = orders.members_of(pipeline, 123, 4, 32)
    assert drawn.shape == (4, COUNT)
    assert all(sorted(order) == list(range(COUNT)) for order in drawn)
    later = kept_batches(drawn, 32)[1:]
    assert {epoch.members for epoch in later} == {kept}
    if placed is None:
        assert all(epoch.places < 15 for epoch in later)
        assert companions(drawn, 32, 7) == 31
    else:
        assert {epoch.places for epoch in later} == {placed}


def test_a_folder_that_is_not_shuffled_comes_class_by_class():
    drawn = orders.members_of("sorted", 123, 1, 32)[0]
    assert drawn.tolist() == list(range(COUNT))
    assert np.all(np.diff(miniature_labels()[drawn].astype(int)) >= 0)


def test_the_loader_lists_files_as_we_tell_it():
    folder = orders.miniature_folder()
    for seed in (1, 123):
        data = keras.utils.image_dataset_from_directory(folder, seed=seed, verbose=False)
        names = [path.removeprefix(f"{folder}/") for path in data.file_paths]
        assert names == [miniature_files()[place] for place in listed(COUNT, seed)]


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_the_lines_that_the_page_shows_give_the_orders_that_it_draws(pipeline):
    load = partial(keras.utils.image_dataset_from_directory, labels=[*range(COUNT)], verbose=False)
    scope = {"load": load, "folder": orders.miniature_folder(), "size": (8, 8), "batch": 32}
    exec(PIPELINES[pipeline], scope | {"seed": 123}, found := {})
    epochs = [np.concatenate([labels for _, labels in found["data"]]) for _ in range(3)]
    assert np.array_equal(epochs, orders.members_of(pipeline, 123, 3, 32))


def test_a_pipeline_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="no pipeline"):
        orders.open_pipeline("x", orders.miniature_folder(), side=8, batch_size=4, seed=1)
