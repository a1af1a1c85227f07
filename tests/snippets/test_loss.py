"""The code that the page about the loss shows prints what the page says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.loss import presets
from lib.snippets.loss import (
    double_snippet,
    flow_snippet,
    gradient_snippet,
    labels_snippet,
    overflow_snippet,
    settings_snippet,
    temperature_snippet,
)

CASES = [
    *((preset.logits, position % 5) for position, preset in enumerate(presets())),
    ((-12.0, 12.0, -12.0, 12.0, 0.5), 0),
    ((12.0, -12.0, -12.0, -12.0, -12.0), 0),
    ((0.2, 0.9, 0.4, 0.1, 0.7), 3),
]


@pytest.mark.parametrize(("logits", "label"), CASES)
@pytest.mark.parametrize(
    "snippet",
    [flow_snippet, labels_snippet, gradient_snippet, settings_snippet, double_snippet],
)
def test_keras_prints_what_the_page_says(snippet, logits, label):
    assert_prints_what_the_page_says(snippet(logits, label))


@pytest.mark.parametrize(("logits", "label"), CASES)
@pytest.mark.parametrize("temperature", [0.1, 1.0, 2.5, 10.0])
def test_keras_agrees_at_every_temperature(logits, label, temperature):
    assert_prints_what_the_page_says(temperature_snippet(logits, label, temperature))


@pytest.mark.parametrize(("logits", "label"), CASES)
@pytest.mark.parametrize("size", [1.0, 80.0, 120.0, 1000.0])
def test_keras_overflows_where_the_page_says_so_and_only_there(logits, label, size):
    assert_prints_what_the_page_says(overflow_snippet(logits, label, size))
