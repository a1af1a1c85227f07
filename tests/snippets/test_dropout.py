"""The dropout snippet prints what the page says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.snippets.dropout import dropout_snippet


@pytest.mark.parametrize("rate", [0.0, 0.05, 0.2, 0.5, 0.95])
def test_keras_keeps_the_shape_and_scales_as_we_do(rate):
    assert_prints_what_the_page_says(dropout_snippet(rate, (12, 12, 64), 6, seed=1))
