"""The recorded trainings with augmentation and without are what the command makes."""

import dataclasses
import json

import numpy as np
import pytest

from lib.models import record_augmentation
from lib.operations.augmentation_runs import CHANGES, FILE, load_augmentation_runs


def test_both_recipes_were_trained_from_every_seed_to_the_end():
    runs = load_augmentation_runs()
    assert runs.recipe == record_augmentation.RECIPE
    assert runs.seeds == record_augmentation.SEEDS
    assert runs.training_count + runs.validation_count == runs.recipe.picture_count
    assert set(runs.trainings) == set(CHANGES) == {"with", "without"}
    for found in runs.trainings.values():
        assert tuple(course.seed for course in found.courses) == runs.seeds
        for course in found.courses:
            for lines in (course.training, course.validation):
                assert lines["accuracy"].shape == lines["loss"].shape == (runs.recipe.epochs,)
                assert np.all((lines["accuracy"] >= 0) & (lines["accuracy"] <= 1))
            assert 0 <= course.unvaried <= 1
    stored = json.loads(FILE.read_text("utf-8"))["runs"]
    assert [run["seed"] for run in stored["with"]] == [*runs.seeds]


def test_only_augmentation_is_different():
    bare = dataclasses.replace(record_augmentation.RECIPE, **CHANGES["without"])
    before, after = (dataclasses.asdict(recipe) for recipe in (record_augmentation.RECIPE, bare))
    assert {name for name in before if before[name] != after[name]} == {"flip", "rotation", "zoom"}
    assert (bare.flip, bare.rotation, bare.zoom) == ("none", 0, 0)


def test_every_seed_overfits_less_with_augmentation():
    trainings = load_augmentation_runs().trainings
    augmented, bare = trainings["with"], trainings["without"]
    assert augmented.gap.seeds.max() < 0.5 * bare.gap.seeds.min()
    assert augmented.unvaried.seeds.max() < bare.unvaried.seeds.min()


@pytest.mark.slow
def test_the_command_reproduces_the_first_epochs(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    runs = load_augmentation_runs()
    recipe = dataclasses.replace(runs.recipe, epochs=2)
    again = record_augmentation.record_runs(recipe, runs.seeds[:1])
    for name, found in again["runs"].items():
        # Another processor adds in another order, so the last digits may differ.
        np.testing.assert_allclose(
            found[0]["validation_accuracy"],
            runs.trainings[name].courses[0].validation["accuracy"][:2],
            atol=0.03,
        )
