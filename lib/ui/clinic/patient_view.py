"""A patient: symptoms, a diagnosis, what speaks for it and against, then cause and cure."""

from __future__ import annotations

import difflib

import streamlit as st

from lib.operations.checks.training import share_of_truth
from lib.operations.clinic.diagnoses import NAMES, Diagnoses, judge
from lib.operations.clinic.patients import ORDER, Patient, load_patient
from lib.operations.clinic.programs import CHANGES, EPOCHS, HEALTHY, PICTURES, SIDE, program
from lib.operations.clinic.signs import signs_of
from lib.ui.check import ask
from lib.ui.clinic import again
from lib.ui.clinic.sign_text import sign_text
from lib.ui.clinic.symptoms import SYMPTOMS, show_curves_of, show_symptom
from lib.ui.page import Page


def draw(page: Page) -> None:
    """The patient's file."""
    say = page.say
    told = Diagnoses.read(page.controls.text("told", default=Diagnoses().text,
                                             parse=Diagnoses.read))  # fmt: skip
    at_patient, at_symptom = st.columns([1, 3.2], gap="medium", vertical_alignment="bottom")
    with at_patient:
        number = int(
            page.controls.choice(
                "patient",
                range(1, len(ORDER) + 1),
                label=say("clinic.patients"),
                default=1,
                format_func=lambda number: say("clinic.patient", number=number),
                style="select",
            )
        )
    with at_symptom:
        symptom = page.controls.choice(
            "symptom",
            SYMPTOMS,
            label=say("clinic.symptom"),
            default=SYMPTOMS[0],
            format_func=lambda name: say(f"clinic.symptom.{name}"),
        )
    patient = load_patient(ORDER[number - 1])
    quantity = show_symptom(page, patient, symptom, number)
    _diagnose(page, told, number)
    known = told.solved(number) or told.is_shown(number)
    if told.is_shown(number):
        name = say(f"clinic.fault.{patient.fault}")
        st.markdown(f"**{say('questions.shown', answer=name)}**")
        _reasons(page, patient, patient.fault)
    elif (diagnosis := told.of(number)) is not None:
        _feedback(page, patient, diagnosis)
    if known:
        _explain(page, patient, number, quantity)
    page.block("notice-patient", count=len(ORDER), pictures=PICTURES, side=SIDE, epochs=EPOCHS)
    worked = share_of_truth(patient) if known else None
    if worked is not None:
        ask(page, "patient", worked)


def _diagnose(page: Page, told: Diagnoses, number: int) -> None:
    """Choose a diagnosis, or give up; how many are solved."""
    say, given_up = page.say, told.is_shown(number)
    key = f"clinic.diagnosis.{number}.{say.language}"

    def take() -> None:
        if (picked := st.session_state[key]) is not None:
            page.controls.set(told=told.told(number, picked).text)

    chosen = told.of(number)
    if given_up:  # a list of its own: the other one would still say what was picked before
        chosen, key = ORDER[number - 1], f"{key}.shown"
    with st.container(key="clinic-diagnosis", border=True, gap="small"):
        st.markdown(f"**{say('clinic.ask')}**")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            st.selectbox(
                say("clinic.ask"),
                NAMES,
                index=None if chosen is None else NAMES.index(chosen),
                format_func=lambda code: say(f"clinic.fault.{code}"),
                placeholder=say("clinic.choose"),
                key=key,
                on_change=take,
                label_visibility="collapsed",
                width=460,
                disabled=given_up,
            )
            st.button(
                say("questions.show"),
                type="tertiary",
                icon=":material/visibility:",
                on_click=lambda: page.controls.set(told=told.shown(number).text),
                disabled=given_up or told.solved(number),
            )
            st.button(
                say("clinic.next"),
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=lambda: page.controls.set(patient=number % len(ORDER) + 1),
            )
        st.caption(say("clinic.solved", solved=told.count, count=len(ORDER)))


def _feedback(page: Page, patient: Patient, diagnosis: str) -> None:
    """Whether a diagnosis is right, and why."""
    say = page.say
    name = say(f"clinic.fault.{diagnosis}")
    if diagnosis == patient.fault:
        st.markdown(f":green[:material/check_circle: **{say('clinic.right', name=name)}**]")
    else:
        st.markdown(f":orange[:material/cancel: **{say('clinic.wrong', name=name)}**]")
    _reasons(page, patient, diagnosis)


def _reasons(page: Page, patient: Patient, diagnosis: str) -> None:
    """What speaks for a diagnosis and what against it, with the numbers of this patient."""
    say, found, seen = page.say, judge(patient, diagnosis), signs_of(patient)
    columns = st.columns(2, gap="large")
    for column, kind, names in zip(
        columns, ("for", "against"), (found.speaks_for, found.against), strict=True
    ):
        with column:
            st.markdown(f"**{say(f'clinic.{kind}')}**")
            lines = [f"- {sign_text(page, sign, seen[sign])}" for sign in names]
            st.markdown("\n".join(lines) or say(f"clinic.{kind}.nothing"))


def _explain(page: Page, patient: Patient, number: int, quantity: str | None) -> None:
    """Cause, the line, the cure, and the cured training beside this one."""
    say, fault = page.say, patient.fault
    page.block(f"cause-{fault}")
    if CHANGES[fault] is not None:
        st.markdown(f"**{say('clinic.cure')}**")
        st.code(difference(fault), language="diff")
        st.markdown(f"**{say('clinic.cured')}**")
        both = {"patient": patient.curves, "cured": load_patient("healthy").curves}
        quantity = show_curves_of(page, both, number, quantity=quantity)
    again.draw(page, patient, number, quantity)


def difference(fault: str) -> str:
    """The lines that are wrong, and those in their place, as a difference.

    Example:
        >>> print(difference("integer_division"))
        -    layers.Rescaling(1 // 255),
        +    layers.Rescaling(1 / 255),
    """
    lines = difflib.unified_diff(
        program(fault).splitlines(), HEALTHY.splitlines(), n=0, lineterm=""
    )
    return "\n".join(line for line in lines if line[:2] not in ("@@", "--", "++"))
