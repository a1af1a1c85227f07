"""The settings of augmentation refuse what Keras would, and count rightly."""

import pytest

from lib.errors import NumberError, ShapeError
from lib.operations.augmentation import Augmentation, distinct_so_far, presentations
from lib.operations.symbol_reading import kept_share, most_common_error
from lib.runs.recipe import Recipe


def test_the_defaults_are_those_of_training():
    settings, recipe = Augmentation(), Recipe()
    assert (settings.flip, settings.rotation, settings.zoom) == (
        recipe.flip, recipe.rotation, recipe.zoom,
    )  # fmt: skip


def test_a_layer_of_strength_zero_is_left_out():
    assert Augmentation("none", 0.0, 0.0).layers == ()
    assert Augmentation("none", 0.0, 0.1, 0.2).layers == ("zoom", "translation")
    assert not Augmentation("vertical", 0.0, 0.0, contrast=0.3).fills


def test_bounds_are_known_where_only_a_coin_is_tossed():
    assert Augmentation("none", 0.0, 0.0).bound == 1
    assert Augmentation("horizontal", 0.0, 0.0).bound == 2
    assert Augmentation("horizontal", 0.0, 0.0, brightness=0.1).bound is None


def test_what_keras_refuses_is_refused():
    with pytest.raises(ShapeError, match=r"shape\.augmentation"):
        Augmentation(fill_mode="mirror")
    for value in (-0.1, 0.6, float("nan")):
        with pytest.raises(NumberError):
            Augmentation(zoom=value)


def test_counts():
    assert distinct_so_far(["a", "a", "b", "a"]) == [1, 1, 2, 2]
    assert presentations(2936, 15) == 44_040
    assert kept_share(("6", "9", "6", "0"), "6") == 0.5
    assert most_common_error(("6", "9", "0", "9"), "6") == "9"
    assert most_common_error(("6",), "6") is None
