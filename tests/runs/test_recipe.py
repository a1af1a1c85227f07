"""A recipe is valid from the moment it exists, and survives a trip through JSON."""

import dataclasses
import json
import math

import pytest

from lib.errors import RecipeError
from lib.runs.recipe import CHOICES, LIMITS, NOTES, QUICK, Recipe

NUMBERS = sorted(LIMITS)


def refusal(**values):
    with pytest.raises(RecipeError) as caught:
        Recipe(**values)
    return caught.value


def test_the_notes_train_at_180_with_batches_of_32_and_seed_123():
    assert (NOTES.image_size, NOTES.batch_size, NOTES.seed) == (180, 32, 123)
    assert (NOTES.flip, NOTES.rotation, NOTES.zoom, NOTES.dropout) == ("horizontal", 0.1, 0.1, 0.2)


def test_the_quick_preset_is_the_default_and_differs_from_the_notes_in_size_only():
    assert Recipe() == QUICK
    small = {"image_size": QUICK.image_size, "picture_count": QUICK.picture_count}
    assert dataclasses.replace(NOTES, **small) == QUICK


@pytest.mark.parametrize("field", NUMBERS)
def test_both_ends_of_every_range_are_allowed(field):
    limit = LIMITS[field]
    for value in (limit.minimum, limit.maximum):
        assert getattr(Recipe(**{field: value}), field) == value


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("side", ["below", "above", "huge"])
def test_a_number_out_of_range_is_refused_with_the_range(field, side):
    limit = LIMITS[field]
    step = 1 if limit.whole else 1e-9
    value = {"below": limit.minimum - step, "above": limit.maximum + step, "huge": 10**400}[side]
    error = refusal(**{field: value})
    assert error.key == "recipe.out_of_range"
    assert error.facts == {
        "field": field,
        "value": value,
        "minimum": limit.minimum,
        "maximum": limit.maximum,
    }


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("value", [True, "32", None, [32]])
def test_what_is_no_number_is_refused_even_a_boolean(field, value):
    assert refusal(**{field: value}).key == "recipe.wrong_type"


@pytest.mark.parametrize("field", [name for name in NUMBERS if LIMITS[name].whole])
def test_a_count_must_be_whole(field):
    assert refusal(**{field: 32.0}).key == "recipe.wrong_type"


@pytest.mark.parametrize("field", [name for name in NUMBERS if not LIMITS[name].whole])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_not_a_number_and_infinity_are_refused(field, value):
    assert refusal(**{field: value}).key == "recipe.not_finite"


def test_a_flip_that_does_not_exist_is_refused_with_the_choice():
    error = refusal(flip="sideways")
    assert (error.key, error.facts["allowed"]) == ("recipe.not_allowed", CHOICES["flip"])


@pytest.mark.parametrize(
    "name", ["", "..", "../garden", "a/b", "a\\b", ".hidden", "x" * 256, "a\0", "a\n", "\udcff"]
)
def test_a_path_is_no_name_of_a_data_set(name):
    assert refusal(data=name).key == "recipe.folder_name"


@pytest.mark.parametrize("name", ["我的花 2", "Tom & Jerry's (2)", "#1 <b>", "x" * 255])
def test_a_data_set_may_be_called_anything_else(name):
    assert Recipe(data=name).data == name


def test_zero_and_zero_point_zero_are_the_same_strength():
    assert Recipe(zoom=0) == Recipe(zoom=0.0)
    assert Recipe(zoom=0).to_json() == Recipe(zoom=0.0).to_json()


def test_json_gives_back_the_same_recipe():
    recipe = Recipe(data="我的花", epochs=3, learning_rate=0.01, flip="none", seed=0)
    assert Recipe.from_json(recipe.to_json()) == recipe


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", "[" * 100_000], ids=lambda text: repr(text)[:9]
)
def test_what_is_no_json_object_is_refused(text):
    with pytest.raises(RecipeError) as caught:
        Recipe.from_json(text)
    assert caught.value.key == "recipe.not_json"


def test_unknown_and_missing_fields_are_named():
    values = json.loads(QUICK.to_json())
    del values["seed"]
    values["sede"] = 1
    with pytest.raises(RecipeError) as caught:
        Recipe.from_json(json.dumps(values))
    assert caught.value.facts == {"unknown": ["sede"], "missing": ["seed"]}


def test_not_a_number_in_json_is_refused():
    text = QUICK.to_json().replace('"dropout": 0.2', '"dropout": NaN')
    with pytest.raises(RecipeError) as caught:
        Recipe.from_json(text)
    assert caught.value.key == "recipe.not_finite"


OWN = "conv-8-3-same_batchnorm_globalaverage_outputs"


def test_a_network_of_ones_own_is_kept_in_its_canonical_form():
    assert Recipe(network=OWN).network == OWN
    assert Recipe.from_json(Recipe(network=OWN).to_json()) == Recipe(network=OWN)
    assert Recipe(network=f"rescaling-255_{OWN}").network == f"rescaling_{OWN}"
    assert (Recipe(network=OWN).edited, Recipe().edited) == (True, False)


@pytest.mark.parametrize("later", [["network"], ["resizing", "order"], ["augmenting"],
                                   ["network", "resizing", "order"]])  # fmt: skip
def test_a_recipe_written_before_a_field_was_there_has_what_was_trained_then(later):
    values = json.loads(QUICK.to_json())
    for field in later:
        del values[field]
    assert Recipe.from_json(json.dumps(values)) == QUICK


@pytest.mark.parametrize("field", ["resizing", "order", "augmenting"])
def test_a_way_that_does_not_exist_is_refused_with_the_choice(field):
    error = refusal(**{field: "sideways"})
    assert (error.key, error.facts["allowed"]) == ("recipe.not_allowed", CHOICES[field])
    for allowed in CHOICES[field]:
        assert Recipe.from_json(Recipe(**{field: allowed}).to_json()) == Recipe(**{field: allowed})


@pytest.mark.parametrize(
    ("network", "reason"),
    [
        ("conv-8-3_outputs", "network.does_not_fit"),
        ("maxpool-99_flatten_outputs", "network.does_not_fit"),
        ("flatten_dense-5", "train.no_outputs"),
        ("flatten_outputs-softmax", "train.outputs_activated"),
        ("flatten_outputs_softmax", "train.no_outputs"),
        ("flatten_dense-16384_outputs", "train.too_large"),
        ("conv-512-9-same_globalaverage_outputs", "train.too_large"),
        ("conv-4096-1_globalaverage_outputs", "train.too_large"),
        ("flatten_lstm", "network.layer"),
        ("", "network.layer"),
    ],
)
def test_a_network_that_cannot_be_trained_is_refused_with_the_reason(network, reason):
    error = refusal(network=network)
    assert (error.key, error.facts["reason"].key) == ("recipe.network", reason)


def test_a_network_that_is_no_text_is_refused():
    assert refusal(network=None).key == "recipe.wrong_type"


def test_the_largest_network_of_the_notes_would_be_taken_as_an_edited_one():
    text = (
        "conv-16-3-same-relu_maxpool-2_conv-32-3-same-relu_maxpool-2_conv-64-3-same-relu_maxpool-2"
    )
    text += "_flatten_dense-128-relu_outputs"
    assert Recipe(network=text, image_size=256, batch_size=256).edited
