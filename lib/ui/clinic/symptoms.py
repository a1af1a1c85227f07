"""What can be looked at before a diagnosis: one figure or table a symptom."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import streamlit as st

from lib.datasets.garden import CLASS_NAMES
from lib.figures.layer_courses import layer_courses
from lib.figures.readable import readable
from lib.operations.clinic.patients import Numbers, Patient
from lib.operations.clinic.signs import LAST
from lib.operations.courses import Course, Repeats
from lib.ui.chart import chart
from lib.ui.compare.shared import choose_quantity, show_curves
from lib.ui.matrix import confusion_table
from lib.ui.page import Page
from lib.ui.run_titles import class_title

_KINDS = {"conv": "convolution", "dense": "dense"}


def show_symptom(page: Page, patient: Patient, symptom: str, number: int) -> str | None:
    """Draw what one symptom shows, with a caption; the quantity if curves were shown."""
    return _SHOW[symptom](page, patient, number)


def show_curves_of(
    page: Page,
    courses: Mapping[str, Mapping[str, Numbers]],
    number: int,
    *,
    quantity: str | None = None,
) -> str:
    """Curves of one or two patients in the same scale.

    Args:
        page: The page being drawn.
        courses: The curves, by what they are called: ``patient``, ``cured``, ``here``.
        number: Of the patient.
        quantity: Accuracy or loss; where it is not known yet, its control is drawn.

    Returns:
        The quantity.
    """
    quantity = quantity or choose_quantity(page)
    compared = {name: _repeats(curves) for name, curves in courses.items()}
    titles = {name: page.say(f"clinic.title.{name}", number=number) for name in courses}
    epochs = next(iter(compared.values())).epochs
    view = "clinic." + "-".join(courses)
    show_curves(page, view, compared, titles, quantity=quantity, epochs=epochs)
    return quantity


def _curves(page: Page, patient: Patient, number: int) -> str:
    quantity = show_curves_of(page, {"patient": patient.curves}, number)
    ends = {name: readable(float(values[-1])) for name, values in patient.curves.items()}
    chance = 1 / patient.classes
    st.caption(
        page.say(
            "clinic.curves.caption",
            epochs=len(patient.curves["loss"]),
            classes=patient.classes,
            chance=readable(chance),
            guess=readable(-math.log(chance)),
            last=LAST,
            **ends,
        )
    )
    return quantity


def _confusion(page: Page, patient: Patient, number: int) -> None:
    say, key = page.say, f"clinic.confusion.{number}"
    titles = [class_title(say, name) for name in CLASS_NAMES]
    cell = _pressed(key, patient.classes)
    confusion_table(
        patient.confusion, titles, selected=cell, say=say, key=key, on_change=lambda: None
    )
    if cell is not None:
        facts = {"count": int(patient.confusion[cell]), "of": int(patient.confusion[cell[0]].sum())}
        names = {"true": titles[cell[0]], "said": titles[cell[1]]}
        st.markdown(say("clinic.confusion.cell", **facts, **names))
    right = int(np.trace(patient.confusion))
    total = int(patient.confusion.sum())
    st.caption(say("clinic.confusion.caption", right=right, total=total))


def _pressed(key: str, classes: int) -> tuple[int, int] | None:
    """Row and column of the cell that was pressed last, which a browser told."""
    state = st.session_state.get(key)
    row, _, column = str((state.get("cell") if state else None) or "").partition("-")
    if not (row.isdecimal() and column.isdecimal()):
        return None
    cell = int(row), int(column)
    return cell if max(cell) < classes else None


def _activations(page: Page, patient: Patient, _: int) -> None:
    say = page.say
    heads = ("layer", "before_low", "before_high", "low", "high", "mean", "zeros")
    lines = [
        "| " + " | ".join(say(f"clinic.head.{name}") for name in heads) + " |",
        "|---|" + "---:|" * (len(heads) - 1),
    ]
    for before, after in zip(patient.start, patient.end, strict=True):
        numbers = [readable(x) for x in (before.low, before.high, after.low, after.high,
                                         after.mean)]  # fmt: skip
        lines.append(f"| `{after.layer}` | {' | '.join(numbers)} | {after.zeros:.0%} |")
    st.markdown("\n".join(lines))
    st.caption(say("clinic.activations.caption"))


def _gradients(page: Page, patient: Patient, number: int) -> None:
    epochs = range(1, len(patient.curves["loss"]) + 1)
    kinds = {name: _kind(name) for name in patient.gradients}
    for column, what in zip(st.columns(2, gap="medium"), ("gradients", "changes"), strict=True):
        with column:
            values: Mapping[str, Any] = getattr(patient, what)
            finite = {name: [_drawable(x) for x in each] for name, each in values.items()}
            title = page.say(f"clinic.{what}.title")
            st.markdown(f"**{title}**")
            if any(x for each in finite.values() for x in each):
                chart(
                    layer_courses(epochs, finite, kinds, title=page.say("run.epoch")),
                    key=f"clinic.{what}.{number}",
                    alt=page.say("clinic.gradients.alt", what=title),
                )
            else:
                st.markdown(page.say("clinic.all_zero"))
    ends = page.say("list.separator").join(
        f"`{name}` {readable(float(each[-1]))}" for name, each in patient.gradients.items()
    )
    st.caption(page.say("clinic.gradients.caption", ends=ends))


def _predictions(page: Page, patient: Patient, _: int) -> None:
    say = page.say
    titles = [class_title(say, name) for name in CLASS_NAMES]
    lines = [
        f"| {say('clinic.head.true')} | " + " | ".join(titles) + " |",
        "|---|" + "---:|" * len(titles),
        *(
            f"| **{title}** | " + " | ".join(_shares(row, int(met))) + " |"
            for title, row, met in zip(
                titles, patient.shares, patient.confusion.sum(axis=1), strict=True
            )
        ),
    ]
    st.markdown("\n".join(lines))
    low, high = (readable(x) for x in patient.outputs)
    st.caption(
        say("clinic.predictions.caption", low=low, high=high, fickle=f"{patient.fickle:.0%}")
    )


def _shares(row: Numbers, met: int) -> list[str]:
    """A row of the table; a class that no picture belongs to has no mean."""
    if not met:
        return ["–"] * len(row)
    return [f"**{x:.0%}**" if x == row.max() else f"{x:.0%}" for x in row]


def _pictures(page: Page, patient: Patient, _: int) -> None:
    say, data = page.say, patient.data
    lines = [f"| {say('clinic.head.count')} | |", "|---|---:|"]
    for name in ("training", "validation", "batch", "updates"):
        lines.append(f"| {say(f'clinic.data.{name}')} | {data[name]:,.0f} |")
    for name in ("one_class", "wrong", "shared", "strangers", "varied"):
        lines.append(f"| {say(f'clinic.data.{name}')} | {data[name]:.0%} |")
    st.markdown("\n".join(lines))
    st.caption(say("clinic.pictures.caption"))


def _repeats(curves: Mapping[str, Numbers]) -> Repeats:
    """A patient's course; a loss without end is drawn as if it were not there."""

    def of(name: str) -> Numbers:
        values = curves.get(name, np.zeros(0))  # none before the first epoch has ended
        return np.where(np.isfinite(values), values, np.nan)

    training = {name: of(name) for name in ("accuracy", "loss")}
    validation = {name: of(f"val_{name}") for name in ("accuracy", "loss")}
    return Repeats((Course(0, training, validation),))


def _kind(layer: str) -> str:
    return next((kind for start, kind in _KINDS.items() if layer.startswith(start)), "dense")


def _drawable(value: float) -> float | None:
    return float(value) if np.isfinite(value) and value > 0 else None


_SHOW: dict[str, Callable[[Page, Patient, int], str | None]] = {
    "curves": _curves,
    "confusion": _confusion,
    "activations": _activations,
    "gradients": _gradients,
    "predictions": _predictions,
    "pictures": _pictures,
}
SYMPTOMS = tuple(_SHOW)
