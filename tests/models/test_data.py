"""Data of a recipe is found, or made, whoever else makes the same at the same moment."""

import json

import pytest

from lib.datasets.garden import planting
from lib.models.data import find_data
from lib.runs.recipe import Recipe

GARDEN_OF_TEN = Recipe(picture_count=10)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    return tmp_path


def quietly(phase, done, total):
    pass


def test_two_who_draw_the_same_garden_at_once_both_get_the_one_that_was_there_first(home):
    firsts = []

    def overtaken(phase, done, total):
        if phase == "drawing" and not firsts:
            found = find_data(GARDEN_OF_TEN, quietly).folder
            firsts.append((found, found.stat().st_ino))

    folder = find_data(GARDEN_OF_TEN, overtaken).folder
    assert firsts == [(folder, folder.stat().st_ino)]
    assert len(list(folder.rglob("*.jpg"))) == 10
    assert [path.name for path in (home / "gardens").iterdir()] == ["10"]


def test_a_garden_of_an_older_drawing_is_drawn_anew(home):
    folder = find_data(GARDEN_OF_TEN, quietly).folder
    label = folder / planting.LABEL
    facts = json.loads(label.read_text())
    label.write_text(json.dumps(facts | {"format_version": facts["format_version"] - 1}))
    phases = set()
    assert find_data(GARDEN_OF_TEN, lambda phase, *_: phases.add(phase)).folder == folder
    assert "drawing" in phases
    assert json.loads(label.read_text()) == facts
