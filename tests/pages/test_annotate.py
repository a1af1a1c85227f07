"""Labelling pictures of one's own, and who finds them, without a browser."""

import io
import shutil
import tomllib

import pytest
from page_opening import opened
from PIL import Image

from lib.datasets.annotation.adding import Offered, add_pictures
from lib.datasets.annotation.label_set import create_set, open_set
from lib.datasets.annotation.limits import ARCHIVE_BYTE_LIMIT
from lib.errors import DatasetError, EngineError
from lib.jobs import engine
from lib.places import PROJECT
from lib.runs.directory import create_run
from lib.runs.recipe import Recipe
from lib.runs.shipped import shipped_run
from lib.ui.annotate import adding, gallery
from lib.ui.annotate.desk import told
from lib.ui.labels import data_choice
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


@pytest.fixture
def private_run(label_set, monkeypatch):
    """A trained run on the pictures of the set; no worker answers."""
    monkeypatch.setattr(engine, "warm_up", lambda: None)
    monkeypatch.setattr(engine, "quick", no_engine)
    run = create_run(Recipe(data=label_set.name))
    run.write_state(status="finished", class_names=["cat", "dog"])
    shutil.copy(shipped_run().model_path, run.model_path)
    return run


def no_engine(*_, **__):
    raise EngineError("engine.unavailable", reason="not in this test")


def options(app):
    assert not app.exception
    return [option for box in app.selectbox for option in box.options]


@pytest.mark.parametrize(
    ("page", "view"), [("train", {}), ("predict", {}), ("resize", {"view": "model"})]
)
def test_a_run_on_a_strangers_pictures_is_in_no_list(label_set, private_run, page, view):
    def is_listed(**asked):
        app = opened(page, lang="en", **view, **asked)
        return any(private_run.id[-8:] in option for option in options(app))

    assert not is_listed()
    assert is_listed(set=label_set.name)
    assert is_listed(run=private_run.id)


def test_the_link_of_a_run_is_no_key_to_the_pictures_it_learned_from(label_set, private_run):
    linked = opened("train", lang="en", run=private_run.id)
    assert load_words("en")("recipe.data.private") in shown(linked)
    button(linked, "use-recipe").click().run()
    assert not linked.exception
    seen = f"{shown(linked)} {options(linked)} {linked.query_params}"
    assert label_set.name not in seen


@pytest.mark.parametrize("view", ["folder", "samples", "split"])
def test_ones_own_set_is_looked_at_like_any_other_data(label_set, view):
    app = opened("labels", lang="en", view=view, data=label_set.name)
    chosen = app.selectbox(key="labels.data")
    assert not app.exception and not app.warning and chosen.value == label_set.name
    assert "[dog], cat (3)" in next(option for option in chosen.options if "cat" in option)
    assert label_set.name not in shown(app)
    stranger = opened("labels", lang="en", view=view)
    assert len(stranger.selectbox(key="labels.data").options) == 2


def test_a_set_that_is_none_is_named_without_the_keys_to_ones_own(label_set):
    app = opened("labels", lang="en", set=label_set.name, data="nothing")
    assert "nothing" in app.warning[0].value and label_set.name not in app.warning[0].value


def test_a_label_given_meanwhile_counts_at_once_on_the_other_views(label_set, monkeypatch):
    # AppTest asks for titles outside of the visit, which keeps them as the browser knows them.
    monkeypatch.setattr(data_choice, "set_title", lambda say, name: "own")
    app = opened("labels", lang="en", view="folder", data=label_set.name)
    say = load_words("en")
    about = {"classes": 2, "name": say("run.data.own")}
    assert say("labels.about.folder", count="3", **about) in shown(app)
    label_set.label(label_set.contents().unlabelled, "cat")
    app.run()
    assert say("labels.about.folder", count="8", **about) in shown(app)
    assert app.selectbox(key="labels.data").value == label_set.name


def test_the_key_of_a_set_leaves_the_address_with_the_view_and_comes_back_with_it(label_set):
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    app.button_group(key="labels.view").set_value("split").run()
    assert not app.exception and "set" not in app.query_params
    app.button_group(key="labels.view").set_value("annotate").run()
    assert label_set.name in app.query_params["set"]
    assert button(app, "annotate/skip")
    assert "set" not in opened("labels", lang="en", set=label_set.name, view="split").query_params


