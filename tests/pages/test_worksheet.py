"""The page of worksheets: the student's side, and the teacher's with the key."""

import csv
import io
import re

import pytest
from page_opening import opened

from lib.operations.worksheet.names import sheet_name
from lib.operations.worksheet.sheet import TOPICS, Sheet
from lib.ui.worksheet.key_view import as_csv, table
from lib.words import LANGUAGES, load_words

SECRET = "maple-street-7b"
SHEET = Sheet(sheet_name(SECRET), tuple(TOPICS))


def written(app):
    return "\n".join(element.value for element in app.markdown)


def tasks_on(app):
    return [line.value for line in app.markdown if re.match(r"\*\*\d+\.\*\*", line.value)]


def in_address(app, name):
    value = app.query_params[name]
    return value if isinstance(value, str) else value[-1]


def test_a_teacher_without_a_link_gets_a_secret_that_stays():
    app = opened("worksheet", lang="en")
    key = in_address(app, "key")
    students, own = (code.value for code in app.code)
    assert sheet_name(key) in students and key not in students
    assert f"key={key}" in own
    app.run()
    assert in_address(app, "key") == key
    assert [code.value for code in app.code] == [students, own]
    assert in_address(opened("worksheet", lang="en"), "key") != key


def test_new_numbers_come_with_a_new_secret_and_stay():
    app = opened("worksheet", lang="en", key=SECRET)
    before = tasks_on(app)
    (button,) = [each for each in app.button if each.label == "New numbers"]
    button.click().run()
    after = tasks_on(app)
    assert after != before and in_address(app, "key") != SECRET
    app.query_params["key"] = SECRET  # an address that was overtaken
    app.run()
    assert tasks_on(app) == after


def test_what_a_teacher_shares_by_the_pages_own_button_is_the_students_sheet():
    app = opened("worksheet", lang="en", key=SECRET)
    app.button(key="share-open").click().run()
    shared = [code.value for code in app.code if "?lang=" in code.value]
    assert len(shared) == 1
    assert SECRET not in shared[0] and f"sheet={SHEET.name}" in shared[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_students_link_shows_the_tasks_and_no_answer(language):
    app = opened("worksheet", lang=language, sheet=SHEET.name, show="key")
    shown = written(app)
    say = load_words(language)
    for task in SHEET.tasks():
        assert say(f"worksheet.task.{task.kind}", **task.facts) in shown
        assert task.working not in shown
        assert say(f"worksheet.how.{task.kind}") not in str([c.value for c in app.caption])
    assert not app.code and "key" not in app.query_params
    assert len(app.text_input) == len(SHEET.tasks())


def test_answers_are_judged_one_by_one_and_counted():
    app = opened("worksheet", lang="en", sheet=SHEET.name)
    tasks = SHEET.tasks()
    for field, task in zip(app.text_input[:3], tasks, strict=False):
        field.set_value(task.written)
    app.text_input[3].set_value("12345")
    app.text_input[4].set_value("?")
    app.run()
    shown = written(app)
    assert f"3 of {len(tasks)} right" in shown
    assert shown.count("check_circle") == 3
    assert shown.count(":material/cancel:") + shown.count(":material/help:") == 2


def test_every_student_has_numbers_of_their_own_which_follow_the_name():
    def tasks_of(name):
        app = opened("worksheet", lang="en", sheet=SHEET.name, each="1", student=name)
        return tasks_on(app)

    assert tasks_of("Ann") == tasks_of(" ａｎｎ ") != tasks_of("Ben")
    app = opened("worksheet", lang="en", sheet=SHEET.name, each="1")
    assert len(app.info) == 1 and len(app.text_input) == 1
    app.text_input[0].set_value("Ann").run()
    assert in_address(app, "student") == "Ann"
    assert tasks_on(app) == tasks_of("Ann")


def test_the_key_shows_every_answer_with_its_calculation():
    app = opened("worksheet", lang="zh", key=SECRET, show="key")
    shown = written(app)
    for task in SHEET.tasks():
        assert task.working in shown and f"**{task.written}**" in shown
    assert SHEET.name in shown


def test_a_students_link_is_the_sheet_that_the_teacher_sees():
    app = opened("worksheet", lang="en", key=SECRET, topics="loss,shapes", count="9", each="1")
    link = app.code[0].value
    address = dict(part.split("=") for part in link.partition("?")[2].split("&"))
    assert address.pop("each") == "1" and address["sheet"] == SHEET.name
    student = opened("worksheet", **address, each="1", student="Ann")
    teacher = opened("worksheet", lang="en", key=SECRET, topics="loss,shapes", count="9", each="1",
                     student="Ann")  # fmt: skip
    assert len(tasks_on(student)) == 9
    assert tasks_on(teacher) == tasks_on(student)


def test_a_list_of_students_becomes_a_table_and_the_same_as_csv():
    app = opened("worksheet", lang="en", key=SECRET, show="table", each="1")
    app.text_area[0].set_value("Ann\n小林\n ann \n\n=cmd()").run()
    (shown,) = [line.value for line in app.markdown if line.value.startswith("| ")]
    lines = shown.splitlines()
    assert len(lines) == 2 + 4  # as typed: two ways to write a name are two rows, of equal numbers
    assert "student" not in app.query_params
    rows = table(SHEET, ["Ann", "小林", "=cmd()"], each=True, corner="Student")
    read = list(csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"))))
    assert read[1][1:] == [task.written for task in SHEET.tasks("ann")]
    assert read[2][0] == "小林" and read[3][0] == "'=cmd()"
    assert all(task.written in lines[2] for task in SHEET.tasks("ann"))


@pytest.mark.parametrize(
    "address",
    [
        {"sheet": "zz"},
        {"key": "!"},
        {"sheet": SHEET.name, "topics": "x,y", "count": "99", "each": "maybe"},
        {"sheet": SHEET.name, "each": "1", "student": "x" * 99},
        {"key": SECRET, "show": "all", "topics": "", "count": "nan"},
    ],
)
def test_nonsense_in_a_link_is_named_and_breaks_nothing(address):
    app = opened("worksheet", lang="en", **address)
    assert len(app.warning) == 1
    assert not app.error
