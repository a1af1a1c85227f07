"""Keras prints what the page *connectivity* says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.notes_network import notes_layers
from lib.operations.reach import stack_layers
from lib.operations.wiring import wire
from lib.snippets.connectivity import (
    connections_snippet,
    layer_snippet,
    measured_snippet,
    reach_snippet,
)


@pytest.mark.parametrize(("m", "n", "k"), [(10, 8, 3), (8, 8, 7), (16, 5, 1), (15, 1, 4)])
def test_connections(m, n, k):
    assert_prints_what_the_page_says(connections_snippet(wire(m, n, k)))


@pytest.mark.parametrize("side", [64, 180])
def test_every_layer_of_the_network(side):
    for layer in notes_layers(side):
        if layer.kind != "flatten":
            assert_prints_what_the_page_says(layer_snippet(layer))


def test_the_dense_matrix_of_a_convolution():
    assert_prints_what_the_page_says(measured_snippet(12))


@pytest.mark.parametrize(
    ("blocks", "kernel", "pooling"), [(3, 3, True), (4, 5, False), (1, 7, True)]
)
def test_reach(blocks, kernel, pooling):
    reach = stack_layers(48, blocks=blocks, kernel=kernel, pooling=pooling)
    assert_prints_what_the_page_says(reach_snippet(reach))
