"""A host offers the languages it wants to."""

import pytest
from page_opening import opened

from lib.words import load_page_text


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def _picker(app):
    return [one for one in app.button_group if one.key == "language_picker"]


def test_where_only_one_is_offered_all_links_open_in_it_and_there_is_nothing_to_pick(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_LANGUAGES", "zh")
    for address in ({"lang": "en"}, {}):
        app = opened("padding", **address)
        assert f"## {load_page_text('zh', 'padding').title}" in [one.value for one in app.markdown]
        assert _picker(app) == []


def test_whoever_says_nothing_gets_the_first(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_LANGUAGES", "zh,en")
    app = opened("padding")
    assert f"## {load_page_text('zh', 'padding').title}" in [one.value for one in app.markdown]
    (picker,) = _picker(app)
    assert list(picker.options) == ["简体中文", "English"]
