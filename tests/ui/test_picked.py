"""What a browser says was pressed is believed only where it makes sense."""

import pytest
import streamlit as st

from lib.ui.picked import picked_numbers


def read(monkeypatch, state, *limits):
    monkeypatch.setattr(st, "session_state", {"drawing": state})
    return picked_numbers("drawing", *limits)


@pytest.mark.parametrize(
    ("sent", "limits", "numbers"),
    [
        ("1", [(1, 16)], (1,)),
        ("16 from 3", [(1, 16)], (16,)),
        ("0,11", [(0, 11), (0, 11)], (0, 11)),
        ("12,5", [(1, 40), (1, 8)], (12, 5)),
    ],
)
def test_a_press_is_read_up_to_its_limits(monkeypatch, sent, limits, numbers):
    assert read(monkeypatch, {"picked": sent}, *limits) == numbers


@pytest.mark.parametrize(
    "sent",
    ["", "0", "17", "-1", "²", "٣", "1.5", "1,2", ",", "1,", "x", "9" * 5000, 3, None, ["3"], {}],
)
def test_anything_else_is_left_alone(monkeypatch, sent):
    assert read(monkeypatch, {"picked": sent}, (1, 16)) is None


@pytest.mark.parametrize("sent", ["1", "1,2,3", "12,1", "1,12", "1, 2", "²,1", "1;2"])
def test_a_pair_needs_two_numbers_within_their_limits(monkeypatch, sent):
    assert read(monkeypatch, {"picked": sent}, (0, 11), (0, 11)) is None


@pytest.mark.parametrize("state", [None, "3", [], {}, {"other": "3"}])
def test_a_drawing_that_was_never_pressed_says_nothing(monkeypatch, state):
    assert read(monkeypatch, state, (1, 16)) is None
