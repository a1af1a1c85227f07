"""The page about labels without a browser: every view, data set and control at its ends."""

import re

import numpy as np
import page_opening
import pytest
from PIL import Image

from lib.datasets.file_facts import list_folder, look_at
from lib.places import datasets_home
from lib.ui.labels.looking import LOOKER
from lib.words import LANGUAGES, load_words

VIEWS = ("folder", "samples", "files", "split")


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.fixture
def mine():
    """A folder of three classes with a copy, a torn file, a file Keras overlooks, and markup."""
    folder = datasets_home() / "mine *x*"
    rng = np.random.default_rng(1)
    for name, count in {"Ants": 5, "<b>bees</b>": 9, "10": 3}.items():
        (folder / name).mkdir(parents=True)
        for number in range(count):
            pixels = rng.integers(0, 256, (20, 20 + 5 * number, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{number}.jpg")
    (folder / "Ants" / "copy.jpg").write_bytes((folder / "10" / "0.jpg").read_bytes())
    (folder / "10" / "torn.jpg").write_bytes((folder / "10" / "1.jpg").read_bytes()[:150])
    Image.fromarray(pixels).save(folder / "10" / "other.webp")
    return folder


def opened(**address):
    app = page_opening.opened("labels", **address)
    assert not app.error, [found.value for found in app.error]
    return app


def written(app):
    return page_opening.without_links(
        " ".join(element.value for element in (*app.markdown, *app.caption))
    )


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("data", ["garden", "flower_photos"])
def test_every_view_opens_in_every_language(view, data, language):
    address = {"count": "10"} if data == "garden" and view == "samples" else {}
    app = opened(view=view, data=data, lang=language, **address)
    assert "{{" not in written(app) and not app.warning


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_of_ones_own_opens_in_every_view(mine, language):
    for view in ("folder", "samples", "split"):
        text = written(opened(view=view, data=mine.name, lang=language))
        assert "{{" not in text and "<b>" not in text.replace("\\<b", "")


def test_the_files_of_a_folder_are_told_once_all_were_looked_at(mine):
    listing = list_folder(mine)
    before = opened(view="files", data=mine.name)
    assert not before.metric  # nothing is claimed before it is known
    LOOKER.shelf.add(listing, 0, look_at(str(mine), listing.paths, 60))
    app = opened(view="files", data=mine.name)
    said = load_words("en")
    assert metrics(app)[said("labels.files.readable")] == "19"
    assert metrics(app)[said("labels.files.unreadable")] == "1"
    assert metrics(app)[said("labels.files.copies")] == "1"
    text = written(app)
    assert "10/0.jpg = Ants/copy.jpg" in text and "torn.jpg is damaged" in text
    assert "10/other.webp" in text


def test_the_first_split_shows_the_numbers_of_the_notes():
    text = written(opened(view="split"))
    assert "3,670 files: 2,936 to train on, 734 to validate with" in text
    assert "92 batches of up to 32" in text and "the last of 24" in text
    formulas = re.findall(r"\$\$(.+?)\$\$", text, re.DOTALL)
    assert any("2{,}936" in formula for formula in formulas)
    assert not [formula for formula in formulas if re.search(r"\d,\d{3}", formula)]


@pytest.mark.parametrize(
    ("address", "language"),
    page_opening.in_turns(
        [
            ({"validation": "50", "batch": "256"},),
            ({"seed": "0", "seed2": "2147483647", "batch": "4"},),
            ({"shuffle": "0", "validation": "5"},),
            ({"count": "10", "validation": "50", "seed2": "1"},),
            ({"data": "flower_photos", "seed2": "1"},),
        ]
    ),
)
def test_the_split_is_drawn_at_the_ends_of_its_controls(address, language):
    assert "{{" not in written(opened(view="split", lang=language, **address))


def test_a_split_with_an_empty_part_says_why():
    app = page_opening.opened("labels", view="split", count="10", validation="5")
    assert len(app.error) == 1
    assert "10 pictures cannot be split with 5 %" in app.error[0].value


def test_two_seeds_leak_and_the_page_counts_and_names_the_files():
    text = written(opened(view="split", seed2="124"))
    (both,) = set(re.findall(r"In both subsets: (\d+)", text))
    assert f"counted: }} {both}" in text and "587.2" in text
    assert re.search(r"- daisy/daisy\\?_\d{4}\.jpg", text)


def test_without_shuffling_only_the_last_class_is_validated():
    text = written(opened(view="split", shuffle="0"))
    assert "the validation set is tulips, and 4 of 5 classes are never tested" in text


def test_renaming_a_folder_moves_the_others_and_a_taken_name_is_refused():
    assert "5 of 5 classes got another label" in written(opened(folder="daisy", name="zinnia"))
    assert "0 of 5 classes got another label" in written(opened(folder="daisy", name="daisies"))
    for name, said in (("roses", "There is a class “roses” already"), ("a/b", "cannot be called")):
        app = page_opening.opened("labels", folder="daisy", name=name)
        assert [said in error.value for error in app.error] == [True]


def test_what_is_typed_into_the_field_renames_the_folder():
    app = opened()
    app.text_input(key="labels.name").input("zinnia").run()
    assert "5 of 5 classes got another label" in written(app)


def test_thinning_a_class_out_raises_its_weight():
    thin = written(opened(folder="roses", kept="10"))
    assert "would count 9.666 times" in thin  # (3670 - 641 + 64) / (5 · 64)


def test_another_data_set_forgets_the_class_of_the_one_before(mine):
    app = opened(folder="roses", name="zinnia")
    app.selectbox(key="labels.data").select(mine.name).run()
    assert not app.exception and not app.error
    assert app.selectbox(key="labels.folder").value == "10"
    assert "got another label" not in written(app)


def test_a_broken_picture_is_named_in_the_gallery_and_the_others_are_shown(mine):
    text = written(opened(view="samples", data=mine.name, shown="10"))
    assert "torn.jpg is damaged" in text and "pictures 1 to 4 of 4" in text


def test_pages_of_the_gallery_end_with_the_class():
    app = opened(view="samples", count="200", shown="roses", page="3")
    assert "pictures 33 to 35 of 35" in written(app)
    app.selectbox(key="labels.shown").select("daisy").run()
    assert not app.exception and "pictures 33 to" in written(app)


@pytest.mark.parametrize(
    ("view", "address"),
    [
        ("folder", {"data": "../x"}),
        ("folder", {"count": "-1"}),
        ("folder", {"folder": "💥"}),
        ("folder", {"kept": "nan"}),
        ("samples", {"page": "1e9", "count": "100", "shown": "x"}),
        ("files", {"flowers": "3670"}),
        ("split", {"batch": "0", "seed": "-1", "shuffle": "yes"}),
    ],
)
def test_nonsense_in_the_address_is_named_and_the_page_stands(view, address):
    app = opened(view=view, **address)
    assert "{{" not in written(app)
    (warning,) = app.warning
    named = [value for name, value in address.items() if name != "count" or value == "-1"]
    assert [value for value in named if f"“{value}”" not in warning.value.replace("\\", "")] == []


def test_photographs_of_the_host_are_not_counted_as_those_of_the_archive():
    folder = datasets_home() / "flower_photos"
    for name in ("daisy", "tulips"):
        (folder / name).mkdir(parents=True)
        for number in range(5):
            Image.new("RGB", (30, 20)).save(folder / name / f"{number}.jpg")
    app = opened(view="folder", data="flower_photos", lang="en")
    assert "10 files in 2 classes" in written(app)
    assert not [option for option in app.selectbox(key="labels.data").options if "3,670" in option]


def test_answers_are_offered_from_the_smallest_to_the_largest():
    app = opened(lang="en", data="garden", count="10", folder="daisy")
    (pills,) = [group for group in app.get("button_group") if "balanced" in group.key]
    shares = [float(option.content.removesuffix("%")) for option in pills.proto.options]
    assert shares == sorted(shares)


def test_a_share_that_a_computer_rounds_down_is_not_called_a_rounding(mine):
    text = written(opened(view="split", count="180", validation="35", lang="en"))
    assert r"\texttt{int}(62.99999\ldots) = 62" in text and "Exactly, 0.35 · 180 is 63" in text
    assert "Exactly" not in written(opened(view="split", lang="en"))


@pytest.mark.parametrize("address", [{}, {"seed2": "7"}, {"shuffle": "0"}])
def test_the_question_about_a_split_is_not_answered_beside_it(address):
    app = opened(view="split", lang="en", **address)
    (question,) = [one.value for one in app.markdown if "Predict first" in one.value]
    assert "Suppose" in question
