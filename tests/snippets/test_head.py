"""Keras prints what the page *head* says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.head import places
from lib.snippets.head import famous_snippet, flatten_snippet, heads_snippet
from lib.ui.head_view import both_heads, example_place, famous


@pytest.mark.parametrize("shape", [(3, 3, 2), (4, 2, 1)])
def test_the_place_of_a_cell(shape):
    assert_prints_what_the_page_says(flatten_snippet(shape, example_place(shape), 3))


def test_the_place_of_a_real_cell():
    shape = (12, 12, 64)
    assert_prints_what_the_page_says(flatten_snippet(shape, places(shape)[2572], 128))


@pytest.mark.parametrize(("side", "units", "classes"), [(180, 128, 5), (64, 16, 2)])
def test_both_heads(side, units, classes):
    assert_prints_what_the_page_says(heads_snippet(both_heads(side, units, classes)))


def test_both_heads_at_the_size_of_the_notes_are_those_of_the_notes():
    printed = heads_snippet(both_heads(180, 128, 5)).printed
    assert printed == "Flatten: 3,989,285\naverage: 32,549"


@pytest.mark.parametrize(("style", "classes"), [("published", 1000), ("average", 5)])
def test_famous_networks(style, classes):
    assert_prints_what_the_page_says(famous_snippet(famous(style, classes), style, classes))


@pytest.mark.slow
def test_famous_networks_with_flatten():
    assert_prints_what_the_page_says(famous_snippet(famous("flatten", 10), "flatten", 10))
