"""What Python does for a lens: it checks that things fit, packs them, and trusts no browser."""

import math

import numpy as np
import pytest

from lib.errors import ShapeError
from lib.lens.header import kernel_name, names_of_channels, operation_facts, signature
from lib.lens.operations import Masking, Pointwise, Pooling, WeightedSum, look_at
from lib.lens.payload import pack_check, pack_view, read_header
from lib.lens.result import numpy_result
from lib.lens.state import read_state
from lib.words import load_words

PICTURE = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
SUM = WeightedSum(np.array([[1.0, 2.0], [3.0, 4.0]]))


def sent(cells, *, base=None, **more):
    kernel = {"base": base or kernel_name(SUM), "cells": cells}
    return {"kernel": kernel, **more}


def test_an_edited_kernel_comes_back_in_the_shape_of_the_given_one():
    kernel, pinned, display = read_state(
        sent([4, 3, 2, 1.5], pinned=[2, 0], display="relu"), look_at(PICTURE, SUM)
    )
    assert kernel.tolist() == [[4, 3], [2, 1.5]]
    assert (pinned, display) == ((2, 0), "relu")


@pytest.mark.parametrize(
    "cells",
    [[1, 2, 3], [1, 2, 3, "4"], [1, 2, 3, None], [1, 2, 3, True], [1, 2, 3, math.inf],
     [1, 2, 3, math.nan], [1, 2, 3, 2e6], [[1, 2], [3, 4]], "1234", 7, None],
)  # fmt: skip
def test_a_kernel_that_is_none_counts_as_not_edited(cells):
    assert read_state(sent(cells), look_at(PICTURE, SUM))[0] is None


def test_an_edit_of_another_kernel_is_forgotten():
    other = kernel_name(WeightedSum(np.eye(2)))
    assert read_state(sent([1, 2, 3, 4], base=other), look_at(PICTURE, SUM))[0] is None


@pytest.mark.parametrize("pinned", [[3, 0], [-1, 0], [0], [0, 1.5], [True, 0], "00", {"row": 0}])
def test_a_cell_that_is_not_there_is_not_pinned(pinned):
    assert read_state({"pinned": pinned}, look_at(PICTURE, SUM))[1] is None


@pytest.mark.parametrize("state", [None, [], "x", {"display": "rainbow"}])
def test_a_state_without_sense_is_no_state(state):
    assert read_state(state, look_at(PICTURE, SUM)) == (None, None, None)


def test_a_pooling_moves_by_its_window_unless_told_otherwise():
    assert look_at(PICTURE, Pooling("max", (2, 1))).stride == (2, 1)
    assert look_at(PICTURE, Pooling("max", 2), stride=1).output_shape == (3, 3, 3)
    assert look_at(PICTURE, SUM).stride == (1, 1)


@pytest.mark.parametrize(
    ("values", "operation", "key"),
    [
        (np.zeros(3), SUM, "shape.map"),
        (PICTURE, WeightedSum(np.zeros((2, 2, 4))), "shape.channels"),
        (PICTURE, WeightedSum(np.zeros(3)), "shape.kernel"),
        (PICTURE, WeightedSum(np.zeros((5, 5))), "shape.window_larger"),
        (PICTURE, Masking(np.zeros((4, 4), bool)), "shape.expected"),
    ],
)
def test_what_does_not_fit_is_said_before_anything_is_shown(values, operation, key):
    with pytest.raises(ShapeError) as error:
        look_at(values, operation)
    assert error.value.key == key


def test_the_signature_changes_with_everything_that_decides_the_output_but_the_weights():
    base = look_at(PICTURE, SUM)
    other = PICTURE.copy()
    other[3, 3, 2] += 1
    changed = [
        look_at(other, SUM),
        look_at(PICTURE, WeightedSum(SUM.kernel, bias=1)),
        look_at(PICTURE, WeightedSum(SUM.kernel, flip=True)),
        look_at(PICTURE, SUM, stride=2),
        look_at(PICTURE, SUM, padding="same"),
        look_at(PICTURE, SUM, padding="same", border="edge"),
        look_at(PICTURE, Pooling("max", 2)),
    ]
    assert len({signature(shown) for shown in [base, *changed]}) == 8
    assert signature(look_at(PICTURE, WeightedSum(SUM.kernel + 1))) == signature(base)


def test_a_mask_is_part_of_the_signature():
    masks = [np.ones(PICTURE.shape, bool), np.zeros(PICTURE.shape, bool)]
    assert len({signature(look_at(PICTURE, Masking(mask))) for mask in masks}) == 2


def test_a_picture_travels_as_it_is_and_a_result_smaller_than_it_is():
    picture = np.random.default_rng(0).integers(0, 256, (280, 320, 1), dtype=np.uint8)
    payload = pack_view({}, {"input": picture})
    assert len(payload) < picture.size + 200
    assert read_header(payload)["arrays"][0]["shape"] == [280, 320, 1]
    output = numpy_result(look_at(picture, WeightedSum(np.array([[-1, 1]]))))
    assert len(pack_check({}, output)) < 4 * output.size / 2


def test_channels_have_names():
    say = load_words("en")
    assert names_of_channels(look_at(PICTURE, SUM), (), say) == ["Red", "Green", "Blue"]
    assert names_of_channels(look_at(PICTURE / 2, SUM), (), say) == ["1", "2", "3"]
    assert names_of_channels(look_at(PICTURE, SUM), ("a", "b", "c"), say) == ["a", "b", "c"]


def test_the_width_of_a_distance_weighting_is_known_to_both_sides():
    assert operation_facts(Pooling("gaussian", (2, 4)))["sigma"] == 1.0
    assert operation_facts(Pooling("gaussian", 2, 0.7))["sigma"] == 0.7
    assert operation_facts(Pointwise("elu"))["activation"] == "elu"
