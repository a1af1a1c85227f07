"""Patients, signs and diagnoses: what is seen agrees with what is wrong, and with nothing else."""

import pytest

from lib.errors import ConvScopeError
from lib.operations.clinic.diagnoses import EXPECTED, NAMES, Diagnoses, judge
from lib.operations.clinic.patients import ORDER, load_patient
from lib.operations.clinic.programs import CHANGES, HEALTHY, program
from lib.operations.clinic.signs import SIGNS, signs_of


def test_every_fault_has_a_patient_and_every_patient_a_fault():
    assert sorted(ORDER) == sorted(CHANGES) == sorted(EXPECTED)


@pytest.mark.parametrize("fault", ORDER)
def test_nothing_that_is_seen_speaks_against_the_right_diagnosis(fault):
    found = judge(load_patient(fault), fault)
    assert found.against == ()
    assert found.speaks_for


@pytest.mark.parametrize("fault", ORDER)
def test_something_that_is_seen_speaks_against_every_other_diagnosis(fault):
    patient = load_patient(fault)
    unrefuted = [name for name in NAMES if name != fault and not judge(patient, name).against]
    assert unrefuted == []


def test_every_sign_is_seen_in_a_patient_and_missing_in_another():
    found = [signs_of(load_patient(fault)) for fault in ORDER]
    for name in SIGNS:
        assert {signs[name].seen for signs in found} == {True, False}, name


@pytest.mark.parametrize("fault", [fault for fault in ORDER if fault != "healthy"])
def test_a_program_differs_from_the_healthy_one_by_its_fault_alone(fault):
    faulty, change = program(fault), CHANGES[fault]
    compile(faulty, fault, "exec")
    assert faulty.replace(change.faulty, change.healthy) == HEALTHY


@pytest.mark.parametrize("text", ["", "g" + "-" * 15, "-" * 17, "é" + "-" * 15])
def test_a_diagnosis_that_there_is_not_is_refused(text):
    with pytest.raises(ConvScopeError):
        Diagnoses.read(text)


def test_what_was_told_comes_back_and_counts_only_when_right():
    told = Diagnoses()
    for number, fault in enumerate(ORDER, 1):
        told = told.told(number, fault)
    assert Diagnoses.read(told.text).count == len(ORDER)
    assert told.told(1, "healthy").count == len(ORDER) - 1
    assert told.shown(2).count == len(ORDER) - 1


def test_a_patient_that_was_given_up_cannot_be_solved_afterwards():
    given_up = Diagnoses().shown(3)
    assert given_up.told(3, ORDER[2]) == given_up
    assert given_up.count == 0
