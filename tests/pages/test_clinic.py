"""The clinic: symptoms before the name, reasons for every diagnosis, and the cure."""

import pytest
from page_opening import in_turns, opened, without_links

from lib.operations.clinic.diagnoses import Diagnoses, judge
from lib.operations.clinic.patients import ORDER, load_patient
from lib.ui.clinic.symptoms import SYMPTOMS
from lib.words import load_page_text, load_words


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
