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
from lib.ui.registry import PAGES
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
    fields = [*app.text_input, *app.get("button_group")]
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
    if page in ("layers", "predict"):  # a busy machine may keep a worker too long
        request.getfixturevalue("worker_here")
    say = load_words(language)
    address = {"view": view} if view else {}
    address |= NEEDED.get((page, view), dict)()
    app = opened(page, lang=language, **address)
    field = asked(app)
    if field.type == "text_input":
        field.set_value("-987654").run()
        assert any(say("check.wrong") in text for text in texts(app))
        right = given_up(app)
        asked(app).set_value(str(right)).run()
    else:
        for option in field.options:
            asked(app).set_value([option.content]).run()
            if any(say("check.right") in text for text in texts(app)):
                break
    assert not app.exception
    assert any(say("check.right") in text for text in texts(app))
    assert not any("{{" in text for text in texts(app))


# The ends of controls of the views that need no worker; those of others: test_views.
ENDS = {
    "padding": {
        "rule": [{"columns": "1", "window": "1"}, {"padding": "explicit", "left": "6"}],
        "compare": [
            {"rows": "12", "columns": "12", "stride": "4", "window": "7", "dilation": "3"},
            {"stride": "1", "window": "1"},
        ],
        "border": [{"size": "3", "layers": "1"}, {"size": "7", "layers": "12"}],
    },
    "pooling": {
        "window": [{"window": "5", "stride": "1"}, {"window": "5", "padding": "valid"}],
        "gradient": [{"reduction": "gaussian", "stride": "1"}, {"patch": "map"}],
        "shift": [{"stride": "1"}, {"window": "5"}],
        "flip": [{"reduction": "gaussian", "worst_window": "2"}, {"worst_window": "4"}],
        "corner": [{"corner_window": "1"}, {"corner_window": "6", "gap": "0"}],
    },
    "relu": {"": [{"shift": "-1.2", "layer": "3", "filter": "1"}, {"shift": "0.4"}]},
    "dropout": {"": [{"rate": "0"}, {"rate": "0.95", "units": "1"}, {"mode": "prediction"}]},
    "head": {
        "index": [{"height": "4", "width": "4", "channels": "3"}, {"channels": "1"}],
        "real": [{"row": "11", "column": "11", "channel": "63"}, {"row": "0"}],
        "heads": [{"side": "32", "units": "16"}, {"side": "256", "units": "512", "classes": "20"}],
        "famous": [{"head": "flatten", "outputs": "2"}, {"head": "average"}],
    },
    "loss": {
        "flow": [{"daisy": "-12", "roses": "12"}, {"daisy": "12", "label": "daisy"}],
        "labels": [{"daisy": "12", "label": "roses"}],
        "gradient": [{"daisy": "12", "label": "daisy"}],
        "settings": [dict.fromkeys(("daisy", "dandelion", "roses", "sunflowers", "tulips"), "0")],
        "double": [dict.fromkeys(("daisy", "dandelion", "roses", "sunflowers", "tulips"), "0")],
        "tempered": [{"temperature": "0.1"}, {"temperature": "10"}],
        "overflow": [{"size": "1"}, {"size": "1000"}],
    },
    "connectivity": {
        "connections": [{"m": "8", "n": "8", "k": "7"}, {"m": "16", "n": "1", "k": "1"}],
        "layer": [{"layer": "outputs", "side": "32"}, {"layer": "pool64", "side": "256"}],
        "reach": [{"blocks": "4", "kernel": "7"}, {"blocks": "1", "pooling": "0"}],
    },
    "edges": {
        "kernel": [{"kernel": "0"}, {"bias": "-255", "stride": "8", "border": "wrap"}],
        "cost": [{"height": "8", "width": "8"}, {"height": "640", "width": "640"}],
        "flip": [{"bias": "255"}],
        "gradient": [{"threshold": "100"}, {"pair": "roberts", "threshold": "0"}],
        "learned": [{"filter": "16"}],
        "descent": [{"target": "box", "plain": "1"}],
    },
    "labels": {
        "folder": [{"kept": "0"}, {"data": "flower_photos", "kept": "100"}],
        "samples": [{"count": "10", "page": "1"}],
        "split": [{"shuffle": "0", "validation": "50"}, {"seed2": "5", "batch": "256"}],
    },
    "shapes": {
        "table": [{"side": "16", "classes": "100"}, {"side": "512", "channels": "1"}],
        "batch": [{"pictures": "1"}, {"side": "512"}],
        "where": [{"side": "16", "channels": "4"}, {"network": "flatten_outputs"}],
        "code": [{"network": "flatten_outputs"}],
    },
    "clinic": {"division": [{"pixel": "0"}, {"pixel": "255"}]},
}  # fmt: skip
END_CASES = [
    (page, view, address)
    for page, views in ENDS.items()
    for view, addresses in views.items()
    for address in addresses
]
_ONE_OF_MANY = re.compile(
    r"(?<![\d.,×·] )(?<![\d.,×·=−–-])\b1 (cells|layers|pixels|pictures|units|maps|epochs)\b"
)


@pytest.mark.parametrize(("page", "view", "address", "language"), in_turns(END_CASES))
def test_a_check_bears_the_ends_of_controls(page, view, address, language):
    address = address | ({"view": view} if view else {})
    app = opened(page, lang=language, **address)
    asked(app).set_value("-987654").run()
    given_up(app)
    told = [text for text in texts(app) if ":material/visibility:" in text]
    question = [text for text in texts(app) if ":material/task_alt:" in text]
    for text in told + question:
        assert not _ONE_OF_MANY.search(text), text
        assert not re.search(r"\b(nan|inf|None)\b|\s-0\b", text), text


# Where digits are pressed to label pictures none may be asked for; the questions are checks.
WITHOUT = {("labels", "annotate"), ("questions", "")}


def test_no_view_of_a_page_is_left_out_here():
    strings = load_words("en").strings
    views = set()
    for page in PAGES:
        named = {key.removeprefix(f"{page.path}.view.") for key in strings
                 if re.fullmatch(rf"{page.path}\.view\.\w+", key)}  # fmt: skip
        if not page.aside:
            views |= {(page.path, view) for view in named or {""}}
    assert views == set(CASES) | WITHOUT
