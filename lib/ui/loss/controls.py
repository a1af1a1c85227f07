"""Five logits and a true class: what the page about the loss begins with."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from lib.figures.bars import Rows
from lib.operations.loss import matching_preset, presets
from lib.stages.activations import load_network
from lib.ui.page import Page
from lib.ui.pairs import paired_columns, paired_stack

DEFAULT = "roses"
LIMIT = 12.0  # what the shipped network says of its pictures lies within ±10.1
TEMPERATURES = (0.1, 10.0)
OWN = "own"

# The views that have a slider of their own: its name, range, default and step.
_SLIDERS = {
    "tempered": ("temperature", *TEMPERATURES, 2.5, 0.1),
    "overflow": ("size", 1.0, 1000.0, 120.0, 1.0),
}


@dataclass(frozen=True)
class ChosenLogits:
    """What the visitor set.

    Attributes:
        logits: One number a class, −12 to 12.
        label: The true class, 0 to K − 1.
        names: What the classes are called.
    """

    logits: tuple[float, ...]
    label: int
    names: tuple[str, ...]

    def rows(self, truth_note: str, *, compact: bool = False) -> Rows:
        """The rows of a drawing about these classes; compact where it has two lanes of them."""
        return Rows(self.names, self.label, truth_note, row=27.0 if compact else 42.0)


def choose_logits(page: Page) -> ChosenLogits:
    """Draw the choice of a picture's logits, of the true class, and a slider a logit."""
    say = page.say
    classes = load_network().classes
    begin = next(preset for preset in presets() if preset.key == DEFAULT)
    top, sliders = st.container(), paired_stack(page, "logits")
    with sliders:
        logits = tuple(
            page.controls.slider(
                name,
                label=say(f"stage.class.{name}"),
                minimum=-LIMIT,
                maximum=LIMIT,
                default=begin.logits[position],
                step=0.1,
                format="%.1f",
            )
            for position, name in enumerate(classes)
        )
    with top:
        picture, truth = paired_columns(page, "labels", 2, gap="small")
        with truth:
            label = page.controls.choice(
                "label",
                classes,
                label=say("loss.label"),
                default=begin.label,
                format_func=lambda name: say(f"stage.class.{name}"),
                style="select",
            )
        with picture:
            _choose_preset(page, logits, label)
    names = tuple(say(f"stage.class.{name}") for name in classes)
    return ChosenLogits(logits, classes.index(label), names)


def view_slider(page: Page, view: str) -> tuple[float, ...]:
    """Draw the slider that only this view has; its value, or nothing."""
    if view not in _SLIDERS:
        return ()
    name, minimum, maximum, default, step = _SLIDERS[view]
    value = page.controls.slider(
        name,
        label=page.say(f"loss.{name}"),
        minimum=minimum,
        maximum=maximum,
        default=default,
        step=step,
        format="%.1f" if step < 1 else "%.0f",
    )
    return (value,)


def _choose_preset(page: Page, logits: tuple[float, ...], label: str) -> None:
    # Not in the address: the sliders are, and which preset they match follows from them.
    say = page.say
    found = matching_preset(logits, label) or OWN
    keys = [preset.key for preset in presets()] + ([OWN] if found == OWN else [])
    key = "loss/preset"
    st.session_state[key] = found

    def name(preset: str) -> str:
        known = preset in (OWN, "equal")
        return say(f"loss.preset.{preset}" if known else f"picture.sample.{preset}")

    def take() -> None:
        for preset in presets():
            if preset.key == st.session_state[key]:
                values = dict(zip(load_network().classes, preset.logits, strict=True))
                page.controls.set(label=preset.label, **values)

    st.selectbox(
        say("loss.preset"),
        keys,
        key=key,
        format_func=name,
        on_change=take,
        help=say("loss.preset.help"),
    )
