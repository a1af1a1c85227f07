"""Time travel and the controls in mid-run on the page that trains, without a browser."""

import dataclasses
import json

import filelock
import numpy as np
import pytest
from page_opening import opened

from lib.browser.parts import pack
from lib.cnn.adam import adam_step
from lib.datasets.annotation.names import new_set_name
from lib.datasets.garden import CLASS_NAMES
from lib.runs.directory import create_run
from lib.runs.history import BatchRow, ControlRow, EpochRow, HistoryWriter, LayersRow
from lib.runs.recipe import Recipe
from lib.runs.snapshots import Snapshot, moved_share, write_snapshot
from lib.runs.steps import SteppedBatch, SteppedWeight, write_step
from lib.travel.courses import courses_of
from lib.ui.run import travel_view
from lib.words import LANGUAGES, load_words

EPOCHS = 2
RNG = np.random.default_rng(6)


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def moment(position):
    return Snapshot(
        position=position,
        layers=("conv2d",),
        pictures=(0, 1, 2, 3, 4),
        kernel=RNG.normal(size=(3, 3, 3, 16)).astype(np.float16),
        maps=(RNG.random((5, 16, 16, 8)).astype(np.float16),),
        picture_probabilities=RNG.dirichlet(np.ones(5), 5).astype(np.float16),
        probabilities=RNG.dirichlet(np.ones(5), 10).astype(np.float16),
    )


def trained_run(*, status="finished", loss=1.5, rates=(), **recipe):
    """A run of two epochs as training would leave it."""
    run = create_run(Recipe(picture_count=50, epochs=EPOCHS, **recipe))
    with HistoryWriter(run.folder) as history:
        for row in rates:
            history.write("control", row)
        for epoch in range(1, EPOCHS + 1):
            history.write("batch", BatchRow(epoch, 1, loss, 0.25, 32, epoch))
            history.write(
                "layers", LayersRow(epoch, ("conv2d", "outputs"), (1.0, 0.0), (0.1, None))
            )
            history.write("epoch", EpochRow(epoch, loss, 0.3, 1.4, 0.2, epoch, 1.0, 40.0))
            np.save(run.validation_path(epoch), RNG.dirichlet(np.ones(5), 10).astype(np.float32))
    for position in (0, 0.5, 1, 2):
        write_snapshot(run.folder, moment(position))
    files = [f"{name}/{name}_000{number}.jpg" for number in (1, 2) for name in CLASS_NAMES]
    held_back = {"files": files, "labels": [0, 1, 2, 3, 4] * 2}
    (run.folder / "validation.json").write_text(json.dumps(held_back))
    run.write_state(
        status=status, phase="training" if status == "running" else None,
        class_names=CLASS_NAMES, training_count=40, validation_count=10, batches_per_epoch=1,
    )  # fmt: skip
    return run


@pytest.fixture
def journeys(monkeypatch):
    """What is sent to the browser."""
    sent = []
    monkeypatch.setattr(travel_view, "show_travel", lambda journey, **_: sent.append(journey))
    return sent


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_through_a_training_is_shown_in_every_language(language, journeys):
    run, say = trained_run(), load_words(language)
    app = opened("train", lang=language, run=run.id)
    assert not app.error and not app.exception
    (journey,) = journeys
    assert [each.position for each in journey.moments] == [0, 0.5, 1, 2]
    assert journey.classes[0] == say("stage.class.daisy")
    moved = f"{moved_share(journey.moments):.0%}"
    caption = say("train.travel.caption", count=4, moved=moved)
    assert caption in [caption.value for caption in app.caption]
    assert say("train.layers.caption") in [caption.value for caption in app.caption]


@pytest.mark.parametrize(("asked", "label"), [("3", 3), ("99", 0), ("x", 0)])
def test_the_picture_is_chosen_in_the_address_and_nonsense_leaves_the_first(asked, label, journeys):
    app = opened("train", lang="en", run=trained_run().id, moment_picture=asked)
    assert not app.error
    assert journeys[-1].chosen.label == label
    assert journeys[-1].chosen.image.startswith(b"RIFF")


def test_a_stranger_sees_no_picture_of_somebody_s_own(journeys):
    app = opened("train", lang="en", run=trained_run(data=new_set_name()).id)
    assert journeys[-1].chosen is None
    assert load_words("en")("matrix.private") in [caption.value for caption in app.caption]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_run_says_that_it_kept_no_moments(language):
    app = opened("train", lang=language)
    assert load_words(language)("train.travel.none") in [info.value for info in app.info]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_beside_the_run_leads_down_to_the_way_through_it(language, journeys):
    say = load_words(language)
    link = f"[:material/history: {say('train.travel')}](#travel)"
    app = opened("train", lang=language, run=trained_run().id)
    assert link in [text.value for text in app.markdown]
    assert [title.anchor for title in app.subheader if title.value == say("train.travel")] == [
        "travel"
    ]
    assert link not in [text.value for text in opened("train", lang=language).markdown]


