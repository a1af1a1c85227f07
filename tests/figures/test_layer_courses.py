"""The lines of the layers hold the history's numbers, and can be told apart without colour."""

from lib.figures.layer_courses import layer_courses

KINDS = {"a": "convolution", "b": "convolution", "c": "dense"}


def test_lines_hold_the_numbers_and_zero_has_no_place():
    figure = layer_courses(
        [1, 2], {"a": [0.5, 0.25], "b": [0.0, None], "c": [1.0, 2.0]}, KINDS, title="epoch"
    )
    assert [line.y for line in figure.data] == [(0.5, 0.25), (None, None), (1.0, 2.0)]
    assert figure.layout.yaxis.type == "log"


def test_what_a_training_that_got_out_of_hand_leaves_has_no_place_either():
    nan, inf = float("nan"), float("inf")
    figure = layer_courses(
        [1, 2, 3], {"a": [0.5, inf, nan], "b": [nan] * 3, "c": [1.0] * 3}, KINDS, title="epoch"
    )
    assert [line.y for line in figure.data] == [(0.5, None, None), (None,) * 3, (1.0,) * 3]


def test_layers_of_one_kind_differ_in_more_than_colour():
    figure = layer_courses([1], {"a": [1.0], "b": [2.0], "c": [3.0]}, KINDS, title="epoch")
    one, other, _ = figure.data
    assert one.line.color == other.line.color
    assert (one.line.dash, one.marker.symbol) != (other.line.dash, other.marker.symbol)
