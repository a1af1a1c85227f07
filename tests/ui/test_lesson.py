"""The lesson: every stop opens with its controls set, and leads back and on."""

import pytest
from page_opening import in_turns, opened

from lib.ui import overtaken
from lib.ui.lesson.stops import STOPS, place_of
from lib.ui.registry import PAGES
from lib.words import LANGUAGES, load_words


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def _links(app):
    return {link.proto.label.strip("*"): link.proto for link in app.get("page_link")}


@pytest.mark.parametrize(("name", "language"), in_turns([(stop.name,) for stop in STOPS]))
def test_a_stop_opens_with_its_controls_set_and_says_what_to_do(name, language):
    stop, say = STOPS[place_of(name)], load_words(language)
    app = opened(stop.page, lang=language, **stop.query)
    assert not [warning.value for warning in app.warning]
    for control, value in stop.address.items():
        assert str(app.session_state[f"{stop.page}/kept"][control]) == value
    written = " ".join(element.value for element in app.markdown)
    assert say(f"lesson.stop.{name}.do") in written
    links = _links(app)
    assert (say("lesson.back") in links) == (place_of(name) > 0)
    assert (say("lesson.next") in links) == (place_of(name) + 1 < len(STOPS))


def test_the_lesson_comes_by_every_page():
    on_the_way = {page.path for page in PAGES if not page.aside}
    assert on_the_way == {stop.page for stop in STOPS}


def test_the_stops_follow_the_order_of_the_pages():
    order = [page.path for page in PAGES]
    places = [order.index(stop.page) for stop in STOPS]
    assert places == sorted(places)


def test_on_another_page_the_bar_leads_back():
    app = opened("head", lang="en", lesson="windows")
    (label,) = [label for label in _links(app) if label.startswith("Back to the lesson")]
    assert "Padding: Counting windows" in label
    assert "lesson=windows" in _links(app)[label].query_string
    assert "stride=2" in _links(app)[label].query_string


def test_who_leaves_the_lesson_has_no_bar_and_a_clean_address():
    app = opened("padding", lang="en", lesson="windows")
    app.button(key="lesson-leave").click().run()
    assert "lesson" not in app.query_params
    assert load_words("en")("lesson.next") not in _links(app)


def test_an_address_that_was_overtaken_does_not_begin_the_lesson_again(monkeypatch):
    app = opened("padding", lang="en", lesson="windows")
    app.button(key="lesson-leave").click().run()
    app.query_params["lesson"] = "windows"  # as a control moved at the same moment brings it
    app.run()
    assert "lesson" not in app.query_params
    assert load_words("en")("lesson.next") not in _links(app)
    monkeypatch.setattr(overtaken, "_SECONDS", 0.0)  # later somebody means it
    app.query_params["lesson"] = "windows"
    app.run()
    assert load_words("en")("lesson.next") in " ".join(_links(app))


def test_another_stop_is_meant_also_right_after_leaving():
    app = opened("padding", lang="en", lesson="windows")
    app.button(key="lesson-leave").click().run()
    app.query_params["lesson"] = "cost"
    app.run()
    assert app.session_state["lesson stop"] == "cost"


def test_a_stop_that_does_not_exist_is_named():
    app = opened("padding", lang="en", lesson="nowhere")
    assert "nowhere" in app.warning[0].value


def test_the_overview_goes_on_where_the_address_says():
    app = opened("lesson", lang="en", lesson="table")
    (label,) = [label for label in _links(app) if "Go on at stop" in label]
    assert f"stop {place_of('table') + 1}" in label


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stop_says_its_name_twice(language):
    app = opened("lesson", lang=language)
    labels = [link.proto.label for link in app.get("page_link")]
    listed = [label.partition(". ")[2] for label in labels if label.partition(". ")[0].isdecimal()]
    assert len(listed) == len(STOPS)
    for label in listed:
        page, _, title = label.replace("：", ": ").partition(": ")
        assert page != title
