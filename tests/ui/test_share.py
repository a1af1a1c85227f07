"""A link to a view opens it as it was: every control, what is locked and hidden, the size."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from page_opening import in_turns, opened

from lib.words import load_words


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def _shared(app):
    """The parameters of the link that the dialog makes."""
    app.button(key="share-open").click().run()
    assert not app.exception
    link = next(code.value for code in app.code if "?lang=" in code.value)
    return dict(parse_qsl(urlsplit(link).query))


# One of each kind: many controls, a text, an own component, none; the others are like them.
PATHS = ("start", "labels", "augmentation", "edges", "padding", "loss", "shapes", "layers", "train",
         "questions", "worksheet", "search")  # fmt: skip


@pytest.mark.parametrize(("path", "language"), in_turns([(path,) for path in PATHS]))
def test_the_link_says_every_control_and_opens_without_a_complaint(path, language):
    app = opened(path, lang=language)
    parameters = _shared(app)
    assert parameters.pop("lang") == language
    shelf = f"{path}/kept"
    before = dict(app.session_state[shelf]) if shelf in app.session_state else {}
    again = opened(path, lang=language, **parameters)
    assert not [warning.value for warning in again.warning]
    after = dict(again.session_state[shelf]) if shelf in again.session_state else {}
    assert after == before


def test_a_link_for_others_names_no_student():
    app = opened("worksheet", lang="en", each="1", student="Ann")
    assert app.text_input(key="worksheet.student.field").value == "Ann"
    assert "student" not in _shared(app)


def test_the_link_follows_what_was_changed():
    app = opened("padding", lang="en", stride="3")
    app.slider(key="padding.window").set_value(5).run()
    parameters = _shared(app)
    assert (parameters["stride"], parameters["window"]) == ("3", "5")


def test_a_locked_control_is_shown_and_cannot_be_changed():
    app = opened("padding", lang="en", stride="3", lock="stride,padding,apart")
    assert app.slider(key="padding.stride").disabled
    assert app.slider(key="padding.stride").value == 3
    assert app.toggle(key="padding.apart").disabled
    assert not app.slider(key="padding.window").disabled


def test_a_hidden_control_keeps_the_value_of_the_link():
    app = opened("padding", lang="en", stride="3", hide="stride,view")
    assert "padding.stride" not in [slider.key for slider in app.slider]
    assert app.session_state["padding/kept"]["stride"] == 3
    app.slider(key="padding.window").set_value(5).run()
    assert app.session_state["padding/kept"]["stride"] == 3


def test_who_shares_a_locked_view_shares_its_locks():
    app = opened("padding", lang="en", lock="stride,nonsense", hide="dilation")
    parameters = _shared(app)
    assert (parameters["lock"], parameters["hide"]) == ("stride", "dilation")


def test_a_large_page_has_a_way_back_and_stays_large_on_the_next_page():
    app = opened("padding", lang="en", present="1")
    assert "share-open" not in [button.key for button in app.button]
    app.switch_page("../pages/relu.py").run()
    assert app.query_params["present"] in ("1", ["1"])
    app.button(key="present-end").click().run()
    assert "present" not in app.query_params
    assert "share-open" in [button.key for button in app.button]
    app.query_params["present"] = "1"  # an address that was overtaken
    app.run()
    assert "share-open" in [button.key for button in app.button]


@pytest.mark.parametrize("nonsense", [{"lock": ",,x,<b>"}, {"hide": "💥"}, {"present": "yes"}])
def test_nonsense_locks_nothing(nonsense):
    app = opened("padding", lang="en", **nonsense)
    assert not any(slider.disabled for slider in app.slider)
    assert load_words("en")("share") in [button.label for button in app.button]
