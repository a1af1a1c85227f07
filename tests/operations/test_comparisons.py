"""The recorded comparisons are whole, and each says which recipe repeats it."""

import dataclasses
import json

import numpy as np
import pytest

from lib.operations import pipelines, resize
from lib.operations.comparisons import PLANS, SEEDS, file_of, load_recording, recorded
from lib.places import DATA
from lib.runs.differences import differing, head_of
from lib.runs.recipe import CHOICES, Recipe


def test_all_comparisons_are_recorded():
    assert recorded() == (*PLANS,)


@pytest.mark.parametrize("name", recorded())
def test_every_variant_was_trained_from_every_seed_to_the_end(name):
    recording, plan = load_recording(name), PLANS[name]
    assert recording.seeds == SEEDS and {"keras", "tensorflow"} <= set(recording.versions)
    assert [*recording.variants] == [*plan.variants] and 2 <= len(plan.variants) <= 4
    for code, variant in recording.variants.items():
        assert variant.recipe == plan.recipe(code, SEEDS[0])
        assert tuple(course.seed for course in variant.repeats.courses) == SEEDS
        for course in variant.repeats.courses:
            assert course.epochs == variant.recipe.epochs
            for lines in (course.training, course.validation):
                assert np.all((lines["accuracy"] >= 0) & (lines["accuracy"] <= 1))
                assert np.all(lines["loss"] > 0)
            assert 0 <= course.unvaried <= 1
        total = variant.training_count + variant.validation_count
        assert total == variant.recipe.picture_count
        assert variant.validation_count == total // 5


@pytest.mark.parametrize("name", recorded())
def test_only_what_is_compared_is_different(name):
    fields = {"overfitting": {"flip", "rotation", "zoom", "dropout"}, "head": {"network"},
              "augmentation": {"flip", "rotation", "zoom"}}  # fmt: skip
    fields["photographs"] = fields["overfitting"]
    plan = PLANS[name]
    recipes = [plan.recipe(code, 1) for code in plan.variants]
    assert set(differing(recipes)) == fields.get(name, {name})


def test_the_same_recipe_has_the_same_course_in_every_comparison():
    found = {}
    for name in recorded():
        stored = json.loads(file_of(name).read_text("utf-8"))
        for code, changes in stored["changes"].items():
            recipe = dataclasses.replace(Recipe(**stored["recipe"]), **changes)
            found.setdefault(recipe, []).append(stored["runs"][code])
    assert max(map(len, found.values())) > 3  # the base, in nearly all of them
    for runs in found.values():
        assert all(run == runs[0] for run in runs)


def test_a_recording_is_small_and_a_line_is_a_run():
    for name in recorded():
        text = file_of(name).read_text("utf-8")
        assert len(text) < 20_000
        lines = [line for line in text.splitlines() if line.startswith('   {"seed"')]
        assert len(lines) == len(SEEDS) * len(PLANS[name].variants)
    assert file_of("head").parent.parent == DATA


def test_choices_of_a_recipe_are_called_as_on_the_pages_about_them():
    assert CHOICES["resizing"] == resize.WAYS
    assert set(CHOICES["order"]) == set(pipelines.PIPELINES) - {"no_cache"}


def test_the_averaging_network_has_the_layers_of_the_notes_but_for_its_head():
    assert head_of(PLANS["head"].recipe("average", 1)) == "globalaverage"
    assert head_of(PLANS["head"].recipe("flatten", 1)) == "flatten"
