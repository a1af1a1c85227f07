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


def test_the_right_settings_are_called_equal_only_where_they_are():
    say = load_words("en")
    assert "both give 0.601" in str(VIEWS["settings"](CHOSEN, say).facts["agree"])
    sure = ChosenLogits((12.0, -12.0, -12.0, 3.0, 4.0), 1, NAMES)
    facts = VIEWS["settings"](sure, say).facts
    assert facts["agree"].startswith("They give 24.00 and 16.12")
    assert facts["p_given"] == r"1.0\times 10^{-7}"


def test_logits_of_0_and_1_count_among_those_cut_off():
    view = VIEWS["settings"](ChosenLogits((0.0, 1.0, 0.5, 2.0, -1.0), 0, NAMES), load_words("en"))
    assert view.facts["outside"] == view.worked.facts["low"] + view.worked.facts["high"] == 4


def test_equal_logits_share_what_a_low_temperature_leaves():
    say = load_words("en")
    equal = VIEWS["tempered"](ChosenLogits((0.0,) * 5, 0, NAMES), say, 0.1).facts["low"]
    assert "the 5 classes" in equal and "tulips" in equal
    assert VIEWS["tempered"](CHOSEN, say, 0.1).facts["low"].endswith("to roses.")
