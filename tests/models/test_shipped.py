"""The network that ships is the one it says it is."""

from pathlib import Path

import keras
import numpy as np
import pytest

from lib.datasets.garden import draw_jpeg
from lib.datasets.pictures import run_picture
from lib.models.network import build_network
from lib.runs.recipe import GARDEN_SEED, QUICK
from lib.runs.report import confusion_matrix
from lib.runs.shipped import shipped_run


@pytest.fixture(scope="module")
def network():
    return keras.models.load_model(shipped_run().model_path)


def test_it_was_made_from_the_quick_recipe_to_its_end():
    run = shipped_run()
    assert run.recipe == QUICK
    assert run.status() == "finished"
    assert run.history().last_epoch == QUICK.epochs


def test_it_is_the_network_of_the_notes(network):
    built = build_network(QUICK, 5)
    assert [type(layer) for layer in network.layers] == [type(layer) for layer in built.layers]
    assert network.count_params() == built.count_params()


def test_its_recorded_accuracy_is_what_it_reaches_on_flowers_drawn_anew(network, tmp_path):
    run = shipped_run()
    files, labels = run.validation_files()
    last = run.history().epochs[-1]
    # A quarter of them is drawn again: the order is that of Keras' shuffled split.
    chosen = np.arange(len(files))[::4]
    pictures = _as_the_loader_does([files[i] for i in chosen], tmp_path, QUICK.image_size)
    logits = np.asarray(network(pictures, training=False))
    probabilities = np.asarray(keras.ops.softmax(logits))
    recorded = run.validation_probabilities(last.epoch)
    np.testing.assert_allclose(probabilities, recorded[chosen], atol=0.005)
    accuracy = np.mean(recorded.argmax(axis=1) == labels)
    assert accuracy == pytest.approx(last.validation_accuracy, abs=1e-6)
    assert accuracy > 0.6  # guessing: 0.2
    assert confusion_matrix(labels, recorded).trace() == round(accuracy * len(labels))


def test_the_pictures_behind_its_mistakes_are_drawn_again_where_no_garden_lies(
    monkeypatch, tmp_path
):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    files, _ = shipped_run().validation_files()
    pixels = run_picture(shipped_run(), files[0])
    assert pixels.dtype == np.uint8 and pixels.ndim == 3 and pixels.std() > 5


def _as_the_loader_does(files: list[str], folder: Path, side: int) -> np.ndarray:
    """The drawn files, decoded and resized by Keras' loader itself: (N, side, side, 3)."""
    for place, file in enumerate(files):
        class_name, number = file.split("/")[0], int(file[-8:-4])
        jpeg = draw_jpeg(class_name, seed=GARDEN_SEED, index=number)
        (folder / f"{place:04}.jpg").write_bytes(jpeg)
    data = keras.utils.image_dataset_from_directory(
        folder, labels=None, shuffle=False, image_size=(side, side), batch_size=len(files)
    )
    (batch,) = data
    return np.asarray(batch)
