"""Answers in the address, and what tells which one is right."""

import numpy as np
import pytest

from lib.errors import ConvScopeError
from lib.operations import questions
from lib.operations.courses import Course, Repeats
from lib.operations.dropout import draw
from lib.operations.questions import NUMBERS, OPTIONS, Answers
from lib.operations.resize import fit


@pytest.mark.parametrize("number", NUMBERS)
def test_what_was_picked_comes_back_from_the_address(number):
    for code in OPTIONS[number]:
        written = Answers().picked(number, code).text
        read = Answers.read(written)
        assert read.of(number) == code
        assert [other for other in NUMBERS if not read.is_open(other)] == [number]


@pytest.mark.parametrize("text", ["", "9---------", "-----------", "x---------", "٣---------"])
def test_an_answer_that_there_is_not_is_refused(text):
    with pytest.raises(ConvScopeError) as refused:
        Answers.read(text)
    assert refused.value.facts["field"] == "answers"


def test_a_square_picture_is_not_distorted():
    assert questions.distortion(fit("squash", (90, 90), (180, 180))) == "untouched"


def test_two_factors_are_the_same_only_if_all_bits_are():
    assert questions.factor_of(1 / 255, np.nextafter(1 / 255, 1)) == "nearly"


def course(training, validation):
    loss = np.ones(3)
    return Course(
        1,
        {"accuracy": np.full(3, training), "loss": loss},
        {"accuracy": np.full(3, validation), "loss": loss},
    )


@pytest.mark.parametrize(
    ("gaps", "told"), [((0.1, 0.11), "smaller"), ((0.29, 0.31), "same"), ((0.5, 0.52), "larger")]
)
def test_a_gap_has_changed_only_if_the_seeds_do_not_explain_it(gaps, told):
    def runs(gaps):
        return Repeats(tuple(course(0.5 + gap, 0.5) for gap in gaps))

    assert questions.gap_change(runs((0.28, 0.32)), runs(gaps)) == told


def test_a_mask_that_only_sets_zeros_is_told_from_one_that_enlarges():
    assert questions.way_of_dropping(draw("daisy", 0.2, seed=1, training=True)) == "scaled"
    assert questions.way_of_dropping(draw("daisy", 0.2, seed=1, training=False)) == "zeros"