def test_pauses_are_listed_with_the_batches_taken_one_at_a_time(journeys):
    run, say = trained_run(), load_words("en")
    with HistoryWriter(run.folder) as history:
        for row in [(1, 2, "pause"), (1, 2, "continue"), (2, 1, "pause"), (2, 1, "step")]:
            history.write("control", ControlRow(*row))
    places = "epoch 1, batch 2; epoch 2, batch 1 (batches one at a time: 1)"
    app = opened("train", lang="en", run=run.id)
    assert say("train.control.pauses", places=places) in [text.value for text in app.caption]


def test_losses_that_are_no_numbers_reach_no_browser():
    history = trained_run(loss=float("nan")).history()
    courses = courses_of(history, epochs=EPOCHS, batches=1)
    assert courses["loss"]["training"] == {"x": [], "y": []}
    assert courses["loss"]["validation"]["x"] == [1, 2]
    assert b"NaN" not in pack(courses, b"")


def stepped_batch():
    adam = adam_step(0.25, 0.01, 1e-4, step=7, rate=0.001)
    return SteppedBatch(
        epoch=1, batch=7, rate=0.001, loss=1.6, loss_before=1.5, loss_after=1.4,
        layers=("conv2d", "outputs"), gradients=(0.5, 0.25), weights=(2.0, 3.0),
        changes=(0.01, 0.02), largest=(0.001, 0.0009),
        weight=SteppedWeight("conv2d", (0, 1, 2, 3), 0.5, 0.5 + adam.change, adam),
        labels=np.zeros(32, np.int32), pictures=np.zeros((32, 24, 24, 3), np.uint8),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_waiting_run_can_go_on_or_step_and_tells_its_last_step(language):
    run, say = trained_run(status="running"), load_words(language)
    run.pause_path.touch()
    write_step(run, stepped_batch())
    with filelock.FileLock(run.lock_path):
        app = opened("train", lang=language, run=run.id)
        assert not app.error and not app.exception
        metrics = {metric.label: metric.value for metric in app.metric}
        assert metrics[say("train.step.loss_before")] == "1.5000"
        assert metrics[say("train.step.loss_after")] == "1.4000"
        formula = next(text.value for text in app.markdown if r"\hat m" in text.value)
        assert r"0.9 \cdot 0.01 + 0.1 \cdot 0.25 = 0.034" in formula
        assert "{{" not in formula
        press(app, say("train.control.step"))
        assert (run.folder / "step").exists()
        press(app, say("train.control.continue"))
    assert not run.pause_path.exists()


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


def test_a_run_that_trains_can_be_paused_and_given_another_rate():
    run, say = trained_run(status="running"), load_words("en")
    with filelock.FileLock(run.lock_path):
        app = opened("train", lang="en", run=run.id)
        press(app, say("train.control.pause"))
        assert run.pause_path.exists()
        rate = next(n for n in app.number_input if n.key == f"control-rate-{run.id}")
        rate.set_value(0.0005)
        press(app, say("train.control.rate.set"))
    assert json.loads((run.folder / "rate").read_text())["rate"] == 0.0005


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_rate_is_said_and_is_in_the_script(language):
    run = trained_run(rates=[ControlRow(2, 1, "rate", 0.0003)])
    app = opened("train", lang=language, run=run.id)
    said = [caption.value for caption in app.caption if "0.0003" in caption.value]
    assert len(said) == 1
    (script,) = [code.value for code in app.code]
    assert "(2, 1): 0.0003," in script


def test_beside_a_run_of_the_same_recipe_the_one_whose_rate_was_changed_is_named_so():
    changed = trained_run(rates=[ControlRow(2, 1, "rate", 0.0003)])
    app = opened("compare", lang="en", view="yours", runs=f"{trained_run().id},{changed.id}")
    assert not app.error and not app.exception
    table = next(text.value for text in app.markdown if text.value.startswith("| "))
    heads = table.splitlines()[0].split("|")[2:4]
    assert ["rate changed" in head for head in heads] == [False, True]


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_training_that_got_out_of_hand_is_shown_and_no_share_is_nan(wrong):
    run, say = trained_run(loss=float(wrong)), load_words("en")
    last = dataclasses.replace(moment(2), kernel=np.full((3, 3, 3, 16), wrong, np.float16))
    write_snapshot(run.folder, last)
    with HistoryWriter(run.folder) as history:
        history.write("layers", LayersRow(3, ("conv2d", "outputs"), (wrong, wrong), (wrong, wrong)))
    app = opened("train", run=run.id, lang="en")
    assert not app.error
    caption = say("train.travel.caption", count=4, moved="∞")
    assert caption in [element.value for element in app.caption]
