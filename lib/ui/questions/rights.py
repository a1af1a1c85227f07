"""The right answer of each question, by the same functions that the other pages use."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from lib.architecture.analysis import Analysis, analyse
from lib.architecture.network import NOTES_NETWORK
from lib.datasets.garden import CLASS_NAMES
from lib.layers.bounds import LayerBounds
from lib.operations import questions
from lib.operations.comparisons import load_recording
from lib.operations.courses import Repeats
from lib.operations.cut_off import NOTES_SHAPE
from lib.operations.dropout import draw
from lib.operations.resize import fit
from lib.operations.shuffling import Integers, kept_batches
from lib.runs.shipped import shipped_run
from lib.ui.asking import Asking
from lib.ui.batches.epochs_view import BATCH, BATCHES, EPOCHS
from lib.ui.batches.shared import ORDERS, SEED

SIDE = 180  # of the pictures of the notes
RATE = 0.2  # of its dropout
_PHOTOGRAPH = (240, 320)  # any picture that is not a square


def right_answer(asking: Asking, number: int) -> str | None:
    """The code of the right answer; None while the worker is still looking for it."""
    return _RIGHT[number](asking)


def question_facts(number: int, code: str | None = None) -> dict[str, str]:
    """The numbers in a question's own words, and in those of something to pick."""
    if number == 4:
        return {"rate": f"{RATE:g}", "kept": f"{1 - RATE:.0%}"}
    if number == 7:
        return {"classes": f"{len(CLASS_NAMES)}"}
    if number != 10:
        return {}
    row = questions.second_convolution(notes_counts())
    guesses = questions.parameter_guesses(row)
    return {
        "inputs": f"{row.input_shape[-1]}",
        "filters": f"{row.output_shape[-1]}",
        "value": f"{guesses[code]:,}" if code else "",
    }


def batch_orders(asking: Asking) -> Integers | None:
    """Who came when, epoch by epoch, in the pipeline of the notes; None while unknown."""
    orders: Integers | None = asking.ask(ORDERS, "members_of", "notes", SEED, EPOCHS, BATCH)
    return orders


def shipped_bounds(asking: Asking) -> tuple[LayerBounds, ...] | None:
    """Between what every layer of the shipped network lies; None while unknown."""
    found: tuple[LayerBounds, ...] | None = asking.ask(
        "lib.models.inside.values", "bounds", str(shipped_run().model_path)
    )
    return found


@cache
def notes_counts(side: int = SIDE) -> Analysis:
    """The network of the notes, counted."""
    return analyse(NOTES_NETWORK, (side, side, 3), classes=len(CLASS_NAMES))


def repeats(comparison: str, variant: str) -> Repeats:
    """The courses of a recorded recipe."""
    return load_recording(comparison).variants[variant].repeats


def _kept(asking: Asking) -> str | None:
    orders = batch_orders(asking)
    if orders is None:
        return None
    return questions.members_kept(kept_batches(orders, BATCH)[1].members, BATCHES)


def _negative(asking: Asking) -> str | None:
    bounds = shipped_bounds(asking)
    return None if bounds is None else questions.negative_layers(bounds)


def _grows(_: Asking) -> str:
    found = notes_counts()
    one, many = ((found.parameters, pictures * found.multiply_adds) for pictures in (1, 32))
    return questions.grows_with_batch(one, many)


def _parameters(_: Asking) -> str:
    row = questions.second_convolution(notes_counts())
    guesses = questions.parameter_guesses(row)
    return next(code for code, value in guesses.items() if value == row.count.parameters)


_RIGHT: dict[int, Callable[[Asking], str | None]] = {
    1: lambda _: questions.distortion(fit("squash", _PHOTOGRAPH, (SIDE, SIDE))),
    2: lambda _: questions.factor_of(1.0 / 255, 1 / 255),
    3: lambda _: questions.gap_change(
        repeats("augmentation", "none"), repeats("augmentation", "notes")
    ),
    4: lambda _: questions.chance_of_cut_off(RATE, math.prod(NOTES_SHAPE)),
    5: _kept,
    6: _negative,
    7: lambda _: questions.success(
        repeats("order", "sorted").end("validation").mean, len(CLASS_NAMES)
    ),
    8: _grows,
    9: lambda _: questions.way_of_dropping(draw("daisy", RATE, seed=1, training=True)),
    10: _parameters,
}
