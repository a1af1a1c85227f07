"""The drawings of the loss hold the numbers that were computed, in both forms."""

import re
from xml.etree import ElementTree

import pytest

from lib.figures.loss.overflow import overflow_drawing
from lib.figures.readable import readable
from lib.operations.loss import loss_steps
from lib.operations.loss_mistakes import overflow
from lib.ui.loss import VIEWS
from lib.ui.loss.controls import ChosenLogits
from lib.words import LANGUAGES, load_words

NAMES = ("daisy", "dandelion", "roses", "sunflowers", "tulips")
CHOSEN = ChosenLogits((-4.9, -10.1, 7.8, 2.4, 7.6), 2, NAMES)
OWN = {"tempered": (2.5,), "overflow": (120.0,)}


def forms(name, chosen=CHOSEN, language="en"):
    view = VIEWS[name](chosen, load_words(language), *OWN.get(name, ()))
    return [ElementTree.fromstring(form) for form in (view.drawing.wide, view.drawing.narrow)]


def parts(root):
    return {node.get("data-part"): node for node in root.iter() if node.get("data-part")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_both_forms_have_the_same_parts_each_with_a_sentence(name, language):
    wide, narrow = (parts(root) for root in forms(name, language=language))
    assert set(wide) == set(narrow)
    for part in [*wide.values(), *narrow.values()]:
        assert part.get("data-say")
        assert "{{" not in part.get("data-say")


@pytest.mark.parametrize("name", VIEWS)
def test_what_a_part_lights_up_is_there(name):
    for root in forms(name):
        named = parts(root)
        for part in named.values():
            assert set((part.get("data-links") or "").split()) <= set(named)


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(
    "logits",
    [(0.0,) * 5, (12.0, -12.0, -12.0, -12.0, -12.0), (-12.0,) * 5, (12.0, 12.0, -12.0, 0.1, 0.0)],
)
def test_nothing_lies_outside_its_drawing_whatever_the_logits(name, logits):
    for root in forms(name, ChosenLogits(logits, 0, NAMES)):
        width, height = (float(side) for side in root.get("viewBox").split()[2:])
        for node in root.iter("{http://www.w3.org/2000/svg}rect"):
            x, y, w = (float(node.get(key)) for key in ("x", "y", "width"))
            assert x >= -0.01
            assert x + w <= width + 0.01
            assert -0.01 <= y <= height
            assert w >= 0


def test_a_bars_length_is_its_probability_and_its_number_is_written():
    steps = loss_steps(CHOSEN.logits, 2)
    wide, _ = forms("flow")
    bars = parts(wide)
    widths = []
    for row, p in enumerate(steps.probabilities):
        part = bars[f"p.{row}"]
        assert part.find("{*}text").text == readable(p)
        widths.append(float(next(n for n in part if "bar" in n.get("class")).get("width")))
    for width, p in zip(widths, steps.probabilities, strict=True):
        assert width / sum(widths) == pytest.approx(p, abs=1e-3)
    assert readable(steps.loss) in bars["surprise.foot"].find("{*}text").text


def test_what_overflowed_is_drawn_as_an_empty_box_and_called_by_its_name():
    found = overflow(CHOSEN.logits, 2, 120.0)
    drawn = overflow_drawing(found, CHOSEN.rows("true"), load_words("en"))
    for form in (drawn.wide, drawn.narrow):
        broken = re.findall(r'class="bar none"', form)
        assert len(broken) == 4  # two infinite exponentials, two shares that are no numbers
        named = parts(ElementTree.fromstring(form))
        assert named["naive-e.2"].find("{*}text").text == "∞"
        assert named["naive-p.2"].find("{*}text").text == "nan"
        assert "loss nan" in named["naive-p.foot"].find("{*}text").text
