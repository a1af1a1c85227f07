"""The page about the loss: every view in every language, presets, questions."""

import pytest
from page_opening import opened

from lib.operations.loss import presets
from lib.ui.loss import VIEWS
from lib.ui.loss.controls import ChosenLogits
from lib.words import LANGUAGES, load_words

NAMES = ("daisy", "dandelion", "roses", "sunflowers", "tulips")
CHOSEN = ChosenLogits((-4.9, -10.1, 7.8, 2.4, 7.6), 2, NAMES)
OWN = {"tempered": (2.5,), "overflow": (120.0,)}  # the sliders' own defaults


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_with_its_text_filled_in(view, language):
    app = opened("loss", lang=language, view=view)
    assert not app.error
    assert not app.warning
    assert all("{{" not in element.value for element in app.markdown)


@pytest.mark.parametrize("view", VIEWS)
def test_the_answer_that_the_numbers_give_is_called_right_and_another_is_not(view):
    app = opened("loss", view=view)
    answer = VIEWS[view](CHOSEN, load_words("en"), *OWN.get(view, ())).answer
    verdicts = {}
    for option in VIEWS[view](CHOSEN, load_words("en"), *OWN.get(view, ())).options:
        question = next(group for group in app.get("button_group") if "predict" in group.key)
        question.set_value(option).run()
        assert not app.exception
        verdicts[option] = any("Right." in element.value for element in app.markdown)
    assert verdicts == {option: option == answer for option in verdicts}


def test_a_preset_sets_the_logits_and_a_slider_makes_them_ones_own():
    app = opened("loss")
    app.selectbox(key="loss/preset").set_value("daisy").run()
    daisy = next(preset for preset in presets() if preset.key == "daisy")
    assert [slider.value for slider in app.slider][:5] == list(daisy.logits)
    assert app.query_params["roses"] == f"{daisy.logits[2]:g}"
    app.slider[0].set_value(1.5).run()
    assert app.selectbox(key="loss/preset").value == "own"
    assert app.query_params["daisy"] == "1.5"
