"""Tasks about counting: parameters, multiplications, batches, a place in a row."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lib.architecture.counting import LayerCount, count_layer
from lib.architecture.layers import Conv2D, Dense
from lib.cnn.costs import Count
from lib.cnn.dense import flatten_index
from lib.datasets.folder import split_counts
from lib.operations.folder_split import Batches
from lib.operations.worksheet.task import Task, in_lines


def convolution_parameters(chance: np.random.Generator) -> Task:
    """What a Conv2D learns, with its biases."""
    window = int(chance.choice([3, 5, 7]))
    channels = int(chance.choice([1, 3, 4, 8, 16, 32]))
    filters = int(chance.choice([4, 6, 8, 12, 16, 20, 32]))
    count = _counted(Conv2D(filters, window=(window, window)), (16, 16, channels))
    facts = {"window": window, "channels": channels, "filters": filters}
    return _count("conv", facts, count.trainable)


def dense_parameters(chance: np.random.Generator) -> Task:
    """What a Dense learns behind a Flatten."""
    side = int(chance.integers(3, 9))
    channels = int(chance.choice([2, 4, 8, 10, 16]))
    units = int(chance.choice([3, 5, 8, 10, 20]))
    count = _counted(Dense(units), (side * side * channels,))
    facts = {"side": side, "channels": channels, "units": units}
    inputs = rf"{side}\cdot {side}\cdot {channels}={side * side * channels}"
    working = in_lines([f"n={inputs}", _product(count.trainable)])
    return Task("dense", facts, (count.trainable.value,), working)


def multiplications(chance: np.random.Generator) -> Task:
    """The products of a Conv2D for one picture."""
    side = int(chance.choice([6, 8, 10, 12, 16, 20]))
    channels = int(chance.choice([1, 2, 3, 4, 8]))
    filters = int(chance.choice([2, 4, 5, 8, 10]))
    padding = str(chance.choice(["same", "valid"]))
    count = _counted(Conv2D(filters, window=(3, 3), padding=padding), (side, side, channels))
    facts = {"side": side, "channels": channels, "filters": filters, "padding": padding}
    return _count("products", facts, count.multiply_adds)


def batches(chance: np.random.Generator) -> Task:
    """Batches of an epoch and steps of several, with a part held back and a last batch not full."""
    while True:
        pictures = 20 * int(chance.integers(10, 46))
        percent = int(chance.choice([10, 15, 20, 25, 30]))
        size = int(chance.choice([16, 20, 24, 32, 40, 50]))
        epochs = int(chance.integers(3, 13))
        training, held_back = split_counts(pictures, percent / 100)
        if held_back * 100 != percent * pictures:
            continue  # a share that is no whole number, or that binary fractions cut short
        found = Batches(training, size)
        if found.last == size or found.count * epochs >= 1000:
            continue
        facts = {"pictures": pictures, "percent": percent, "batch": size, "epochs": epochs}
        lines = [
            rf"{pictures}-{percent}\,\%\cdot {pictures}={training}",
            rf"\lceil {training}/{size}\rceil={found.count}",
            rf"{found.count}\cdot {epochs}={found.count * epochs}",
        ]
        answer = (found.count, found.count * epochs)
        return Task("batches", facts, answer, in_lines(lines), columns=2)


def flattened(chance: np.random.Generator) -> Task:
    """Where a cell lies after Flatten; never in the first row, where the rule does not show."""
    rows, columns = (int(side) for side in chance.integers(3, 9, 2))
    channels = int(chance.integers(2, 9))
    row, column = int(chance.integers(1, rows)), int(chance.integers(1, columns))
    channel = int(chance.integers(0, channels))
    place = flatten_index((rows, columns, channels), row, column, channel)
    facts = {
        "rows": rows,
        "columns": columns,
        "channels": channels,
        "row": row,
        "column": column,
        "channel": channel,
    }
    working = rf"({row}\cdot {columns}+{column})\cdot {channels}+{channel}={place}"
    return Task("flatten", facts, (place,), working)


def _counted(layer: Conv2D | Dense, shape: tuple[int, ...]) -> LayerCount:
    return count_layer(layer, shape, classes=1)


def _count(kind: str, facts: Mapping[str, object], count: Count) -> Task:
    return Task(kind, facts, (count.value,), _product(count))


def _product(count: Count) -> str:
    return f"{count.formula}={count.value}".replace("·", r"\cdot").replace(",", r"{,}")
