"""The check at the end of every view: it is there, it judges, and it bears all settings."""

import re

import pytest
from page_opening import in_turns, opened

from lib.words import load_words

VIEWS = {
    "connectivity": ("connections", "layer", "measured", "reach"),
    "edges": ("kernel", "cost", "flip", "gradient", "learned", "descent"),
    "padding": ("rule", "compare", "border"),
    "pooling": ("window", "gradient", "shift", "flip", "corner"),
    "relu": ("",),
    "dropout": ("",),
    "head": ("index", "real", "heads", "famous"),
    "loss": ("flow", "labels", "gradient", "settings", "double", "tempered", "overflow"),
}
CASES = [(page, view) for page, views in VIEWS.items() for view in views]


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def asked(app):
    """What the check of a page is answered with: a box to type into, or a row of options."""
    fields = [*app.number_input, *app.get("button_group")]
    (field,) = [field for field in fields if field.key and ".check." in field.key]
    return field


def texts(app):
    return [element.value for element in app.markdown]


def given_up(app):
    """What the page says the answer is."""
    (button,) = [button for button in app.button if (button.key or "").endswith(".show")]
    button.click().run()
    assert not app.exception
    pattern = re.compile(r":material/visibility: \*\*\D*?(−?[\d,]*\.?\d+)\D*\*\*")
    (found,) = [match for text in texts(app) if (match := pattern.search(text))]
    return float(found.group(1).replace(",", "").replace("−", "-"))


@pytest.mark.parametrize(("page", "view", "language"), in_turns(CASES))
def test_a_view_ends_with_a_check_that_takes_its_own_answer(page, view, language):
    say = load_words(language)
    address = {"view": view} if view else {}
    app = opened(page, lang=language, **address)
    field = asked(app)
    if field.type == "number_input":
        field.set_value(-987654).run()
        assert any(say("check.wrong") in text for text in texts(app))
        right = given_up(app)
        asked(app).set_value(right).run()
    else:
        for option in field.options:
            asked(app).set_value([option.content]).run()
            if any(say("check.right") in text for text in texts(app)):
                break
    assert not app.exception
    assert any(say("check.right") in text for text in texts(app))
    assert not any("{{" in text for text in texts(app))
