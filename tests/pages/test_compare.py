"""The page about comparisons: numbers, links to trainings, and what is wrong with them."""

import dataclasses
import json

import pytest
from page_opening import in_turns, opened

from lib.datasets.annotation.names import new_set_name
from lib.jobs import engine
from lib.operations.comparisons import BASE, load_recording, recorded
from lib.runs.directory import Run, create_run
from lib.runs.history import EpochRow, HistoryWriter
from lib.runs.recipe import Recipe
from lib.runs.shipped import SHIPPED
from lib.ui.compare import live_view
from lib.ui.compare.recorded_view import recipe_address
from lib.ui.compare.variants import live_settings
from lib.words import LANGUAGES, load_words

FLOWERS = ["daisy", "dandelion", "roses", "sunflowers", "tulips"]


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setattr(engine, "warm_up", lambda: None)


def written(app):
    return " ".join(element.value for element in (*app.markdown, *app.caption))


def ended_run(recipe, *, accuracy=0.8, classes=FLOWERS, epochs=3, status="finished"):
    run = create_run(recipe)
    run.write_state(status=status, class_names=classes)
    with HistoryWriter(run.folder) as history:
        for epoch in range(1, epochs + 1):
            values = (1.0, accuracy, 1.2, accuracy / 2)
            history.write("epoch", EpochRow(epoch, *values, float(epoch), 1.0, 100.0))
    return run


@pytest.mark.parametrize(("name", "language"), in_turns([(name,) for name in recorded()]))
def test_a_recorded_comparison_is_answered_at_once(name, language):
    app = opened("compare", lang=language, comparison=name, quantity="loss")
    assert not app.error and not app.warning
    text, recording = written(app), load_recording(name)
    first, second = [variant.repeats for variant in recording.variants.values()][:2]
    assert f"{100 * (second.gap.mean - first.gap.mean):+.1f}".replace("-", "−") in text
    assert f"= {100 * first.gap.mean:.1f}" in text
    assert f"= {100 * first.gap.spread:.1f}" in text
    assert load_words(language)("predict_first.title") in text
    assert "{{" not in text
    doors = [link.proto.query_string for link in app.get("page_link")]
    changed = next(reversed(recording.variants.values())).recipe
    assert any(f"picture_count={changed.picture_count}" in door for door in doors) or (
        name == "photographs"
    )


@pytest.mark.parametrize("name", ["head", "order", "image_size"])
def test_a_door_leads_to_the_form_with_the_recipe_that_was_recorded(name, monkeypatch):
    recipe = [*load_recording(name).variants.values()][-1].recipe
    asked = []
    monkeypatch.setattr(
        engine, "start_run", lambda wanted: [asked.append(wanted), create_run(BASE)][1]
    )
    app = opened("train", lang="en", **recipe_address(recipe))
    assert not app.warning
    next(button for button in app.button if button.label == "Train").click().run()
    assert asked == [recipe]


@pytest.mark.parametrize("name", recorded())
def test_a_recorded_comparison_can_be_trained_live_with_the_same_recipes(name):
    recipes = [variant.recipe for variant in load_recording(name).variants.values()]
    settings = live_settings(recipes)
    if name == "photographs":
        assert settings is None
        return
    address = {key: f"{value:g}" if isinstance(value, float) else str(value)
               for key, value in settings.items()}  # fmt: skip
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            engine, "start_runs", lambda wanted: [asked.extend(wanted), create_run(BASE)][1:]
        )
        app = opened("compare", lang="en", view="live", seeds="1", **address)
        start = next(button for button in app.button if button.label.startswith("Train "))
        start.click().run()
    assert asked == recipes


def test_a_comparison_that_has_no_room_says_so_before_it_is_asked_for():
    app = opened("compare", lang="en", view="live", count="4", seeds="5")
    words = load_words("en")
    said = words("compare.live.short", recipes=4, seeds=5, needed=20, free=8, limit=8)
    assert [warning.value for warning in app.warning] == [said]
    assert next(b for b in app.button if b.label == "Train 20").disabled


def test_recipes_that_are_the_same_are_not_trained_twice():
    app = opened("compare", lang="zh", view="live", **{"augmentation-2": "notes"})
    assert load_words("zh")("compare.live.twice") in [found.value for found in app.warning]


def test_a_trained_comparison_is_found_by_its_address_with_its_verdict():
    runs = [
        ended_run(dataclasses.replace(BASE, dropout=dropout, seed=seed), accuracy=accuracy)
        for seed, (dropout, accuracy) in enumerate(
            [(0.2, 0.6), (0.5, 0.8), (0.2, 0.62), (0.5, 0.9)]
        )
    ]
    app = opened("compare", lang="en", view="live", trained=",".join(run.id for run in runs))
    assert not app.error
    text = written(app)
    assert "**dropout 0.5** against dropout 0.2" in text and "larger than the spread" in text
    assert "4 of 4 trainings have ended" in text


