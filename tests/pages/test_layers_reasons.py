"""The views *why*, *evidence*, *excite* and *moved* without a browser."""

import re

import pytest
from page_opening import opened

VIEWS = ("why", "evidence", "excite", "moved")
pytestmark = pytest.mark.usefixtures("worker_here")


def written(app):
    return [element.value for element in (*app.markdown, *app.caption)]


@pytest.mark.parametrize(
    ("view", "language"), [*((view, "en") for view in VIEWS), ("why", "zh"), ("moved", "zh")]
)
def test_a_view_opens_in_a_language_with_formula_and_keras(view, language):
    app = opened("layers", view=view, lang=language, picture="roses")
    assert not app.error
    assert not app.warning
    assert any("$$" in block for block in written(app))
    assert all("{{" not in block for block in written(app))
    assert app.code


@pytest.mark.parametrize("view", VIEWS)
def test_a_network_of_other_layers_names_and_classes_is_explained(view, run):
    app = opened("layers", view=view, run=run.id, lang="en")
    assert not app.error
    assert not app.warning
    if view == "evidence":  # its dense layer has an activation without straight pieces
        assert any("silu" in each.value for each in app.info)


@pytest.mark.parametrize(
    ("view", "nonsense"),
    [("evidence", {"via": "129"}), ("moved", {"right": "49", "turn": "x", "along": "up"})],
)
def test_what_an_address_asks_in_vain_is_named_and_the_default_shown(view, nonsense):
    app = opened("layers", view=view, lang="en", **nonsense)
    assert len(app.warning) == 1
    for name in nonsense:
        assert f"“{name}”" in app.warning[0].value or name in app.warning[0].value
    assert not app.error
    assert app.code


def test_another_class_is_asked_about_and_its_sum_is_its_own():
    app = opened("layers", view="evidence", picture="roses", lang="en")
    before = next(each for each in written(app) if each.startswith("Blue argues"))
    app.selectbox(key="layers.class").set_value("daisy").run()
    assert app.query_params["class"] == "daisy"
    after = next(each for each in written(app) if each.startswith("Blue argues for daisy"))
    ours = re.search(r"the logit (\S+),", after)[1]
    theirs = re.search(r"comes to (\S+);", after)[1]
    assert ours.replace("-", "−")[:-1] == theirs[:-1]
    assert ours not in before


def test_a_unit_of_the_address_is_followed_alone_until_all_are_wanted_again():
    app = opened("layers", view="evidence", picture="roses", via="17", lang="en")
    assert any("Only through unit 17 of 128" in each for each in written(app))
    next(each for each in app.button if each.label == "All units again").click().run()
    assert not any("Only through" in each for each in written(app))
    assert "via" not in app.query_params


def test_the_curve_follows_the_slider_that_was_moved():
    app = opened("layers", view="moved", picture="roses", lang="en")
    app.slider(key="layers.turn").set_value(45).run()
    assert app.query_params["along"] == "turn"
    assert app.query_params["turn"] == "45"
    next(each for each in app.button if each.label == "As it was").click().run()
    assert "turn" not in app.query_params
    assert app.query_params["right"] == "0"
