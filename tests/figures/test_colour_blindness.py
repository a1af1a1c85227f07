"""Colours that must be told apart can be told apart by everybody.

Each pair is seen through the three kinds of colour blindness (Machado, Oliveira & Fernandes 2009,
severity 1) and as grey, and compared by CIEDE2000: 2 is just visible side by side.
"""

import itertools

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from lib.figures.theme import LAYER_KINDS, RIGHT, SIGNED, TRAINING, VALIDATION, WRONG

_EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip


def _seen(colour, eyes):
    """The colour as linear light through the matrix, and back."""
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    through = np.clip(_EYES[eyes] @ linear, 0, 1)
    return np.where(through <= 0.0031308, through * 12.92, 1.055 * through ** (1 / 2.4) - 0.055)


def _apart(first, second, eyes):
    return float(deltaE_ciede2000(*(rgb2lab(_seen(each, eyes)) for each in (first, second))))


@pytest.mark.parametrize("eyes", _EYES)
def test_positive_and_negative_are_told_apart(eyes):
    for low, high in zip(SIGNED[:3], SIGNED[:3:-1], strict=True):
        assert _apart(low, high, eyes) > 25


@pytest.mark.parametrize("eyes", _EYES)
def test_training_and_validation_are_told_apart(eyes):
    assert _apart(TRAINING, VALIDATION, eyes) > 25


@pytest.mark.parametrize("eyes", _EYES)
def test_right_and_wrong_are_told_apart(eyes):
    assert _apart(RIGHT, WRONG, eyes) > 10


@pytest.mark.parametrize("eyes", _EYES)
def test_magnitudes_grow_darker_step_by_step(eyes):
    lightness = [rgb2lab(_seen(colour, eyes))[0] for colour in SIGNED[3:]]
    assert all(above - below > 8 for above, below in itertools.pairwise(lightness))


@pytest.mark.parametrize("eyes", _EYES)
def test_layers_that_stand_beside_each_other_are_told_apart(eyes):
    row = ["picture", "augmentation", "rescaling", "convolution", "pooling", "dropout", "flatten",
           "dense", "outputs"]  # fmt: skip
    for before, after in itertools.pairwise(row):
        if LAYER_KINDS[before] != LAYER_KINDS[after]:
            assert _apart(LAYER_KINDS[before], LAYER_KINDS[after], eyes) > 8, (before, after)