def test_a_comparison_is_stopped_from_its_end_and_resumed_seed_by_seed(monkeypatch):
    runs = [
        create_run(dataclasses.replace(BASE, dropout=dropout, seed=seed))
        for seed in (1, 2)
        for dropout in (0.2, 0.5)
    ]
    for at, run in enumerate(runs):
        run.write_state(queued_at=1000.0 + at)
    monkeypatch.setattr(Run, "status", lambda self: "queued")
    stopped, resumed, words = [], [], load_words("en")
    monkeypatch.setattr(live_view, "request_stop", lambda run: stopped.append(run.id))
    monkeypatch.setattr(engine, "resume_run", resumed.append)
    address = {"lang": "en", "view": "live", "trained": ",".join(run.id for run in runs)}
    press(opened("compare", **address), words("compare.live.stop"))
    monkeypatch.setattr(Run, "status", lambda self: "stopped")
    press(opened("compare", **address), words("compare.live.resume"))
    assert resumed == [run.id for run in runs]
    assert stopped == resumed[::-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_stopped_is_not_called_ended_without_a_word(language):
    runs = [
        ended_run(dataclasses.replace(BASE, dropout=dropout), status=status)
        for dropout, status in ((0.2, "finished"), (0.5, "stopped"), (0.7, "failed"))
    ]
    say = load_words(language)
    address = {"lang": language, "view": "live", "trained": ",".join(run.id for run in runs)}
    said = say("compare.live.progress", done=3, count=3), say("compare.live.cut", count=2)
    joint = {"en": " ", "zh": ""}[language]
    assert joint.join(said) in [each.value for each in opened("compare", **address).caption]
    for run in runs:
        run.write_state(status="finished")
    assert said[0] in [each.value for each in opened("compare", **address).caption]


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def test_runs_side_by_side_mark_only_what_is_different():
    runs = [ended_run(BASE), ended_run(dataclasses.replace(BASE, dropout=0.5))]
    app = opened("compare", lang="en", view="yours", runs=",".join(run.id for run in runs))
    assert not app.error and not app.warning
    text = written(app)
    assert "| **≠ Dropout** | **0.2** | **0.5** |" in text
    assert text.count("≠") == 2  # and in the caption
    assert "g_1 &= 80.0 - 40.0 = 40.0" in text


def test_what_cannot_be_compared_as_it_stands_is_said():
    other = ended_run(Recipe(data="mine", epochs=5), classes=["a", "b"])
    app = opened("compare", lang="en", view="yours", runs=f"{SHIPPED},{other.id}")
    (said,) = [warning.value for warning in app.warning]
    for reason in ("different numbers of classes", "guessing is right in 50%",
                   "different pictures", "same number of epochs"):  # fmt: skip
        assert reason in said


def test_what_the_address_names_and_is_not_there_is_named():
    damaged, fine = ended_run(BASE), ended_run(BASE)
    (damaged.folder / "state.json").write_text("{")
    for view, name in (("yours", "runs"), ("live", "trained")):
        address = {name: f"20200101-00000000,../x,{damaged.id},{fine.id}"}
        app = opened("compare", lang="en", view=view, **address)
        said = " ".join(found.value for found in (*app.error, *app.warning))
        assert "20200101" in said and damaged.id[-8:] in said
        assert "40.0" in written(app)  # what is left is drawn


def test_too_many_runs_are_refused():
    app = opened("compare", lang="en", view="yours", runs="a,b,c,d,e")
    assert "at most 4" in " ".join(found.value for found in app.warning)
    runs = [ended_run(dataclasses.replace(BASE, batch_size=size)) for size in (1, 2, 4, 8, 16)]
    app = opened("compare", lang="en", view="live", trained=",".join(run.id for run in runs))
    assert "5 different recipes" in " ".join(found.value for found in app.error)


def test_a_run_on_a_strangers_pictures_is_in_no_list_and_tells_nothing_of_them():
    name = new_set_name()
    private = ended_run(Recipe(data=name), classes=["a", "b"])
    app = opened("compare", lang="en", view="yours")
    assert private.id[-8:] not in json.dumps([list(box.options) for box in app.multiselect])
    linked = opened("compare", lang="en", view="yours", runs=f"{private.id},{SHIPPED}")
    assert not linked.error
    assert name not in written(linked) and "own pictures" in written(linked)


def test_a_run_without_an_epoch_has_no_numbers_yet():
    waiting = create_run(BASE)
    for view, name in (("yours", "runs"), ("live", "trained")):
        app = opened("compare", lang="en", view=view, **{name: waiting.id})
        assert not app.error


@pytest.mark.parametrize(("seeds", "chance"), [(1, "100"), (2, "33.3"), (4, "2.9"), (5, "0.8")])
def test_how_often_luck_sets_equal_recipes_apart_is_asked_for_any_number_of_seeds(seeds, chance):
    app = opened("compare", view="live", seeds=str(seeds), lang="en")
    (question,) = app.get("button_group")[-1:]
    assert f"{chance}%" in [option.content for option in question.proto.options]


def test_a_training_alone_is_called_by_its_name_and_has_nothing_to_be_different_from():
    app = opened("compare", view="yours", lang="en")
    assert "stands alone" in app.info[0].value
    assert "What is different between the recipes" not in written(app)
    drawn = [str(one.proto) for one in app.main if one.type == "bidi_component"]
    svg = next(one for one in drawn if "convscope_export" not in one)
    assert "Recorded training" in svg and "the same recipe" not in svg
