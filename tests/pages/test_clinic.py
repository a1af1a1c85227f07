"""The clinic: symptoms before the name, reasons for every diagnosis, and the cure."""

import json

import pytest
from page_opening import in_turns, opened, without_links

from lib.errors import ConvScopeError
from lib.operations.clinic.diagnoses import Diagnoses, judge
from lib.operations.clinic.patients import ORDER, file_of, load_patient
from lib.operations.clinic.programs import EPOCHS, SEED
from lib.operations.clinic.repeated import Repeated
from lib.operations.clinic.signs import LAST, signs_of
from lib.ui.clinic.symptoms import SYMPTOMS
from lib.words import LANGUAGES, load_page_text, load_words

MARKS = {"count": len(ORDER), "allowed": [*"0123456789abcdef-s"]}


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def written(app):
    return without_links("\n".join(element.value for element in (*app.markdown, *app.caption)))


@pytest.mark.parametrize(
    ("number", "symptom", "language"),
    in_turns([(number, symptom) for number in (2, 8, 16) for symptom in SYMPTOMS]),
)
def test_a_symptom_is_shown_and_names_no_fault(number, symptom, language):
    app = opened("clinic", lang=language, patient=str(number), symptom=symptom)
    text, say = written(app), load_words(language)
    assert not app.error and not app.warning
    assert "{{" not in text and "nan" not in text
    assert say(f"clinic.fault.{ORDER[number - 1]}") not in text
    assert say("clinic.cure") not in text


@pytest.mark.parametrize(
    ("number", "language"), in_turns([(number,) for number in range(1, len(ORDER) + 1)])
)
def test_the_right_diagnosis_is_followed_by_cause_and_cure(number, language):
    fault = ORDER[number - 1]
    told = Diagnoses().told(number, fault)
    app = opened("clinic", lang=language, patient=str(number), told=told.text)
    say = load_words(language)
    assert say("clinic.right", name=say(f"clinic.fault.{fault}")) in written(app)
    assert load_page_text(language, "clinic").blocks[f"cause-{fault}"] in written(app)
    assert say("clinic.solved", solved=1, count=len(ORDER)) in written(app)
    differences = [code.value for code in app.code]
    assert bool(differences) == (fault != "healthy")


def test_a_wrong_diagnosis_is_told_what_speaks_against_it_and_not_the_right_one():
    number = ORDER.index("dead") + 1
    told = Diagnoses().told(number, "integer_division")
    app = opened("clinic", lang="en", patient=str(number), told=told.text)
    text = written(app)
    assert judge(load_patient("dead"), "integer_division").against == ("black",)
    assert "it sees something" in text
    assert load_words("en")("clinic.fault.dead") not in text


@pytest.mark.parametrize("before", ["labels", None])
def test_who_gives_up_is_told_the_name_and_what_speaks_for_it(before):
    number, say = ORDER.index("few_pictures") + 1, load_words("en")
    told = Diagnoses() if before is None else Diagnoses().told(number, before)
    app = opened("clinic", lang="en", patient=str(number), told=told.text)
    button = next(each for each in app.button if each.label == say("questions.show"))
    button.click().run()
    name = say("clinic.fault.few_pictures")
    assert say("questions.shown", answer=name) in written(app)
    assert say("clinic.sign.few", value="32") in written(app)
    assert [each.value for each in app.selectbox if each.disabled] == ["few_pictures"]
    assert next(each for each in app.button if each.label == say("questions.show")).disabled
    assert say("clinic.solved", solved=0, count=len(ORDER)) in written(app)


def test_a_diagnosis_that_is_picked_gets_into_the_address():
    app = opened("clinic", lang="en", patient="1")
    app.selectbox(key="clinic.diagnosis.1.en").set_value("no_rescaling").run()
    assert Diagnoses.read(app.query_params["told"]).solved(1)


def test_the_division_tells_the_whole_number_that_python_2_had():
    app = opened("clinic", lang="zh", view="division", pixel="255")
    assert not app.error
    assert "1.000000" in written(app)


@pytest.mark.parametrize("symptom", ["curves", "gradients"])
def test_the_cured_training_is_compared_in_the_quantity_of_the_address(symptom):
    told = Diagnoses().told(8, ORDER[7]).text
    app = opened("clinic", lang="en", patient="8", symptom=symptom, quantity="loss", told=told)
    assert app.query_params["quantity"] == "loss"
    assert not app.warning
    assert app.get("button_group")[-1].value == "loss"


def known(number, **address):
    told = Diagnoses().told(number, ORDER[number - 1]).text
    return opened("clinic", patient=str(number), told=told, **address)


