"""A recorded course is that of the run which anybody trains from its recipe."""

import json

import numpy as np
import pytest
from tiny_data import tiny_recipe

from lib.models import record_comparisons
from lib.models.recorded_runs import readable, record_runs
from lib.operations.comparisons import PLANS, Plan, load_recording, recorded
from lib.places import runs_home


def test_a_recording_holds_the_history_of_the_runs_and_leaves_none_behind(finished, capsys):
    recipe = finished.recipe
    epochs = finished.history().epochs
    plan = Plan(recipe, {"as it is": {}})
    stored = json.loads(readable(record_comparisons.record_comparison(plan, [recipe.seed])))
    (run,) = stored["runs"]["as it is"]
    for name in ("loss", "accuracy", "validation_loss", "validation_accuracy"):
        assert run[name] == [round(getattr(row, name), 4) for row in epochs]
    assert stored["counts"] == {"as it is": [39, 9]}
    assert 0 <= run["unvaried_accuracy"] <= 1
    assert [folder.name for folder in runs_home().iterdir()] == [finished.id]


def test_a_run_that_is_known_is_not_trained_again(monkeypatch):
    known = {tiny_recipe(): object()}
    assert record_runs([tiny_recipe()] * 2, known) == [known[tiny_recipe()]] * 2


@pytest.mark.parametrize("arguments", [["nonsense"], ["photographs"]])
def test_the_command_says_what_it_cannot_record(arguments, capsys):
    with pytest.raises(SystemExit):
        record_comparisons.main(arguments)
    assert ("no comparison" in (said := capsys.readouterr().err)) or "--photographs" in said


@pytest.mark.slow
@pytest.mark.parametrize("name", ["order", "resizing"])
def test_a_recorded_run_is_repeated_by_its_recipe(name, monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    assert name in recorded()
    code = [*PLANS[name].variants][-1]
    variant = load_recording(name).variants[code]
    (again,) = record_runs([variant.recipe], {})
    # Another processor adds in another order, so the last digits may differ.
    for part in ("accuracy", "loss"):
        there = variant.repeats.courses[0]
        np.testing.assert_allclose(again.course[part], there.training[part], atol=0.05)
    assert again.counts == (variant.training_count, variant.validation_count)
