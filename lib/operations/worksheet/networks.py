"""Tasks about several layers: shapes through three stages, what a unit sees."""

from __future__ import annotations

import numpy as np

from lib.architecture.analysis import analyse
from lib.architecture.layers import Conv2D, MaxPooling2D
from lib.architecture.network import Network
from lib.cnn.receptive_field import LayerWindow, receptive_fields
from lib.operations.worksheet.task import Task, in_lines

_STAGES = 3
_LARGE = 512  # cells along an axis: more than any stack below sees


def stages(chance: np.random.Generator) -> Task:
    """Rows, columns and channels after each of three stages of convolution and pooling."""
    padding = str(chance.choice(["same", "valid"]))
    side = int(chance.choice([28, 32, 40, 44, 48, 50, 60, 64, 72, 90, 96, 100, 128]))
    first = int(chance.choice([4, 6, 8, 16]))
    filters = [first * 2**stage for stage in range(_STAGES)]
    layers = [
        layer
        for count in filters
        for layer in (Conv2D(count, window=(3, 3), padding=padding), MaxPooling2D())
    ]
    rows = analyse(Network(tuple(layers)), (side, side, 3), classes=1).rows
    shapes = [row.output_shape for row in rows]
    ends = shapes[1::2]
    lines = [
        rf"{before[0]}\to {inside[0]}\to {after[0]}=\lfloor {inside[0]}/2\rfloor"
        for before, inside, after in zip([(side,), *ends], shapes[::2], ends, strict=False)
    ]
    facts = {"side": side, "padding": padding, **dict(zip(("a", "b", "c"), filters, strict=True))}
    answer = tuple(number for shape in ends for number in shape)
    return Task("stages", facts, answer, in_lines(lines), columns=3)


def seen(chance: np.random.Generator) -> Task:
    """How wide the part of the picture is that a unit behind a stack of layers sees."""
    convolution = LayerWindow(int(chance.choice([3, 5, 7])), padding="same")
    pooling = LayerWindow(2, stride=2)
    block = int(chance.integers(1, 3)) * [convolution] + [pooling]
    stack = int(chance.integers(1, 3)) * block + int(chance.integers(1, 3)) * [convolution]
    fields = receptive_fields(_LARGE, stack)
    terms = [
        rf"{layer.window - 1}\cdot {before.jump}"
        for layer, before in zip(stack, fields, strict=False)
    ]
    said = " → ".join(
        f"{'Conv2D' if layer is convolution else 'MaxPooling2D'} {layer.window}×{layer.window}"
        for layer in stack
    )
    working = f"1+{'+'.join(terms)}={fields[-1].size}"
    return Task("field", {"stack": said}, (fields[-1].size,), working)
