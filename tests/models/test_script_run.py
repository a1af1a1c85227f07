"""The script that a visitor takes away repeats the run, number for number."""

import csv
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image
from tiny_data import make_tiny_folder, tiny_recipe

from lib.models.training import train
from lib.runs.directory import create_run
from lib.runs.history import ControlRow, HistoryWriter
from lib.runs.recipe import Recipe
from lib.runs.script import keras_script, run_script


def history_of(script, pictures, place):
    """What the script writes about its epochs, run by a process that knows no project."""
    (place / "train.py").write_text(script, encoding="utf-8")
    command = [sys.executable, "-I", "train.py", str(pictures)]
    subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=120)
    with (place / "history.csv").open() as stream:
        return list(csv.DictReader(stream))


def test_the_script_repeats_the_run(finished, tiny_folder, tmp_path):
    theirs = history_of(
        keras_script(finished.recipe, finished.state.class_names), tiny_folder, tmp_path
    )
    ours = finished.history().epochs
    assert len(theirs) == len(ours) == 3
    for their, our in zip(theirs, ours, strict=True):
        assert float(their["loss"]) == our.loss
        assert float(their["accuracy"]) == our.accuracy
        assert float(their["val_loss"]) == pytest.approx(our.validation_loss, abs=1e-6)
        assert float(their["val_accuracy"]) == pytest.approx(our.validation_accuracy)
    assert (tmp_path / "model.keras").stat().st_size > 100_000


@pytest.mark.slow
def test_the_script_changes_the_learning_rate_where_the_run_did(tiny_home, tiny_folder, tmp_path):
    run = create_run(tiny_recipe())
    with HistoryWriter(run.folder) as history:  # as somebody would ask before that batch
        history.write("control", ControlRow(2, 3, "rate", 3e-3))
    train(run.id)
    theirs = history_of(run_script(run).text, tiny_folder, tmp_path)
    assert [float(row["loss"]) for row in theirs] == [row.loss for row in run.history().epochs]
    plain = keras_script(run.recipe, run.state.class_names)
    assert "ChangeRate" not in plain and "ChangeRate()" in run_script(run).text


def save(path, *, mode="RGB", orientation=1, **options):
    """A picture of noise in a form that Keras reads otherwise than the run, or not at all."""
    path.parent.mkdir(exist_ok=True)
    rng = np.random.default_rng(list(path.name.encode()))
    if mode == "I;16":
        picture = Image.fromarray(rng.integers(0, 65536, (30, 44), dtype=np.uint16))
    else:
        bands = len(Image.new(mode, (1, 1)).getbands())
        picture = Image.fromarray(rng.integers(0, 256, (30, 44, bands), dtype=np.uint8), mode)
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture.save(path, exif=exif, **options)


def make_wild(folder):
    """Put into a folder of classes what people have in theirs."""
    amber, blue = folder / "amber", folder / "blue"
    save(amber / "10b.webp", lossless=True)
    save(amber / "11b.webp", mode="RGBA", quality=60)
    save(amber / "turned.jpg", orientation=6)
    save(amber / "turned.tiff", orientation=8)
    save(blue / "printed.jpg", mode="CMYK")
    save(blue / "glass.png", mode="RGBA")
    save(blue / "deep.png", mode="I;16")
    (blue / "05.png").write_bytes((blue / "05.jpg").read_bytes())  # Keras minds no ending
    (blue / "photo.jpg_large").write_bytes((blue / "06.jpg").read_bytes())
    (blue / "torn.jpg").write_bytes(b"\xff\xd8\xff torn")
    (amber / "a'b.png").write_bytes(b"")
    (amber / "._00.jpg").write_bytes(b"what a Macintosh leaves")
    save(folder / "__MACOSX" / "00.jpg")


@pytest.mark.slow
def test_the_script_makes_the_clean_copy_that_the_run_was_given(tiny_home, tmp_path):
    (tiny_home / "datasets" / "tiny").unlink()
    folder = make_tiny_folder(tiny_home / "datasets" / "tiny", count=8)
    make_wild(folder)
    run = create_run(tiny_recipe(epochs=1))
    train(run.id)
    assert (run.status(), run.state.training_count + run.state.validation_count) == ("finished", 25)
    text = keras_script(run.recipe, run.state.class_names, clean_copy=run.clean_copy())
    (their,) = history_of(text, folder, tmp_path)
    (our,) = run.history().epochs
    assert float(their["loss"]) == our.loss
    assert float(their["val_loss"]) == pytest.approx(our.validation_loss, abs=1e-6)


@pytest.mark.slow
def test_the_script_repeats_the_run_of_an_edited_network(tiny_home, tiny_folder, tmp_path):
    own = "rescaling_conv-6-3-same_batchnorm_relu_maxpool-2_dropout-0.3_globalaverage_outputs"
    run = create_run(tiny_recipe(network=own))
    train(run.id)
    theirs = history_of(keras_script(run.recipe, run.state.class_names), tiny_folder, tmp_path)
    for their, our in zip(theirs, run.history().epochs, strict=True):
        assert float(their["loss"]) == our.loss
        assert float(their["val_loss"]) == pytest.approx(our.validation_loss, abs=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes",
    [{"order": "notes", "resizing": "crop"}, {"order": "once", "resizing": "pad"},
     {"order": "sorted"}, {"augmenting": "fused", "flip": "horizontal_and_vertical"}],
)  # fmt: skip
def test_the_script_repeats_every_order_and_way_to_size(changes, tiny_home, tiny_folder, tmp_path):
    run = create_run(tiny_recipe(**changes))
    train(run.id)
    theirs = history_of(keras_script(run.recipe, run.state.class_names), tiny_folder, tmp_path)
    for their, our in zip(theirs, run.history().epochs, strict=True):
        assert float(their["loss"]) == our.loss
        assert float(their["val_loss"]) == pytest.approx(our.validation_loss, abs=1e-6)


def test_the_script_is_the_same_as_ever_for_recipes_that_change_neither_order_nor_size():
    usual = keras_script(Recipe(), ["a", "b"])
    assert "aspect_ratio" not in usual
    for order in ("notes", "once", "sorted"):
        text = keras_script(Recipe(order=order, resizing="crop"), ["a", "b"])
        compile(text, "train.py", "exec")
        assert "crop_to_aspect_ratio=True" in text and text.count("def batches_of") == 1


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
