"""What the snippets of the page about augmentation print is what the page says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.operations.augmentation import Augmentation
from lib.snippets import augmentation


@pytest.mark.parametrize(
    "settings",
    [
        Augmentation(),
        Augmentation("none", 0.0, 0.0),
        Augmentation("vertical", 0.25, 0.0, 0.1, 0.1, 0.1, "constant", 9.0, "nearest"),
    ],
)
def test_layers_keep_what_the_pages_say_of_every_draw(settings):
    assert_prints_what_the_page_says(augmentation.draws_snippet(settings, seed=3, count=4))
    assert_prints_what_the_page_says(augmentation.epochs_snippet(settings, seed=3, epochs=3))


def test_half_a_turn_and_a_coin():
    assert_prints_what_the_page_says(augmentation.half_turn_snippet())
    assert_prints_what_the_page_says(augmentation.count_snippet(files=2936, epochs=15))
