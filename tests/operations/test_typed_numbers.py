"""Numbers are read as people write them, commas as what they stand for."""

import pytest

from lib.operations.typed_numbers import read_number, read_numbers
from lib.operations.worksheet.reading import judge
from lib.operations.worksheet.task import Task


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0,705", 0.705),
        ("0，705", 0.705),
        ("０．７０５", 0.705),
        ("0。71", 0.71),
        ("00,705", 0.705),
        ("-0,705", -0.705),
        ("−12,5", -12.5),
        ("1,2345", 1.2345),
        ("1,23", 1.23),
        (",5", 0.5),
        ("1234,567", 1234.567),
        ("1,5e-3", 0.0015),
        ("1,5/3", 0.5),
        ("1,234", 1234),
        ("1，234", 1234),
        ("-1,234", -1234),
        ("3,965,056", 3965056),
        ("1,234.5", 1234.5),
        ("1,23,456", None),
        ("1,5.2", None),
        ("1,2,3", None),
        ("1 2", None),
        ("four", None),
        ("", None),
        (",", None),
    ],
)
def test_a_comma_is_decimal_unless_it_keeps_thousands_apart(text, number):
    assert read_number(text) == number


def test_between_several_numbers_commas_keep_them_apart():
    assert read_numbers("8,8,16") == (8, 8, 16)
    assert read_numbers("0,705") == (0, 705)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("5,25 6,5; 8 9", "right"),
        ("5，25 6，5 8 9", "right"),
        ("5.25, 6.5, 8, 9", "right"),
        ("5,25,6,5,8,9", "count"),
        ("5,26 6,5; 8 9", "wrong"),
    ],
)
def test_decimal_commas_among_several_numbers_are_read_where_the_count_says_so(text, state):
    assert judge(Task("average", {}, (5.25, 6.5, 8.0, 9.0), "", columns=2), text).state == state


def test_a_task_with_one_answer_takes_a_decimal_comma():
    task = Task("softmax", {}, (0.705,), "", tolerance=0.0051, decimals=2)
    assert [judge(task, text).state for text in ("0,71", "0，70", "0,705", "705")] == [
        "right",
        "right",
        "right",
        "wrong",
    ]
