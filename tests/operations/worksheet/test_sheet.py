"""Sheets: the same for everybody or another one a student, and answers that are judged."""

import pytest

from lib.errors import ConvScopeError
from lib.operations.worksheet.names import (
    LONGEST_NAME,
    checked_secret,
    checked_sheet,
    new_secret,
    same_name,
    sheet_name,
    tidy_name,
)
from lib.operations.worksheet.reading import judge, read_numbers
from lib.operations.worksheet.sheet import FEWEST, MOST, TOPICS, Sheet, planned
from lib.operations.worksheet.task import Task

SHEET = Sheet(sheet_name("maple-street-7b"), tuple(TOPICS), MOST)


def test_a_sheet_is_the_same_for_everybody_who_has_its_name():
    again = Sheet(sheet_name("maple-street-7b"), tuple(TOPICS), MOST)
    assert again.tasks() == SHEET.tasks()
    assert again.tasks("Ann") == SHEET.tasks(" ａｎｎ ")


def test_students_and_sheets_have_numbers_of_their_own():
    sheets = [SHEET.tasks(name) for name in ("", "ann", "ben", "小林", "小王")]
    sheets.append(Sheet(sheet_name("maple-street-7c"), tuple(TOPICS), MOST).tasks())
    for at, one in enumerate(sheets):
        for other in sheets[:at]:
            same = sum(a == b for a, b in zip(one, other, strict=True))
            assert same <= 2  # a draw may come twice, a sheet may not


def test_another_choice_of_topics_leaves_the_numbers_of_a_task():
    (alone,) = [t for t in Sheet(SHEET.name, ("shapes",), 1).tasks() if t.kind == "stages"]
    assert alone in SHEET.tasks()


@pytest.mark.parametrize("topic", TOPICS)
def test_twelve_tasks_of_one_topic_all_differ(topic):
    tasks = Sheet(SHEET.name, (topic,), MOST).tasks("Ann")
    assert len(tasks) == MOST
    assert all(tasks.count(task) == 1 for task in tasks)


def test_every_topic_has_its_turn_before_one_comes_twice():
    kinds = planned(TOPICS, len(TOPICS))
    assert {draws[0] for draws in TOPICS.values()} == set(kinds)
    short = planned(TOPICS, FEWEST)
    assert len(set(short)) == FEWEST
    assert TOPICS["shapes"][0] in short and TOPICS["convolution"][0] in short


def test_a_sheets_name_does_not_tell_the_secret_and_a_secret_is_never_given_twice():
    secret = new_secret()
    assert checked_secret(secret) == secret
    assert checked_sheet(sheet_name(secret)) == sheet_name(secret)
    assert sheet_name(secret) not in secret
    assert len({new_secret() for _ in range(100)}) == 100
    # The page of the answers asks for a secret: one that is a sheet's name is another sheet.
    assert sheet_name(sheet_name(secret)) != sheet_name(secret)


@pytest.mark.parametrize(
    "text", ["", "abc", "A" * 10, "a b c d", "x" * 65, "<script>", "ключ-ключ"]
)
def test_a_secret_that_is_none_is_refused(text):
    with pytest.raises(ConvScopeError, match=r"worksheet\.key"):
        checked_secret(text)


def test_a_sheet_that_is_none_is_refused():
    for text in ("", "123", "zzzzzzzzzz", "0123456789a"):
        with pytest.raises(ConvScopeError, match=r"worksheet\.sheet"):
            checked_sheet(text)


def test_names_that_look_alike_are_one_and_a_long_one_is_refused():
    assert same_name("  Ａｎｎ   B\u200bee ") == same_name("ann bee")
    assert tidy_name(" Ann\tBee\n") == "Ann Bee"
    assert same_name("ﬁ") == same_name("FI")
    with pytest.raises(ConvScopeError, match=r"worksheet\.student"):
        tidy_name("x" * (LONGEST_NAME + 1))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 2; 3 4", (1, 2, 3, 4)),
        ("[[1, 2], [3, 4]]", (1, 2, 3, 4)),
        ("8×8×16", (8, 8, 16)),
        ("（８，８，１６）", (8, 8, 16)),
        ("−3、9/4\n.5", (-3, 2.25, 0.5)),
        ("1e-4", (0.0001,)),
        ("", ()),
        ("four", None),
        ("1/0", None),
        ("3.5.1", None),
        ("12px", None),
        ("nan", None),
    ],
)
def test_numbers_are_read_however_they_are_written(text, numbers):
    assert read_numbers(text) == numbers


def test_an_answer_is_judged_by_its_numbers():
    whole = Task("conv", {}, (3965056,), "")
    assert [judge(whole, text).state for text in ("3965056", "3,965,056", "3 965 056")] == [
        "right",
        "right",
        "count",
    ]
    rounded = Task("loss", {}, (1.4076,), "", tolerance=0.0051, decimals=2)
    states = [judge(rounded, text).state for text in ("1.41", "1.4076", "1.4", "?", "")]
    assert states == ["right", "right", "wrong", "unreadable", "unreadable"]


def test_the_answer_as_the_key_writes_it_is_right():
    for student in ("", "ann", "ben"):
        for task in SHEET.tasks(student):
            assert judge(task, task.written).state == "right", task
