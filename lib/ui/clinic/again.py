"""The same fault trained again: here and now, by its program, or as a recipe of the page Train."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lib.errors import ConvScopeError
from lib.figures.readable import readable
from lib.jobs import engine
from lib.operations.clinic.patients import Patient
from lib.operations.clinic.programs import EPOCHS, PICTURES, SEED, SIDE, program
from lib.operations.clinic.repeated import MOST_SEED, Repeated
from lib.operations.clinic.signs import signs_of
from lib.settings import settings
from lib.ui.clinic.sign_text import sign_text
from lib.ui.clinic.symptoms import show_curves_of
from lib.ui.page import Page, training_door

# Recipes of the page that trains which have the same fault.
RECIPES = {
    "healthy": {},
    "rate_high": {"learning_rate": "0.1"},
    "rate_low": {"learning_rate": "1e-05"},
    "sorted": {"order": "sorted"},
    "batch_of_one": {"batch_size": "1"},
}
_TASK = ("lib.models.repeating", "repeat")
_POLL_SECONDS = 1.0


def draw(page: Page, patient: Patient, number: int, quantity: str | None) -> None:
    """The button, the program, and what has been trained here."""
    say, fault = page.say, patient.fault
    st.markdown(f"**{say('clinic.repeat')}**")
    choice = "clinic.repeat.choice" if settings().training else "clinic.again.off"
    st.caption(say("clinic.repeat.how", side=SIDE, pictures=PICTURES))
    st.caption(say(choice))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        seed = int(
            page.controls.number(
                "seed",
                label=say("clinic.seed"),
                minimum=0,
                maximum=MOST_SEED,
                default=SEED,
                step=1,
                help=say("clinic.seed.help", seed=SEED),
                width=130,
            )
        )
        again = Repeated(fault, seed)
        going = _is_going(again)
        if (failure := engine.failure(*_TASK, fault, seed)) is not None:
            page.report(failure)
        trained = None if going else again.patient()
        if settings().training and st.button(
            say("clinic.again" if trained is None else "clinic.again.anew"),
            icon=":material/play_arrow:",
            disabled=going,
        ):
            _start(page, again)
        st.download_button(
            say("clinic.script"),
            program(fault, seed=seed),
            file_name=f"patient_{number}.py",
            mime="text/x-python",
            icon=":material/code:",
            on_click="ignore",
        )
        if fault in RECIPES and settings().training:
            size = {"image_size": f"{SIDE}", "picture_count": f"{PICTURES}",
                    "epochs": f"{EPOCHS}"}  # fmt: skip
            training_door(say("clinic.train"), **{**size, **RECIPES[fault], "seed": f"{seed}"})
    if going or trained is not None:
        _watch(page, again, patient, number, quantity, going=going)
    if trained is not None:
        _compare(page, again, patient, trained)


def _start(page: Page, again: Repeated) -> None:
    try:
        with again.forgotten():
            engine.start_aside(*_TASK, again.fault, again.seed)
    except ConvScopeError as error:
        page.report(error)
        return
    st.rerun()


def _is_going(again: Repeated) -> bool:
    """Whether it waits or is trained, here or for another server of the same home."""
    return engine.is_going(*_TASK, again.fault, again.seed) or again.is_training()


def _watch(
    page: Page,
    again: Repeated,
    patient: Patient,
    number: int,
    quantity: str | None,
    *,
    going: bool,
) -> None:
    """Recording and training side by side, redrawn while it trains."""
    say = page.say

    @st.fragment(run_every=_POLL_SECONDS if going else None)
    def live() -> None:
        curves = again.curves()
        if going:
            epoch = len(curves.get("loss", ()))
            does = "waits" if not again.is_training() else "at" if epoch else "begins"
            text = say(f"clinic.again.{does}", epoch=epoch, epochs=EPOCHS)
            st.progress(epoch / EPOCHS, text=text)
        courses = {"patient": patient.curves, "here": curves}
        show_curves_of(page, courses, number, quantity=quantity or "accuracy")
        if going and not _is_going(again):
            page.again()  # an ended training is compared

    live()


def _compare(page: Page, again: Repeated, patient: Patient, trained: Patient) -> None:
    """How far the training here went the way of the recording, number by number, sign by sign."""
    say = page.say
    if again.seed == SEED:
        difference, count = _apart(patient, trained)
        facts = {"count": count, "difference": readable(difference)}
        st.markdown(say("clinic.again.same", **facts))
    else:
        st.markdown(say("clinic.again.other", seed=again.seed, recorded=SEED))
    before, now = signs_of(patient), signs_of(trained)
    others = [name for name in now if now[name].seen != before[name].seen]
    if others:
        lines = [f"- {sign_text(page, name, now[name])}" for name in others]
        told = say("clinic.again.signs.other", same=len(now) - len(others), count=len(now))
        st.markdown(f"{told}\n\n" + "\n".join(lines))
    else:
        st.markdown(say("clinic.again.signs.same", count=len(now)))


def _apart(one: Patient, other: Patient) -> tuple[float, int]:
    """The largest difference between two trainings' curves, and of how many numbers.

    Where both are not finite there is no difference; where one is, it is infinite.
    """
    largest, count = 0.0, 0
    for name, values in one.curves.items():
        others = other.curves[name]
        numbers = np.isfinite(values), np.isfinite(others)
        if (numbers[0] != numbers[1]).any():
            largest = np.inf
        both = numbers[0] & numbers[1]
        largest = max(largest, float(np.abs(values[both] - others[both]).max(initial=0.0)))
        count += len(values)
    return largest, count
