"""The recorded trainings and the sheet are what the command makes, and say what pages say."""

import dataclasses
import tempfile
from pathlib import Path

import numpy as np
import pytest

from lib.datasets.garden import CLASS_NAMES, draw_jpeg
from lib.datasets.miniatures import (
    COUNT,
    SIDE,
    few,
    miniature_files,
    miniature_labels,
    miniatures,
    tile,
    write_folder,
)
from lib.images.decode import decode_image
from lib.models import record_batches, recorded_runs
from lib.models.data import find_data
from lib.models.record import middle_square
from lib.operations.pipeline_runs import end_result, load_runs
from lib.operations.pipelines import PIPELINES
from lib.runs.recipe import GARDEN_SEED


@pytest.mark.parametrize("place", [0, 100, 479])
def test_the_sheet_shows_the_flowers_of_the_garden(place):
    name, number = miniature_files()[place].split("/")[0], int(miniature_files()[place][-8:-4])
    assert CLASS_NAMES[miniature_labels()[place]] == name
    drawn = decode_image(draw_jpeg(name, seed=GARDEN_SEED, index=number)).pixels
    small = middle_square(drawn, SIDE).astype(float)
    mine = np.abs(miniatures()[place] - small).mean()  # the sheet is compressed
    others = np.abs(miniatures() - small).mean(axis=(1, 2, 3))
    assert mine < 15 and others.argmin() == place


def test_tiles_come_back_from_their_sheet(tmp_path):
    pictures = miniatures()
    assert pictures.shape == (COUNT, SIDE, SIDE, 3)
    rows = tile(pictures).reshape(20, SIDE, 24, SIDE, 3).swapaxes(1, 2).reshape(pictures.shape)
    assert np.array_equal(rows, pictures)
    assert np.bincount(miniature_labels()[few(10)]).tolist() == [10] * 5
    write_folder(tmp_path)
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.png"))
    assert names == [*miniature_files()]


def test_every_pipeline_was_trained_from_every_seed_to_the_end():
    runs = load_runs()
    assert runs.recipe == record_batches.RECIPE
    assert runs.seeds == record_batches.SEEDS
    assert set(runs.validation) == set(PIPELINES)
    for accuracies in (*runs.validation.values(), *runs.training.values()):
        assert accuracies.shape == (len(runs.seeds), runs.recipe.epochs)
        assert np.all((accuracies >= 0) & (accuracies <= 1))
    assert runs.training_count + runs.validation_count == runs.recipe.picture_count


def test_batches_of_one_class_each_learn_next_to_nothing_and_the_others_learn():
    runs = load_runs()
    for name in PIPELINES:
        result = end_result(runs, name)
        assert (result.highest < 0.45) if name == "sorted" else (result.lowest > 0.45), name


@pytest.mark.slow
def test_the_command_reproduces_the_first_epochs(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    runs, recipe = load_runs(), dataclasses.replace(record_batches.RECIPE, epochs=2)
    again = record_batches.record_runs(recipe, runs.seeds[:1], ("notes", "pictures"))
    for name, found in again["runs"].items():
        # Another processor adds in another order, so the last digits may differ.
        np.testing.assert_allclose(
            found[0]["validation_accuracy"], runs.validation[name][0][:2], atol=0.03
        )


@pytest.mark.slow
def test_the_split_holds_back_a_fifth_and_keeps_every_class(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    recipe = dataclasses.replace(record_batches.RECIPE, picture_count=100)
    folder = find_data(recipe, lambda *_: None).folder
    with tempfile.TemporaryDirectory() as scratch:
        split = recorded_runs.split_folder(folder, recipe, Path(scratch))
        assert (split.training_count, split.validation_count) == (80, 20)
        assert {path.parent.name for path in Path(scratch).rglob("*.jpg")} == set(CLASS_NAMES)
