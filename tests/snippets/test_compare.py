"""What the snippets of the page about comparisons print is what the page says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.comparisons import load_recording, recorded
from lib.operations.courses import Repeats
from lib.snippets.compare import gap_snippet, spread_snippet


@pytest.mark.parametrize("name", recorded())
def test_gap_spread_and_luck_of_every_recording(name):
    variants = load_recording(name).variants
    compared = {code: variant.repeats for code, variant in variants.items()}
    snippet = spread_snippet(compared)
    assert_prints_what_the_page_says(snippet)
    first = next(iter(compared.values())).gap.mean
    assert f"gap {100 * first:.2f} points" in snippet.printed


def test_the_gap_of_single_runs():
    variants = load_recording(recorded()[0]).variants
    single = {
        f"run {number}": Repeats(variant.repeats.courses[:1])
        for number, variant in enumerate(variants.values(), start=1)
    }
    assert_prints_what_the_page_says(gap_snippet(single))
