"""What a page ends with, as a visitor meets it."""

import pytest
from page_opening import opened

from lib.cnn.windows import axis_rule


def _padding(**address):
    app = opened("padding", lang="en", **address)
    (box,) = [box for box in app.text_input if "padding.check." in box.key]
    return app, box


def _windows_on_border(rule):
    """Counted from the cells themselves."""
    count = 0
    for window in range(rule.output_size):
        start = window * rule.stride - rule.before
        cells = [start + tap * rule.dilation for tap in range(rule.window)]
        count += any(not 0 <= cell < rule.input_size for cell in cells)
    return count


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_the_answer_is_computed_for_the_numbers_on_the_screen(stride):
    app, box = _padding(columns="9", stride=str(stride), window="5")
    right = _windows_on_border(axis_rule(9, 5, stride=stride, padding="same"))
    box.set_value(str(right)).run()
    said = " ".join(element.value for element in app.markdown)
    assert "Right." in said
    assert "Not yet" not in said


def test_a_wrong_answer_may_be_tried_again_or_given_up():
    app, box = _padding()
    box.set_value("99").run()
    assert any("Not yet" in element.value for element in app.markdown)
    (give_up,) = [button for button in app.button if button.key.endswith(".show")]
    give_up.click().run()
    assert any("It is " in element.value for element in app.markdown)


def test_other_numbers_make_another_check():
    app, box = _padding()
    box.set_value("99").run()
    app.slider(key="padding.stride").set_value(3).run()
    assert not any("Not yet" in element.value for element in app.markdown)


def test_a_fraction_is_no_right_answer_to_a_question_for_a_whole_number():
    app, box = _padding(columns="9", stride="2", window="5")
    right = _windows_on_border(axis_rule(9, 5, stride=2, padding="same"))
    box.set_value(str(right + 0.5)).run()
    assert any("Not yet" in element.value for element in app.markdown)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}.0", "{},0", "{}，0", "{}．0", "0{}"])
def test_a_number_is_read_as_people_write_it(typed):
    app, box = _padding(columns="9", stride="2", window="5")
    right = _windows_on_border(axis_rule(9, 5, stride=2, padding="same"))
    box.set_value(typed.format(right)).run()
    assert any("Right." in element.value for element in app.markdown)


@pytest.mark.parametrize("typed", ["{},5", "{}，5", "0,{}", "{0} {0}"])
def test_a_decimal_comma_makes_no_whole_number(typed):
    app, box = _padding(columns="9", stride="2", window="5")
    right = _windows_on_border(axis_rule(9, 5, stride=2, padding="same"))
    box.set_value(typed.format(right)).run()
    assert not any("Right." in element.value for element in app.markdown)


def test_what_is_no_number_is_called_so_and_not_wrong():
    app, box = _padding()
    box.set_value("four").run()
    said = " ".join(element.value for element in app.markdown)
    assert "cannot be read as a number" in said and "Not yet" not in said
    assert not [button for button in app.button if (button.key or "").endswith(".show")]
