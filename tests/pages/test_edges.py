"""The page about edges without a browser: every view, every control at its ends, any address."""

import re

import numpy as np
import page_opening
import pytest

from lib.cnn.kernels import PRESETS
from lib.datasets.garden import SPECIMENS
from lib.datasets.pictures import specimen
from lib.images.framing import fill_frame, luminance
from lib.images.samples import sample_picture
from lib.lens.operations import WeightedSum
from lib.lens.state import kernel_name
from lib.operations.kernel_text import read_kernel
from lib.words import LANGUAGES, load_words

VIEWS = ("kernel", "cost", "flip", "gradient", "learned", "descent")


def opened(**address):
    app = page_opening.opened("edges", **address)
    assert not app.error, [found.value for found in app.error]
    return app


def address(app, name):
    """A parameter as text; AppTest keeps what the page wrote as a list."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def metrics(app):
    return [metric.value for metric in app.metric]


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_in_every_language(view, language):
    app = opened(view=view, lang=language)
    written = " ".join(element.value for element in app.markdown)
    assert "{{" not in written and not app.warning


def test_the_first_view_shows_the_numbers_of_the_notes():
    assert metrics(opened()) == ["267,960", "57,075,480"]


@pytest.mark.parametrize("view", ("kernel", "cost"))
def test_thousands_in_a_formula_have_no_gap(view):
    written = " ".join(element.value for element in opened(view=view).markdown)
    formulas = re.findall(r"\$\$(.+?)\$\$", written, re.DOTALL)
    assert any("267{,}960" in formula for formula in formulas)
    assert not [formula for formula in formulas if re.search(r"\d,\d{3}", formula)]


def test_the_costs_are_there_before_anything_is_measured():
    app = opened(view="cost")
    said = load_words("en")
    assert any(said("edges.measuring") in caption.value for caption in app.caption)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_opens_by_its_name(name):
    app = opened(kernel=name)
    rows, columns = read_kernel(name).cells.shape
    outputs = (280 - rows + 1) * (320 - columns + 1)
    assert metrics(app)[0] == f"{outputs * (2 * rows * columns - 1):,}"


_NONSENSE = ["1,,2", "x", "inf,1", "1;2,3", "", "1e9", ";".join(["1"] * 9), "💥", "1/0", "<b>"]


# All of it on one view, and some on the others: what is read is the same everywhere.
@pytest.mark.parametrize(
    ("kernel", "view"),
    [*((kernel, "kernel") for kernel in _NONSENSE), ("x", "cost"), ("<b>", "flip")],
)
def test_nonsense_for_the_kernel_is_named_and_the_last_good_view_stays(kernel, view):
    app = opened(view=view, kernel="2,-1/3;0,4")
    before = metrics(app)
    app.query_params["kernel"] = kernel
    app.run()
    assert not app.exception and not app.error
    assert [warning.icon for warning in app.warning] == [":material/link_off:"]
    assert metrics(app) == before
    # The address is mended, too, so that a copied link is a good one.
    assert address(app, "kernel") == "2,-1/3;0,4"


@pytest.mark.parametrize(
    "address",
    [
        {"stride": "8", "border": "wrap", "bias": "-255", "kernel": ",".join(["1000000"] * 7)},
        {"stride": "3", "border": "reflect", "kernel": "gabor", "orientation": "180", "size": "1"},
        {"view": "cost", "height": "8", "width": "8", "kernel": "box", "size": "7", "stride": "8"},
        {"view": "cost", "height": "640", "width": "640", "kernel": "box", "size": "7"},
        {"view": "flip", "kernel": "0,0;0,0"},
        {"view": "gradient", "pair": "roberts", "threshold": "100"},
        {"view": "gradient", "pair": "difference", "threshold": "0"},
        {"view": "learned", "filter": "16"},
        {"view": "descent", "target": "difference_y", "rate": "1.9", "step": "60", "plain": "1"},
        {"view": "descent", "target": "box", "mine_3x3": "1/9,1/9,1/9;1/9,1/9,1/9;1/9,1/9,1/9"},
    ],
)
def test_controls_at_their_ends_break_nothing(address):
    assert not opened(**address).warning


def test_a_try_of_the_wrong_size_is_named():
    app = opened(view="descent", mine_3x3="1,2")
    assert len(app.warning) == 1 and "3×3" in app.warning[0].value


def test_normalising_is_possible_or_says_why_not():
    app = opened(kernel="1,2,1")
    app.button(key="edges.change.sum").click().run()
    assert address(app, "kernel") == "0.25,0.5,0.25" and not app.error
    app = opened(kernel="-1,1")
    app.button(key="edges.change.sum").click().run()
    assert len(app.error) == 1 and address(app, "kernel") == "-1,1"
    app.button(key="edges.change.absolute").click().run()
    assert address(app, "kernel") == "-0.5,0.5" and not app.error


def test_the_size_of_a_kernel_changes_around_its_centre():
    app = opened(kernel="-1,1")
    app.number_input(key="edges.rows").set_value(3).run()
    assert address(app, "kernel") == "0,0;-1,1;0,0"
    app.number_input(key="edges.columns").set_value(4).run()
    assert address(app, "kernel") == "0,0,0,0;0,-1,1,0;0,0,0,0"


def said_of(name):
    """What the caption says of a picture that ships: it counts the pixels below zero."""
    pixels = specimen(name) if name in SPECIMENS else sample_picture(name).pixels
    values = luminance(fill_frame(pixels, 280, 320)).astype(np.float64)
    negative = float((np.diff(values, axis=1) < 0).mean())
    return load_words("en")("edges.caption", height=280, width=319, negative=f"{negative:.0%}")


def test_every_sample_is_brought_to_the_size_of_the_notes_and_shown():
    pictures = ("writing", "rocket", "tulips")
    assert len({said_of(picture) for picture in pictures}) == 3
    for picture in pictures:
        app = opened(picture=picture)
        assert metrics(app) == ["267,960", "57,075,480"]
        assert any(caption.value.startswith(said_of(picture)) for caption in app.caption)


def test_while_no_picture_was_given_the_photograph_stays():
    app = opened(source="upload")
    assert any(caption.value.startswith(said_of("cat")) for caption in app.caption)
    assert load_words("en")("picture.waiting") in [caption.value for caption in app.caption]


def test_edits_of_the_lens_are_known_by_the_kernel_that_was_edited():
    assert kernel_name(WeightedSum(read_kernel("-1,1").cells)) == kernel_name(
        WeightedSum(read_kernel("difference_x").cells)
    )