def trained_here(fault, seed, **changes):
    """As if a visitor had had the patient trained, with these facts instead of the recorded."""
    stored = json.loads(file_of(fault).read_text(encoding="utf-8"))
    Repeated(fault, seed).write({**stored, **changes})
    return stored


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_training_here_is_compared_with_the_recording_number_by_number(language):
    fault, say = ORDER[7], load_words(language)
    curves = json.loads(file_of(fault).read_text(encoding="utf-8"))["curves"]
    curves["val_loss"][3] += 0.25
    trained_here(fault, SEED, curves=curves)
    app = known(8, lang=language)
    assert not app.error
    assert say("clinic.again.same", count=4 * EPOCHS, difference="0.250") in written(app)
    assert say("clinic.again.signs.same", count=len(signs_of(load_patient(fault)))) in written(app)
    assert say("clinic.again.anew") in [button.label for button in app.button]


def test_signs_that_another_seed_changes_are_named():
    trained_here("healthy", 7, fickle=0.5)
    app, say = known(ORDER.index("healthy") + 1, lang="en", seed="7"), load_words("en")
    count = len(signs_of(load_patient("healthy")))
    assert say("clinic.again.other", seed=7, recorded=SEED) in written(app)
    assert say("clinic.again.signs.other", same=count - 1, count=count) in written(app)
    assert say("clinic.sign.fickle", value="50%") in written(app)


def test_a_loss_that_is_no_number_here_and_was_one_there_is_no_small_difference():
    fault, say = ORDER[7], load_words("en")
    curves = json.loads(file_of(fault).read_text(encoding="utf-8"))["curves"]
    curves["val_loss"][3] = "nan"
    trained_here(fault, SEED, curves=curves)
    assert say("clinic.again.same", count=4 * EPOCHS, difference="∞") in written(
        known(8, lang="en")
    )


def test_what_was_trained_here_stays_when_no_other_training_is_taken(monkeypatch):
    from lib.errors import EngineError
    from lib.ui.clinic import again

    def full(*_):
        raise EngineError("engine.aside_full", limit=4)

    monkeypatch.setattr(again.engine, "start_aside", full)
    trained_here("healthy", SEED)
    app, say = known(ORDER.index("healthy") + 1, lang="en"), load_words("en")
    next(each for each in app.button if each.label == say("clinic.again.anew")).click().run()
    assert app.error
    assert Repeated("healthy", SEED).patient() is not None


def test_half_a_training_is_no_result():
    Repeated("healthy", SEED).write({"fault": "healthy", "curves": {"loss": [1.0]}})
    app, say = known(ORDER.index("healthy") + 1, lang="en"), load_words("en")
    assert not app.error
    assert say("clinic.again") in [button.label for button in app.button]


def test_one_that_another_server_trains_is_followed():
    place, say = Repeated("healthy", SEED), load_words("en")
    stored = trained_here("healthy", SEED)
    place.write({"fault": "healthy", "curves": {k: v[:5] for k, v in stored["curves"].items()}})
    with place.held():
        app = known(ORDER.index("healthy") + 1, lang="en")
    assert not app.error
    assert say("clinic.again.at", epoch=5, epochs=EPOCHS) in progress(app)
    button = next(each for each in app.button if each.label == say("clinic.again"))
    assert button.disabled


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_first_epoch_it_says_what_takes_so_long(language):
    say = load_words(language)
    with Repeated("healthy", SEED).held():
        app = known(ORDER.index("healthy") + 1, lang=language)
    assert progress(app) == [say("clinic.again.begins")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gap_is_told_in_points_and_over_which_epochs(language):
    patient, say = load_patient("few_pictures"), load_words(language)
    points = f"{100 * signs_of(patient)['ahead'].value:.0f}"
    app = known(ORDER.index("few_pictures") + 1, lang=language)
    assert points == "25"
    assert say("clinic.sign.ahead", value=points) in written(app)
    assert {"en": f"last {LAST} epochs", "zh": f"最后 {LAST} 轮"}[language] in written(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nonsense_in_place_of_the_diagnoses_is_told_once_with_what_would_make_sense(language):
    app = opened("clinic", lang=language, told="zzz")
    (said,) = [each.value for each in app.warning]
    assert said.count("told") == 1
    assert load_words(language).error(ConvScopeError("url.marks", **MARKS)) in said


def test_where_the_host_trains_nothing_the_program_is_left(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_TRAINING", "off")
    app, say = known(8, lang="en"), load_words("en")
    assert say("clinic.again") not in [button.label for button in app.button]
    assert say("clinic.again.off") in written(app)
    assert say("clinic.repeat.choice") not in written(app)
    assert say("clinic.script") in [each.label for each in app.get("download_button")]


@pytest.mark.parametrize("seed", ["-1", "200", "1.5", "x", ""])
def test_a_seed_that_makes_no_sense_is_told(seed):
    app = known(8, lang="en", seed=seed)
    assert not app.exception
    assert [each for each in (*app.warning, *app.error) if "seed" in each.value]


def progress(app):
    return [each.proto.text for each in app.get("progress")]
