"""Keras prints what the views *maps*, *lens*, *signs*, *filters* and *dead* say."""

from asking_worker import answer_of
from PIL import Image
from snippet_running import assert_prints_what_the_page_says

from lib.layers.filters import FilterRange
from lib.layers.passage import MapChoice
from lib.models.inside import filters, network, passing, sample, units, values
from lib.models.loaded import own_path, version_of
from lib.snippets import layers


def test_extremes_zeros_and_signs_of_all_layers(model):
    spec = network.describe(model)
    seen = passing.overview("roses", None, model, MapChoice("active", 0, 1, 8))
    assert_prints_what_the_page_says(layers.maps_snippet("shipped", spec, seen), tolerance=2e-3)
    assert_prints_what_the_page_says(layers.signs_snippet("shipped", spec, seen))


def test_a_cell_of_a_map_and_a_dense_unit(model):
    spec = network.describe(model)
    cell = units.map_unit("roses", None, model, "conv2d_1", ("whole", 3))
    assert_prints_what_the_page_says(
        layers.unit_snippet("shipped", spec, spec.layer("conv2d_1"), (10, 11, 3), cell),
        tolerance=2e-3,
    )
    dense = units.sum_unit("roses", None, model, "dense", 3)
    assert_prints_what_the_page_says(
        layers.sum_snippet("shipped", spec, spec.layer("dense"), 3, dense), tolerance=2e-3
    )


def test_a_slice_of_a_kernel(model):
    part = FilterRange(32, 32, 0, 32, "depthwise")
    layer = network.describe(model).layer("conv2d_2")
    found = filters.filters(model, layer.name, part)
    assert_prints_what_the_page_says(layers.filters_snippet("shipped", layer, found, part))


def test_the_dead_units_of_a_set(model, monkeypatch, tmp_path):
    monkeypatch.setattr(sample, "SAMPLE_SIZE", 5)
    sample.sample_of.cache_clear()
    values._steps.clear()
    spec = network.describe(model)
    found = answer_of(values.statistics, model, False)
    path, written = version_of(own_path(model))
    pictures, names, _ = sample.sample_of(path, spec.side, written, False)
    for name, pixels in zip(names, pictures, strict=True):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.fromarray(pixels).save(tmp_path / name, format="PNG")
    snippet = layers.dead_snippet("shipped", spec, spec.layer("dense"), found)
    assert "[" in snippet.printed
    assert_prints_what_the_page_says(snippet)
    sample.sample_of.cache_clear()
    values._steps.clear()
