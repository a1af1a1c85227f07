"""The same network fed one picture and several: what `None` stands for."""

from __future__ import annotations

from typing import Any

from lib.cnn.costs import VALUE_BYTES
from lib.figures.batch_bars import Quantity, batch_bars
from lib.figures.quantities import memory_text
from lib.ui.shapes.model import Model
from lib.ui.shapes.names import shape_text
from lib.words import Words

FED = (1, 7, 32)  # as in the notes: one picture to predict, a batch of 32 to train
# Weights, their gradients, and the two running means that Adam keeps of these.
KEPT_IN_TRAINING = 4
EPOCHS = ("half", "same", "twice")  # the work of an epoch when batches are twice as large


def batches(own: int) -> tuple[int, ...]:
    """The numbers of pictures to compare."""
    return tuple(sorted({*FED, own}))


def quantities(model: Model, counts: tuple[int, ...], say: Words) -> list[Quantity]:
    """What is counted for each number of pictures, in training and in prediction."""
    found = model.found
    fixed = {
        "parameters": (found.parameters, str_count),
        "learning": (
            VALUE_BYTES * (KEPT_IN_TRAINING * found.trainable + found.fixed),
            memory_text,
        ),
    }
    each = {
        "operations": (found.multiply_adds, str_count),
        "kept": (VALUE_BYTES * found.values, memory_text),
        "passing": (VALUE_BYTES * found.peak_values, memory_text),
    }
    kinds = {"parameters": "dense", "learning": "dense", "operations": "convolution",
             "kept": "pooling", "passing": "pooling"}  # fmt: skip
    rows = []
    for name in ("parameters", "operations", "passing", "kept", "learning"):
        value, text = fixed[name] if name in fixed else each[name]
        values = tuple(value if name in fixed else value * count for count in counts)
        rows.append(
            Quantity(
                say(f"shapes.batch.{name}"),
                say(f"shapes.batch.{name}.note"),
                values,
                tuple(map(text, values)),
                kinds[name],
            )
        )
    return rows


def draw_batches(model: Model, counts: tuple[int, ...], say: Words) -> tuple[str, str]:
    """The drawing for a wide and for a narrow place."""
    titles = [say("shapes.batch.pictures", count=count) for count in counts]
    rows = quantities(model, counts, say)
    return batch_bars(titles, rows), batch_bars(titles, rows, narrow=True)


def batch_facts(model: Model, own: int) -> dict[str, Any]:
    """The numbers of the texts."""
    found, last = model.found, model.found.rows[-1]
    kept = VALUE_BYTES * found.values
    return {
        "own": own,
        "twice_own": 2 * own,
        "kept_twice": memory_text(2 * own * kept),
        "parameters": f"{found.parameters:,}",
        "trainable": f"{found.trainable:,}",
        "fixed": f"{found.fixed:,}",
        "operations": f"{found.multiply_adds:,}",
        "values": f"{found.values:,}",
        "peak": f"{found.peak_values:,}",
        "input": shape_text(found.input_shape),
        "input_one": shape_text(found.input_shape, 1),
        "input_batch": shape_text(found.input_shape, 32),
        "output": shape_text(last.output_shape),
        "output_own": shape_text(last.output_shape, own),
        "own_operations": f"{own * found.multiply_adds:,}",
        "kept_one": memory_text(kept),
        "kept_own": memory_text(own * kept),
        "passing_one": memory_text(VALUE_BYTES * found.peak_values),
        "passing_own": memory_text(own * VALUE_BYTES * found.peak_values),
        "weights": memory_text(VALUE_BYTES * found.parameters),
        "learning": memory_text(VALUE_BYTES * (KEPT_IN_TRAINING * found.trainable + found.fixed)),
    }


def str_count(value: int) -> str:
    """A count with thousands apart."""
    return f"{value:,}"
