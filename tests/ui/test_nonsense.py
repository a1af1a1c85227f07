"""Nonsense in the address that is no control's is said as that of controls is."""

import pytest
from page_opening import in_turns, opened

from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.ui.lesson.stops import STOPS
from lib.ui.registry import PAGES
from lib.words import LANGUAGES, load_page_text, load_words


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setattr(engine, "warm_up", lambda: None)  # nobody is asked anything here


def _warned(app):
    return [warning.value for warning in app.warning]


def _said(language, key, **facts):
    return load_words(language).error(ConvScopeError(key, **facts))


@pytest.mark.parametrize("asked", ["fr", "", "zh-CN", "*a*"])
def test_a_language_that_is_not_offered_is_named(asked):
    app = opened("padding", lang=asked)
    expected = _said("en", "url.not_an_option", field="lang", value=asked, allowed=[*LANGUAGES])
    assert _warned(app) == [expected]
    assert f"## {load_page_text('en', 'padding').title}" in [one.value for one in app.markdown]
    assert app.query_params["lang"] in ("en", ["en"])
    app.run()
    assert _warned(app) == []  # as with a control: said once, then the address is mended


def test_a_language_that_this_host_does_not_offer_is_named_in_one_that_it_does(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_LANGUAGES", "zh")
    (said,) = _warned(opened("padding", lang="en"))
    assert said == _said("zh", "url.not_an_option", field="lang", value="en", allowed=["zh"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("parameter", ["lock", "hide"])
def test_a_lock_on_what_the_view_does_not_have_is_named_with_what_it_has(parameter, language):
    app = opened("padding", lang=language, **{parameter: "nonsense,stride"})
    (said,) = _warned(app)
    assert f"{parameter} = “nonsense”" in said
    assert "stride" in said and "window" in said


def test_a_lock_where_nothing_can_be_locked_is_named():
    (said,) = _warned(opened("search", lang="en", lock="stride"))
    assert said == _said("en", "url.no_controls", field="lock", value="stride")


def test_locks_on_what_there_is_are_no_nonsense():
    assert _warned(opened("padding", lang="en", lock="stride,view", hide="window,stride")) == []


def test_a_lock_stays_unmentioned_when_its_control_goes_with_another_view():
    app = opened("padding", lang="en", view="rule", lock="rows")
    assert _warned(app) == []
    app.button_group(key="padding.view").set_value("border").run()
    assert app.query_params["view"] in ("border", ["border"])
    assert _warned(app) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("asked", "meant"), [("strid", "stride"), ("windw", "window")])
def test_a_name_that_is_almost_a_controls_is_asked_about_once(asked, meant, language):
    app = opened("padding", lang=language, **{asked: "3"})
    assert _warned(app) == [_said(language, "url.misspelt", value=asked, meant=meant)]
    app.run()
    assert _warned(app) == []


@pytest.mark.parametrize(
    "address",
    [
        {"utm_source": "school", "x": "1"},  # somebody else's
        {"strid": "3", "stride": "3"},  # the right one is there too
        {"strides": "3"},  # a plural: some controls differ by no more
        {"view": "border", "strid": "3"},  # this view has no such control
    ],
)
def test_any_other_name_is_left_alone(address):
    assert _warned(opened("padding", lang="en", **address)) == []


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("pooling", {"view": "shift", "move": "3"}),
        ("pooling", {"view": "flip", "moved": "picture"}),
        ("compare", {"view": "live", "count": "2", "epochs-3": "40", "seed-3": "9"}),
    ],
)
def test_a_control_of_another_view_stays_unmentioned_when_the_address_still_has_it(path, address):
    assert _warned(opened(path, lang="en", **address)) == []


def test_a_control_that_the_session_has_seen_stays_unmentioned():
    app = opened("padding", lang="en")
    app.session_state["padding/kept"]["windw"] = 3  # a control of a view that is not shown now
    app.query_params["windw"] = "3"
    app.run()
    assert _warned(app) == []


@pytest.mark.parametrize("asked", ["yes", "2", ""])
def test_a_size_that_there_is_not_is_named(asked):
    app = opened("padding", lang="en", present=asked)
    expected = _said("en", "url.not_an_option", field="present", value=asked, allowed=["0", "1"])
    assert _warned(app) == [expected]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_was_led_here_from_no_page_is_told(language):
    app = opened("start", lang=language, missing="*non*sense")
    assert _warned(app) == [_said(language, "url.no_page", value="*non*sense")]
    assert "missing" not in app.query_params


def test_all_of_it_is_said_at_once():
    app = opened("padding", lang="fr", lock="x", present="y", stride="99")
    (said,) = _warned(app)
    assert [name in said for name in ("lang =", "lock =", "present =", "stride =")] == [True] * 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_lists_eight_of_what_is_allowed_and_counts_the_rest(language):
    codes = [f"code{place}" for place in range(30)]
    said = _said(language, "url.not_an_option", field="x", value="y", allowed=codes)
    assert "code7" in said and "code8" not in said and "22" in said
    few = _said(language, "url.not_an_option", field="x", value="y", allowed=codes[:8])
    assert few.count("code") == 8 and "…" not in few


@pytest.mark.parametrize(
    ("path", "address", "language"),
    in_turns(
        [
            ("glossary", {"term": "nonsense"}),
            ("padding", {"lesson": "nonsense"}),
            ("shapes", {"layer": "nonsense"}),
            ("edges", {"kernel": "nonsense"}),
        ]
    ),
)
def test_no_page_lists_dozens_of_codes(path, address, language):
    for said in _warned(opened(path, lang=language, **address)):
        listed = said.split("Allowed: ")[-1].split("可用的值是：")[-1]
        assert max(listed.count(", "), listed.count("、")) <= 9, said


def test_there_are_more_stops_and_pages_than_a_message_lists():
    assert min(len(STOPS), len(PAGES)) > 8
