"""Every view of the pages that have several, in every language, at the ends of its controls."""

import pytest
from page_opening import in_turns, opened

from lib.ui import asking
from lib.words import load_words

EXTREMES = {
    "connectivity": {
        "connections": [{"m": "8", "n": "8", "k": "7"}, {"m": "16", "n": "1", "k": "1"}],
        "layer": [{"layer": "outputs", "side": "32"}, {"layer": "pool64", "side": "256"}],
        "measured": [{}],
        "reach": [{"blocks": "4", "kernel": "7"}, {"blocks": "1", "pooling": "0"}],
    },
    "head": {
        "index": [{"height": "4", "width": "4", "channels": "3"}, {"channels": "1"}],
        "real": [{"row": "11", "column": "11", "channel": "63"}, {"row": "-1", "picture": "x"}],
        "heads": [{"side": "32", "units": "16"}, {"side": "256", "units": "512", "classes": "20"}],
        "famous": [{"head": "flatten", "outputs": "2"}, {"head": "average"}],
    },
    "shapes": {
        "table": [{"side": "16", "classes": "100"}, {"side": "512", "channels": "1"}],
        "batch": [{"pictures": "1"}, {"pictures": "256", "side": "512"}],
        "where": [{"side": "16", "channels": "4"}],
    },
    "resize": {
        "picture": [
            {"way": "crop", "height": "8", "width": "256", "subject": "circle"},
            {"way": "pad", "height": "256", "width": "8", "antialias": "1"},
        ],
        "mix": [{"width": "256", "column": "255", "interpolation": "lanczos5"}, {"column": "-1"}],
        "interpolation": [{"side": "8", "subject": "grid"}, {"side": "256", "antialias": "1"}],
        "data": [{"height": "8", "width": "256"}],
        "model": [{"interpolation": "area", "subject": "text"}],
    },
    "augmentation": {
        "draws": [
            {"flip": "none", "rotation": "0", "zoom": "0"},
            {"translation": "0.5", "contrast": "0.5", "brightness": "0.5", "fill_mode": "wrap"},
        ],
        "epochs": [{"flip": "vertical", "rotation": "0", "zoom": "0.5"}],
        "inference": [{"rotation": "0.5", "fill_mode": "constant", "fill_value": "255"}],
        "label": [{"symbol": "up", "symbol_flip": "horizontal", "symbol_rotation": "0"}],
        "count": [{"files": "8", "epochs": "1", "flip": "none", "rotation": "0", "zoom": "0"}],
        "effect": [{}],
    },
}
CASES = [
    (page, view, address)
    for page, views in EXTREMES.items()
    for view, addresses in views.items()
    for address in addresses
]


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setattr(asking, "PATIENCE", 100.0)
    monkeypatch.setattr(asking, "_COLD_PATIENCE", 100.0)


@pytest.mark.parametrize(("page", "view", "address", "language"), in_turns(CASES))
def test_a_view_is_drawn_at_the_ends_of_its_controls(page, view, address, language):
    app = opened(page, view=view, lang=language, **address)
    assert not app.error
    assert load_words(language)("asked.waiting") not in [info.value for info in app.info]
    said = " ".join(warning.value for warning in app.warning)
    for value in address.values():
        assert (f"“{value}”" in said) == (value in ("-1", "x")), said
    written = " ".join(element.value for element in app.markdown)
    assert "{{" not in written and "### " in written
