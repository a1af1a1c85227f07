"""Forms offer what the host allows, and no more."""

import pytest
from page_opening import in_turns, opened

from lib.words import load_words


@pytest.fixture(autouse=True)
def host(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setenv("CONVSCOPE_EPOCH_LIMIT", "4")
    monkeypatch.setenv("CONVSCOPE_SIZE_LIMIT", "64")
    monkeypatch.setenv("CONVSCOPE_PICTURE_LIMIT", "200")


def _slider(app, label):
    return next(one for one in app.slider if one.label == label)


@pytest.mark.parametrize(("preset", "language"), in_turns([("quick",), ("bare",), ("notes",)]))
def test_a_preset_is_made_to_fit(preset, language):
    say = load_words(language)
    app = opened("train", lang=language)
    app.button(key=f"preset-{preset}").click().run()
    assert not app.exception and not app.error
    epochs, pictures = (_slider(app, say(f"field.{f}")) for f in ("epochs", "picture_count"))
    assert (epochs.value, epochs.max) == (4, 4)
    assert pictures.max == 200 and pictures.value <= 200
    assert app.query_params.get("image_size", ["64"]) == ["64"]


def test_an_address_that_wants_more_is_told_what_is_allowed():
    app = opened("train", lang="en", epochs="50", image_size="180")
    (said,) = [one.value for one in app.warning]
    assert "epochs" in said and "image_size" in said and "4" in said


@pytest.mark.parametrize("varied", ["epochs", "image_size", "picture_count"])
def test_compared_recipes_begin_within_the_limits(varied):
    app = opened("compare", lang="en", view="live", vary=varied, count="4")
    assert not app.exception and not app.error
