"""Labelling pictures of one's own, and who finds them, without a browser."""

import io
import tomllib

import pytest
from page_opening import opened
from PIL import Image

from lib.datasets.annotation.adding import Offered, add_pictures
from lib.datasets.annotation.label_set import create_set, open_set
from lib.datasets.annotation.limits import ARCHIVE_BYTE_LIMIT
from lib.places import PROJECT
from lib.runs.directory import create_run
from lib.runs.recipe import Recipe
from lib.ui.annotate.desk import told
from lib.words import LANGUAGES, load_words, plain

VIEW = {"view": "annotate"}


def picture_file(number):
    file = io.BytesIO()
    Image.new("RGB", (30, 20), (number, 100, 200)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.fixture
def label_set():
    """Eight pictures, three of them labelled, in two classes."""
    made = create_set()
    names = [f"{number}_*rose*.png" for number in range(8)]
    files = [Offered(name, picture_file(number)) for number, name in enumerate(names)]
    kept = add_pictures(made, files).added
    made.make_class("cat")
    made.make_class("[dog]")
    made.label(kept[:2], "cat")
    made.label(kept[2:3], "[dog]")
    return made


def button(app, start):
    return next(found for found in app.button if (found.key or "").startswith(start))


def shown(app):
    assert not app.exception
    return " ".join(element.value for element in (*app.markdown, *app.caption))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_opens_by_its_link_with_every_word_filled_in(label_set, language):
    app = opened("labels", lang=language, set=label_set.name, **VIEW)
    say = load_words(language)
    assert not app.error and not app.warning
    assert "{{" not in shown(app)
    assert say("annotate.progress", labelled="3", total="8", classes=2) in shown(app)


def test_a_new_set_gets_a_link_of_its_own_and_is_empty():
    app = opened("labels", lang="en", **VIEW)
    button(app, "annotate/new").click().run()
    assert not app.exception
    name = app.query_params["set"]
    name = name if isinstance(name, str) else name[0]
    assert open_set(name).contents().total == 0
    assert name in app.code[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_that_can_be_taken_back_has_words(label_set, language):
    say = load_words(language)
    first = label_set.contents().unlabelled[0]
    for step in (
        lambda: label_set.label([first], "cat"),
        lambda: label_set.unlabel([first]),
        lambda: label_set.remove([first]),
        lambda: label_set.make_class("bird"),
        lambda: label_set.rename_class("bird", "wren"),
        lambda: label_set.merge_classes("wren", "cat"),
        lambda: label_set.delete_class("cat"),
    ):
        step()
        subject = label_set.last_step().subject
        assert plain(subject) in told(say, label_set.last_step())


def test_a_link_to_no_set_is_named_and_a_new_one_can_be_begun():
    app = opened("labels", lang="en", set="../../etc", **VIEW)
    assert "../../etc" in app.warning[0].value
    assert button(app, "annotate/new")


def test_one_press_labels_the_picture_and_shows_the_next(label_set):
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    first, second = label_set.contents().unlabelled[:2]
    button(app, f"annotate/label/{first}/cat").click().run()
    assert first in label_set.contents().classes["cat"]
    assert button(app, f"annotate/label/{second}/cat")
    button(app, "annotate/undo").click().run()
    assert first in label_set.contents().unlabelled
    assert button(app, f"annotate/label/{first}/cat")


def test_skipped_pictures_come_round_again_and_a_removed_one_does_not(label_set):
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    names = label_set.contents().unlabelled
    button(app, f"annotate/remove/{names[0]}").click().run()
    for name in names[1:]:
        button(app, f"annotate/skip/{name}").click().run()
    assert button(app, f"annotate/skip/{names[1]}")
    assert label_set.contents().removed == names[:1]


def test_who_is_slower_is_told_which_label_the_picture_has_got(label_set):
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    first = label_set.contents().unlabelled[0]
    label_set.label([first], "[dog]")
    button(app, f"annotate/label/{first}/cat").click().run()
    assert "dog" in app.error[0].value
    assert first in label_set.contents().classes["[dog]"]


def test_classes_are_made_renamed_merged_and_deleted(label_set):
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    next(field for field in app.text_input if field.key == "annotate/class/new").set_value("a/b")
    next(found for found in app.button if found.label == "Make class").click().run()
    assert "a/b" in app.error[0].value
    next(field for field in app.text_input if field.key == "annotate/class/new").set_value("鸟")
    next(found for found in app.button if found.label == "Make class").click().run()
    assert "鸟" in label_set.contents().classes
    app.selectbox(key="annotate/gallery/class").set_value("cat").run()
    app.text_input(key="annotate/class/name").set_value("lion")
    next(found for found in app.button if found.label == "Rename").click().run()
    assert app.selectbox(key="annotate/gallery/class").value == "lion"
    app.selectbox(key="annotate/class/into").set_value("鸟").run()
    button(app, "annotate/merge").click().run()
    assert set(label_set.contents().classes) == {"[dog]", "鸟"}
    assert len(label_set.contents().classes["鸟"]) == 2
    button(app, "annotate/delete class").click().run()
    assert not app.exception and list(label_set.contents().classes) == ["[dog]"]
    assert label_set.contents().total == 8


def test_ticked_pictures_move_together(label_set):
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    app.selectbox(key="annotate/gallery/class").set_value("cat").run()
    moved = label_set.contents().classes["cat"]
    button(app, "annotate/gallery/all").click().run()
    app.selectbox(key="annotate/gallery/target").set_value("[dog]").run()
    button(app, "annotate/gallery/move").click().run()
    assert not app.exception
    assert set(moved) < set(label_set.contents().classes["[dog]"])
    assert not any(box.value for box in app.checkbox)


def test_the_server_lets_the_largest_allowed_archive_through():
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["maxUploadSize"] * 2**20 == ARCHIVE_BYTE_LIMIT


def test_training_offers_the_set_to_who_knows_it_and_to_nobody_else(label_set):
    app = opened("train", lang="en", data=label_set.name)
    chosen = next(box for box in app.selectbox if box.label == "Pictures to learn from")
    assert chosen.value == label_set.name and not app.warning
    assert any("cat" in option for option in chosen.options)
    stranger = opened("train", lang="en")
    chosen = next(box for box in stranger.selectbox if box.label == "Pictures to learn from")
    assert len(chosen.options) == 2


@pytest.mark.slow
def test_a_run_on_a_strangers_pictures_is_in_no_list_and_its_link_is_no_key(label_set):
    run = create_run(Recipe(data=label_set.name))
    run.write_state(status="failed", class_names=["a", "b"])
    run.model_path.touch()

    def options(app):
        return [option for box in app.selectbox for option in box.options]

    assert not any(run.id[-8:] in option for option in options(opened("train", lang="en")))
    assert any(
        run.id[-8:] in option for option in options(opened("train", lang="en", data=label_set.name))
    )
    assert not any(run.id[-8:] in option for option in options(opened("predict", lang="en")))
    linked = opened("train", lang="en", run=run.id)
    assert label_set.name not in f"{shown(linked)} {options(linked)}"
    button(linked, "use-recipe").click().run()
    assert not linked.exception and label_set.name not in str(linked.query_params)