def test_what_is_lacking_before_training_is_said_by_name(label_set):
    say = load_words("en")
    dog = plain("[dog]")
    lacking = say("annotate.lack.in_class", class_name=dog, count=1, needed=2)
    assert lacking in shown(opened("labels", lang="en", set=label_set.name, **VIEW))
    label_set.label(label_set.contents().unlabelled[:1], "[dog]")
    lacking = say("annotate.lack.pictures", class_name="", count=4, needed=5)
    assert lacking in shown(opened("labels", lang="en", set=label_set.name, **VIEW))
    label_set.merge_classes("[dog]", "cat")
    lacking = say("annotate.lack.classes", class_name="", count=1, needed=2)
    assert lacking in shown(opened("labels", lang="en", set=label_set.name, **VIEW))


def test_another_visitors_step_is_taken_back_by_a_button_that_names_it_and_by_no_key(label_set):
    first = label_set.contents().unlabelled[0]
    label_set.label([first], "cat")
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    assert button(app, "annotate/undo/").disabled
    other = button(app, "annotate/undo other/")
    assert plain(first) in other.label
    other.click().run()
    assert first in label_set.contents().unlabelled


def test_a_set_is_deleted_for_good_and_its_page_is_the_welcome(label_set):
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    button(app, "annotate/delete set").click().run()
    assert not app.exception and not app.error and not label_set.store.folder.exists()
    assert button(app, "annotate/new") and "set" not in app.query_params


def test_pictures_taken_out_are_deleted_for_good_when_they_are_ticked(label_set):
    gone, kept = label_set.contents().unlabelled[:2]
    label_set.remove([gone, kept])
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    app.selectbox(key="annotate/gallery/class").set_value("Taken out").run()
    app.checkbox(key=f"annotate/tick/{gone}").check().run()
    button(app, "annotate/gallery/erase").click().run()
    assert not app.exception and label_set.contents().removed == (kept,)


def test_a_class_is_looked_through_from_its_first_page(label_set, monkeypatch):
    monkeypatch.setattr(gallery, "_PER_PAGE", 1)
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    chosen = app.selectbox(key="annotate/gallery/class")
    chosen.set_value("cat").run()
    button(app, "annotate/gallery/next").click().run()
    assert load_words("en")("annotate.gallery.page", page=2, pages=2) in shown(app)
    app.selectbox(key="annotate/gallery/class").set_value("No class yet").run()
    assert load_words("en")("annotate.gallery.page", page=1, pages=5) in shown(app)


def test_a_refused_class_name_stays_to_be_mended(label_set):
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    app.text_input(key="annotate/class/new").set_value("CAT")
    next(found for found in app.button if found.label == "Make class").click().run()
    assert "“cat”" in app.error[0].value  # as the class is really called
    assert app.text_input(key="annotate/class/new").value == "CAT"


def test_the_welcome_says_who_sees_the_pictures_and_how_long_they_are_kept(monkeypatch):
    say = load_words("en")
    welcome = shown(opened("labels", lang="en", **VIEW))
    assert say("annotate.link.key") in welcome and say("annotate.kept", days=90) in welcome
    monkeypatch.setenv("CONVSCOPE_KEEP_DAYS", "0")
    assert say("annotate.kept.always") in shown(opened("labels", lang="en", **VIEW))


def test_an_upload_that_fails_is_told_with_what_it_added_and_not_tried_again(
    label_set, monkeypatch
):
    tried = []

    def full(_set, offered, report):
        tried.append(len(list(offered)))
        report.added.append("a.png")
        report.stopped = DatasetError("annotation.disk_full")
        return report

    monkeypatch.setattr(adding, "add_pictures", full)
    app = opened("labels", lang="en", set=label_set.name, **VIEW)
    app.file_uploader[0].set_value([("a.png", picture_file(30), "image/png")]).run()
    assert not app.exception and tried == [1]
    assert "The disk of this server is full" in app.error[0].value
    assert "Added: 1" in app.success[0].value
    app.run()
    assert tried == [1]
