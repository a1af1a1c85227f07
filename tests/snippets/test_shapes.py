"""Keras prints what the page *shapes* says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.architecture.analysis import analyse
from lib.architecture.network import NOTES_NETWORK
from lib.architecture.text import read_network
from lib.snippets.shapes import batch_snippet, table_snippet, where_snippet

OWN = read_network(
    "rescaling_conv-6-3-same-nobias_batchnorm_leakyrelu_avgpool-2_separable-8-3-m2_depthwise-3"
    "_globalaverage_dense-9_outputs"
)


@pytest.mark.parametrize("network", [NOTES_NETWORK, OWN], ids=["notes", "own"])
def test_every_snippet_prints_what_the_page_says(network):
    found = analyse(network, (48, 48, 3), classes=4)
    assert_prints_what_the_page_says(table_snippet(found))
    assert_prints_what_the_page_says(where_snippet(found), tolerance=1e-9)
    assert_prints_what_the_page_says(batch_snippet(found, (1, 7, 32)))


def test_of_a_network_that_does_not_fit_the_layers_that_do_are_built():
    found = analyse(read_network("conv-4-3_dense-4_outputs"), (16, 16, 3), classes=4)
    assert found.problem is not None
    assert_prints_what_the_page_says(table_snippet(found))
