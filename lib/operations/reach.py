"""How far a unit reaches: the cells of every layer below that can change it."""

from __future__ import annotations

from dataclasses import dataclass

from lib.cnn.receptive_field import LayerWindow, ReceptiveField, receptive_fields
from lib.cnn.windows import AxisRule, axis_rule, input_range

POOLING = LayerWindow(2, stride=2)


@dataclass(frozen=True)
class ReachLayer:
    """One row of cells.

    Attributes:
        kind: ``picture``, ``convolution`` or ``pooling``.
        number: Which of its kind, from 1.
        rule: How its windows lie on the row below; None for the picture.
        field: What its units see of the picture.
    """

    kind: str
    number: int
    rule: AxisRule | None
    field: ReceptiveField


@dataclass(frozen=True)
class Reach:
    """Layers along one axis, from the picture up."""

    layers: tuple[ReachLayer, ...]

    def cone(self, layer: int, unit: int) -> tuple[range, ...]:
        """The cells a unit depends on in every layer from the picture to its own, border left out.

        Raises:
            ShapeError: ``shape.index``: there is no such unit.

        Example:
            >>> stack_layers(8, blocks=1, kernel=3, pooling=True).cone(2, 0)
            (range(0, 3), range(0, 2), range(0, 1))
        """
        cells = range(unit, unit + 1)
        seen = [cells]
        for above in reversed(self.layers[1 : layer + 1]):
            rule = above.rule
            assert rule is not None  # only the picture has none, and it is not above anything
            first, last = input_range(rule, cells[0]), input_range(rule, cells[-1])
            cells = range(max(0, first.start), min(rule.input_size, last.stop))
            seen.append(cells)
        return tuple(reversed(seen))


def stack_layers(side: int, *, blocks: int, kernel: int, pooling: bool) -> Reach:
    """Convolutions with the padding ``same``, each followed by a 2×2 pooling if wanted.

    Args:
        side: Cells of the picture along the axis.
        blocks: How many convolutions.
        kernel: Side of their kernels.
        pooling: Whether a pooling follows each.

    Raises:
        ShapeError: As :func:`lib.cnn.windows.axis_rule`.

    Example:
        >>> notes = stack_layers(180, blocks=3, kernel=3, pooling=True)
        >>> notes.layers[-1].field.size, notes.layers[-1].field.units
        (22, 22)
    """
    convolution = LayerWindow(kernel, padding="same")
    block = [("convolution", convolution), *([("pooling", POOLING)] if pooling else [])]
    kinds, windows = zip(*(block * blocks), strict=True)
    fields = receptive_fields(side, windows)
    layers = [ReachLayer("picture", 1, None, fields[0])]
    for position, (kind, window) in enumerate(zip(kinds, windows, strict=True)):
        rule = axis_rule(
            fields[position].units, window.window, stride=window.stride, padding=window.padding
        )
        layers.append(ReachLayer(kind, position // len(block) + 1, rule, fields[position + 1]))
    return Reach(tuple(layers))
