"""The check at the end of every view: it is there, it judges, and it bears all settings."""

import re

import pytest
from page_opening import in_turns, opened
from PIL import Image

from lib.datasets.file_facts import list_folder, look_at
from lib.operations.clinic.diagnoses import Diagnoses
from lib.operations.clinic.patients import ORDER
from lib.places import datasets_home
from lib.ui import asking
from lib.ui.labels.looking import LOOKER
from lib.words import load_words

LAYER_VIEWS = (
    "maps", "lens", "filters", "signs", "dead", "why", "evidence", "excite", "moved",
)  # fmt: skip
VIEWS = {
    "shapes": ("table", "batch", "where", "code"),
    "layers": LAYER_VIEWS,
    "start": ("",),
    "labels": ("folder", "samples", "files", "split"),
    "resize": ("picture", "mix", "interpolation", "data", "model"),
    "augmentation": ("draws", "epochs", "inference", "label", "count", "effect"),
    "batches": ("buffer", "epochs", "seed", "count"),
    "connectivity": ("connections", "layer", "measured", "reach"),
    "edges": ("kernel", "cost", "flip", "gradient", "learned", "descent"),
    "padding": ("rule", "compare", "border"),
    "pooling": ("window", "gradient", "shift", "flip", "corner"),
    "relu": ("",),
    "dropout": ("",),
    "head": ("index", "real", "heads", "famous"),
    "train": ("",),
    "compare": ("recorded", "yours", "live"),
    "clinic": ("patient", "division"),
    "predict": ("",),
    "loss": ("flow", "labels", "gradient", "settings", "double", "tempered", "overflow"),
}
CASES = [(page, view) for page, views in VIEWS.items() for view in views]


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setattr(asking, "PATIENCE", 100.0)
    monkeypatch.setattr(asking, "_COLD_PATIENCE", 100.0)


def looked_at():
    """The address of a folder of pictures of one's own, every file of which was looked at."""
    folder = datasets_home() / "mine"
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        Image.new("RGB", (30, 20)).save(folder / name / "1.jpg")
    listing = list_folder(folder)
    LOOKER.shelf.add(listing, 0, look_at(str(folder), listing.paths, 60))
    return {"data": folder.name}


NEEDED = {
    ("labels", "files"): looked_at,
    ("clinic", "patient"): lambda: {"told": Diagnoses().told(1, ORDER[0]).text},
}  # what a view must have before it has numbers


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
def test_a_view_ends_with_a_check_that_takes_its_own_answer(page, view, language, request):
    if page == "layers":
        request.getfixturevalue("worker_here")
    say = load_words(language)
    address = {"view": view} if view else {}
    address |= NEEDED.get((page, view), dict)()
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
