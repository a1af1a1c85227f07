"""How much of the input a unit deep in a network sees.

Along one axis, a layer whose windows reach over ``r`` cells with stride ``s`` and ``b`` border
cells before its input makes of a field ``(size, jump, start)``::

    size  + (r − 1) · jump       cells that a unit sees
    jump  · s                    cells from the field of a unit to that of the next
    start − b · jump             where the field of unit 0 begins; below 0 lies border
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from lib.cnn.windows import AxisPadding, AxisRule, axis_rule
from lib.errors import ShapeError


class LayerWindow(NamedTuple):
    """How a convolution or a pooling slides along one axis."""

    window: int
    stride: int = 1
    dilation: int = 1
    padding: AxisPadding = "valid"


@dataclass(frozen=True)
class ReceptiveField:
    """What the units of a layer see of the network's input, along one axis; in input cells.

    Attributes:
        size: Cells from the first to the last that a unit sees.
        jump: Cells from the field of a unit to that of the next.
        start: First cell that unit 0 sees; negative where that is border.
        units: Units of the layer along the axis.
        input_size: Cells of the network's input.
    """

    size: int
    jump: int
    start: int
    units: int
    input_size: int


def receptive_fields(
    input_size: int, layers: Iterable[LayerWindow | tuple[int, int, int, AxisPadding]]
) -> tuple[ReceptiveField, ...]:
    """The receptive field after every layer.

    Args:
        input_size: Cells of the network's input along the axis.
        layers: In order; window, stride, dilation, padding of each.  Layers that work on every
            cell by itself (ReLU, dropout, rescaling) change nothing and may be left out.

    Returns:
        One for the input itself, then one a layer.

    Raises:
        ShapeError: As :func:`~lib.cnn.windows.axis_rule`.

    References:
        A. Araujo, W. Norris, J. Sim: Computing Receptive Fields of Convolutional Neural
        Networks, Distill 2019, https://doi.org/10.23915/distill.00021

    Example:
        >>> convolution, pooling = LayerWindow(3, padding="same"), LayerWindow(2, stride=2)
        >>> fields = receptive_fields(180, 3 * [convolution, pooling])  # the network of the notes
        >>> [field.size for field in fields]
        [1, 3, 4, 8, 10, 18, 22]
        >>> fields[-1].jump, fields[-1].start, fields[-1].units
        (8, -7, 22)
    """
    field = ReceptiveField(1, 1, 0, input_size, input_size)
    fields = [field]
    for layer in layers:
        window, stride, dilation, padding = layer
        rule = axis_rule(field.units, window, stride=stride, dilation=dilation, padding=padding)
        field = field_after(field, rule)
        fields.append(field)
    return tuple(fields)


def field_after(field: ReceptiveField, rule: AxisRule) -> ReceptiveField:
    """The receptive field after one more layer.

    Args:
        field: Of the layer before.
        rule: How the layer's windows lie along the axis.

    Example:
        >>> field_after(ReceptiveField(3, 1, -1, 8, 8), axis_rule(8, 2, stride=2)).size
        4
    """
    return ReceptiveField(
        size=field.size + (rule.reach - 1) * field.jump,
        jump=field.jump * rule.stride,
        start=field.start - rule.before * field.jump,
        units=rule.output_size,
        input_size=field.input_size,
    )


def field_of_all(field: ReceptiveField) -> ReceptiveField:
    """The cells of the input that all units of a layer see together, border left out.

    What a unit sees that is connected with all of them, as in a dense layer.

    Example:
        >>> field_of_all(ReceptiveField(3, 2, 0, 3, 8)).size
        7
    """
    first = max(field.start, 0)
    end = min(field.start + (field.units - 1) * field.jump + field.size, field.input_size)
    return ReceptiveField(end - first, field.jump, first, 1, field.input_size)


def field_of_unit(field: ReceptiveField, unit: int, *, clip: bool = True) -> range:
    """The input cells from the first to the last that a unit sees.

    Where windows skip cells (dilation, or a stride larger than the window) some between the
    two are not seen.

    Args:
        field: Of the unit's layer.
        unit: 0 to ``field.units − 1``.
        clip: Leave border cells out; otherwise they are numbered below 0 and past the end.

    Raises:
        ShapeError: ``shape.index``.

    Example:
        >>> field = receptive_fields(8, [LayerWindow(3, padding="same")])[-1]
        >>> field_of_unit(field, 0), field_of_unit(field, 0, clip=False)
        (range(0, 2), range(-1, 2))
    """
    if not 0 <= unit < field.units:
        raise ShapeError("shape.index", got=unit, last=field.units - 1)
    first = field.start + unit * field.jump
    end = first + field.size
    return range(max(first, 0), min(end, field.input_size)) if clip else range(first, end)
