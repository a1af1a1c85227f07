"""The script that a visitor takes away repeats the run, number for number."""

import csv
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from lib.runs.recipe import Recipe
from lib.runs.script import keras_script


def test_the_script_repeats_the_run(finished, tiny_folder, tmp_path):
    script = tmp_path / "train.py"
    script.write_text(keras_script(finished.recipe, finished.state.class_names), encoding="utf-8")
    command = [sys.executable, "-I", str(script), str(tiny_folder)]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with (tmp_path / "history.csv").open() as stream:
        theirs = list(csv.DictReader(stream))
    ours = finished.history().epochs
    assert len(theirs) == len(ours) == 3
    for their, our in zip(theirs, ours, strict=True):
        assert float(their["loss"]) == our.loss
        assert float(their["accuracy"]) == our.accuracy
        assert float(their["val_loss"]) == pytest.approx(our.validation_loss, abs=1e-6)
        assert float(their["val_accuracy"]) == pytest.approx(our.validation_accuracy)
    assert (tmp_path / "model.keras").stat().st_size > 100_000


def test_the_script_leaves_out_what_the_run_left_out(finished, tiny_folder, tmp_path):
    spoilt = tmp_path / "spoilt"
    shutil.copytree(tiny_folder, spoilt)
    (spoilt / "amber" / "torn.jpg").write_bytes(b"\xff\xd8\xff torn")
    (spoilt / "blue" / "a'b.png").write_bytes(b"")
    script = tmp_path / "train.py"
    skipped = ["amber/torn.jpg", "blue/a'b.png"]
    recipe = replace(finished.recipe, epochs=1)
    script.write_text(
        keras_script(recipe, finished.state.class_names, skipped=skipped), encoding="utf-8"
    )
    command = [sys.executable, "-I", str(script), str(spoilt)]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with (tmp_path / "history.csv").open() as stream:
        (their,) = csv.DictReader(stream)
    assert float(their["loss"]) == finished.history().epochs[0].loss


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"flip": "none", "rotation": 0.0, "zoom": 0.0}, []),
        ({"rotation": 0.0}, ['RandomFlip("horizontal")', "RandomZoom(0.1)"]),
        (
            {"flip": "vertical", "zoom": 0.3},
            ['RandomFlip("vertical")', "RandomRotation(0.1)", "RandomZoom(0.3)"],
        ),
    ],
)
def test_the_script_holds_the_augmentation_of_the_recipe_and_no_other(changes, expected):
    text = keras_script(Recipe(**changes), ["a", "b"])
    compile(text, "train.py", "exec")
    assert [name for name in expected if name in text] == expected
    assert text.count("layers.Random") == len(expected)


def test_a_class_with_quotes_and_braces_in_its_name_is_still_a_name():
    names = ['a"b', "c'd", "{e}", "雏菊", "\\n"]
    text = keras_script(Recipe(), names)
    scope: dict = {}
    exec(next(line for line in text.splitlines() if line.startswith("CLASSES")), scope)
    assert scope["CLASSES"] == names
