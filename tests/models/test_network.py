"""The network is the one of the notes, weight for weight."""

import dataclasses

import numpy as np
import pytest

from lib.models.network import build_network
from lib.runs.recipe import NOTES, Recipe


def test_at_180_with_five_classes_it_has_3_989_285_parameters():
    assert build_network(NOTES, 5).count_params() == 3_989_285


def test_its_layers_shapes_and_parameters_are_those_of_the_notes():
    table = [
        (type(layer).__name__, layer.output.shape[1:], layer.count_params())
        for layer in build_network(NOTES, 5).layers
    ]
    assert table == [
        ("Sequential", (180, 180, 3), 0),
        ("Rescaling", (180, 180, 3), 0),
        ("Conv2D", (180, 180, 16), 448),
        ("MaxPooling2D", (90, 90, 16), 0),
        ("Conv2D", (90, 90, 32), 4_640),
        ("MaxPooling2D", (45, 45, 32), 0),
        ("Conv2D", (45, 45, 64), 18_496),
        ("MaxPooling2D", (22, 22, 64), 0),
        ("Dropout", (22, 22, 64), 0),
        ("Flatten", (30_976,), 0),
        ("Dense", (128,), 3_965_056),
        ("Dense", (5,), 645),
    ]


def test_the_augmentation_is_flip_rotation_zoom_in_this_order():
    augmentation = build_network(NOTES, 5).layers[0]
    names = [type(layer).__name__ for layer in augmentation.layers]
    assert names == ["RandomFlip", "RandomRotation", "RandomZoom"]


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"flip": "none"}, ["RandomRotation", "RandomZoom"]),
        ({"rotation": 0.0}, ["RandomFlip", "RandomZoom"]),
        ({"zoom": 0.0, "rotation": 0.0}, ["RandomFlip"]),
    ],
)
def test_an_augmentation_of_strength_zero_is_left_out(changes, left):
    network = build_network(dataclasses.replace(NOTES, **changes), 5)
    assert [type(layer).__name__ for layer in network.layers[0].layers] == left


def test_without_any_augmentation_the_network_begins_with_rescaling():
    recipe = Recipe(flip="none", rotation=0.0, zoom=0.0)
    assert type(build_network(recipe, 5).layers[0]).__name__ == "Rescaling"


def test_a_batch_and_then_a_single_picture_are_both_taken():
    network = build_network(Recipe(image_size=32), 2)
    pictures = np.zeros((3, 32, 32, 3), "float32")
    assert network(pictures, training=True).shape == (3, 2)
    assert network(pictures[:1], training=False).shape == (1, 2)


def test_the_outputs_are_logits():
    network = build_network(Recipe(image_size=32), 3)
    assert network.layers[-1].name == "outputs"
    assert network.layers[-1].activation.__name__ == "linear"
    assert network.loss.get_config()["from_logits"] is True
