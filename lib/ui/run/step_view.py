"""One batch in numbers: what a single step of a waiting run did."""

from __future__ import annotations

import streamlit as st

from lib.figures.readable import decimal, precise_latex, readable, subtracted
from lib.images.contact import contact_strip
from lib.runs.directory import Run
from lib.runs.steps import SteppedBatch, read_step
from lib.ui.known_sets import may_see
from lib.ui.page import Page

_SHOWN = 16  # pictures of the batch
_SIDE = 56  # pixels of each


def step_view(page: Page, run: Run) -> None:
    """Draw the last single step of the run, if there was one."""
    stepped = read_step(run)
    if stepped is None:
        return
    say = page.say
    facts = {"epoch": stepped.epoch, "batch": stepped.batch, "count": len(stepped.labels)}
    st.markdown(f"#### {say('train.step', **facts)}")
    if may_see(run):
        st.image(
            contact_strip(list(stepped.pictures[:_SHOWN]), side=_SIDE),
            alt=say("train.step.pictures", **facts),
            output_format="PNG",
        )
    with st.container(key="numbers-step"):
        for name in ("loss", "loss_before", "loss_after"):
            value = f"{getattr(stepped, name):.4f}"
            st.metric(say(f"train.step.{name}"), value, help=say(f"train.step.{name}.help"))
    st.markdown(say("train.step.head") + "\n" + _rows(stepped))
    st.caption(say("train.step.caption", rate=decimal(stepped.rate)))
    page.fold("step", **_facts(stepped))


def _rows(stepped: SteppedBatch) -> str:
    """A row a layer: numbers only."""
    columns = (stepped.gradients, stepped.weights, stepped.changes, stepped.largest)
    return "\n".join(
        "| " + " | ".join([f"`{name}`", *map(readable, numbers)]) + " |"
        for name, *numbers in zip(stepped.layers, *columns, strict=True)
    )


def _facts(stepped: SteppedBatch) -> dict[str, str]:
    """The step of one weight for the formula."""
    weight, adam = stepped.weight, stepped.weight.adam
    written = {name: precise_latex(float(value)) for name, value in vars(adam).items()}
    signed = {f"signed_{name}": subtracted(text) for name, text in written.items()}
    return (
        written
        | signed
        | {
            "layer": weight.layer,
            "place": ", ".join(map(str, weight.place)),
            "before": _signed(weight.before),
            "after": _signed(weight.after),
            "moved": _signed(adam.change),
            "rate": decimal(adam.rate),
            "step": str(adam.step),
        }
    )


def _signed(value: float) -> str:
    """A weight as it stands in a sentence."""
    return f"{value:.6f}".replace("-", "−")
