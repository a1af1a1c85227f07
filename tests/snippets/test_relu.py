"""The activation snippet prints what the page says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.cnn.activations import ACTIVATIONS
from lib.operations.relu import around, respond
from lib.snippets.relu import relu_snippet


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize(("shift", "place"), [(0.0, (48, 48)), (-1.2, (0, 0))])
def test_keras_comes_to_the_same_activation(name, shift, place):
    response = respond("daisy", 1, 8, name, shift=shift)
    assert_prints_what_the_page_says(relu_snippet(name, around(response.before, place)))
