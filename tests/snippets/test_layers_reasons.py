"""Keras prints what the views *why*, *evidence*, *excite* and *moved* say."""

import pytest
from asking_worker import answer_of
from PIL import Image
from snippet_running import assert_prints_what_the_page_says

from lib.layers.movement import Movement
from lib.models.inside import evidence, exciting, moving, network, reasons, sample
from lib.snippets.evidence import evidence_snippet
from lib.snippets.excitement import excitement_snippet
from lib.snippets.movement import movement_snippet
from lib.snippets.reasons import reasons_snippet


@pytest.mark.parametrize("fill", ["grey", "mean", "blur"])
def test_the_largest_number_of_each_reason(model, fill):
    spec = network.describe(model)
    slopes = reasons.slopes("roses", None, model, "conv2d_2", 2)
    covered = answer_of(reasons.covered, "roses", None, model, 3, fill)
    assert_prints_what_the_page_says(
        reasons_snippet(
            "shipped", spec, layer="conv2d_2", class_=2, slopes=slopes, covered=covered, fill=fill
        ),
        tolerance=2e-4,
    )


def test_the_sums_for_and_against_and_the_cells(model):
    found = evidence.argument("roses", None, model, 2, None)
    snippet = evidence_snippet("shipped", network.describe(model), 2, found)
    assert "all cells" in snippet.printed
    assert_prints_what_the_page_says(snippet, tolerance=1e-3)


def test_a_moved_picture(model):
    movement = Movement(right=-7, width=80, turn=30, fill="constant")
    found = moving.moved("roses", None, model, movement, ("conv2d", 1))
    snippet = movement_snippet("shipped", network.describe(model), movement, found)
    assert_prints_what_the_page_says(snippet, tolerance=2e-4)


def test_the_pictures_that_excite_a_unit(model, monkeypatch, tmp_path):
    monkeypatch.setattr(sample, "SAMPLE_SIZE", 4)
    sample.sample_of.cache_clear()
    exciting._steps.clear()
    found = answer_of(exciting.excited, "roses", None, model, "conv2d_1", ((3,), 2, False))
    for place, name in found.names.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        Image.fromarray(found.pictures[place]).save(file, format="PNG")
    spec = network.describe(model)
    snippet = excitement_snippet("shipped", spec, spec.layer("conv2d_1"), found.units[0], found)
    assert_prints_what_the_page_says(snippet, tolerance=1e-3)
    sample.sample_of.cache_clear()
    exciting._steps.clear()
