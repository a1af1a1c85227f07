"""Every view of the pages about padding and pooling, without a browser."""

import re

import pytest
from page_opening import opened

from lib.words import LANGUAGES, load_words

VIEWS = [
    ("padding", "rule"),
    ("padding", "compare"),
    ("padding", "border"),
    ("pooling", "window"),
    ("pooling", "gradient"),
    ("pooling", "shift"),
    ("pooling", "flip"),
    ("pooling", "corner"),
]


NAMES = (
    "padding",
    "rows",
    "window",
    "stride",
    "layers",
    "size",
    "input",
    "reduction",
    "tolerance",
    "move",
    "gap",
)


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "view"), VIEWS)
def test_a_view_opens_from_its_address(path, view, language):
    app = opened(path, lang=language, view=view)
    chosen = next(control for control in app.button_group if control.key == f"{path}.view")
    assert chosen.value == view
    assert not app.error and not app.warning


_REDUCTIONS = ["average", "l2", "gaussian", "min"]


# Every pair of neighbours in a round: each reduction in two views, each view with two of them.
@pytest.mark.parametrize(
    ("view", "reduction"),
    [
        (view, _REDUCTIONS[(place + turn) % 4])
        for place, view in enumerate(["window", "gradient", "shift", "flip"])
        for turn in (0, 1)
    ],
)
def test_every_reduction_has_every_view(view, reduction):
    app = opened("pooling", view=view, reduction=reduction, stride="1", window="3")
    assert not app.error and not app.warning


_BORDERS = ["zero", "reflect", "edge", "wrap"]


@pytest.mark.parametrize(
    ("padding", "border"),
    [
        (padding, _BORDERS[(place + turn) % 4])
        for place, padding in enumerate(["same", "valid", "symmetric", "explicit"])
        for turn in (0, 1)
    ],
)
def test_every_padding_goes_with_every_border(padding, border):
    address = {"rows": "12", "columns": "9", "window": "4", "dilation": "2", "stride": "3"}
    app = opened("padding", padding=padding, border=border, apart="1", **address)
    assert not app.error and not app.warning


def test_a_window_that_does_not_fit_is_explained_and_the_figure_stays():
    app = opened("padding", padding="valid", rows="6", columns="6", window="3", stride="1")
    slider = next(control for control in app.slider if control.key == "padding.window")
    slider.set_value(7).run()
    words = load_words("en")
    assert "reaches over 7 cells" in app.error[0].value
    said = [caption.value for caption in app.caption]
    assert any(words("padding.summary", top=0, bottom=0, left=0, right=0, added=0, unseen=0,
                     output="4×4") in text for text in said)  # fmt: skip


def test_a_pooling_window_that_does_not_fit_is_explained():
    app = opened("pooling", padding="valid", window="5")
    assert "reaches over 5 cells" in app.error[0].value
    assert any("3×3 in, 2×2 out" in caption.value for caption in app.caption)


@pytest.mark.parametrize(("path", "view"), VIEWS)
def test_nonsense_in_the_address_is_named_and_survived(path, view):
    app = opened(path, view=view, **dict.fromkeys(NAMES, "💥,-1"))
    assert not app.error
    kinds = ("slider", "select_slider", "number_input", "selectbox", "button_group", "toggle")
    drawn = {control.key for kind in kinds for control in app.get(kind)}
    wrong = {name for name in NAMES if f"{path}.{name}" in drawn}
    said = set(re.findall(r"(\w+) = “💥,-1”", app.warning[0].value))
    assert wrong and said == wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_that_differ_only_in_the_number_of_windows_are_not_said_to_agree(language):
    """A window of two cells, stride 1: both begin at the first cell, and ``same`` has one more."""
    address = {"rows": "6", "columns": "6", "window": "2", "stride": "1"}
    app = opened("padding", lang=language, view="compare", **address)
    (picks,) = [group for group in app.get("button_group") if ".predict.same_cells." in group.key]
    picks.set_value(False).run()
    written = " ".join(element.value for element in app.markdown)
    assert "6×6" in written and "5×5" in written
    (box,) = [box for box in app.text_input if ".check.compare_agree." in box.key]
    assert not any(word in box.label for word in ("agree here", "规则一致"))
