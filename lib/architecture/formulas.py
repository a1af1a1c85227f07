"""Every number of a layer with the formula that it comes from, in the current numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from lib.architecture.analysis import LayerRow
from lib.architecture.layers import (
    DepthwiseConv2D,
    GlobalAveragePooling2D,
    SeparableConv2D,
)
from lib.cnn.costs import VALUE_BYTES, Count
from lib.cnn.receptive_field import ReceptiveField
from lib.cnn.windows import AxisRule


@dataclass(frozen=True)
class Formula:
    """One number.

    Attributes:
        what: ``rows``, ``columns``, ``sides`` (both at once), ``channels``, ``length``,
            ``trainable``, ``fixed``, ``operations``, ``bytes``, ``field``, ``field_rows``,
            ``field_columns``, ``jump`` or ``jump_columns``.
        formula: Symbols and numbers only; empty where the number is taken over as it is.
        value: What comes out.
    """

    what: str
    formula: str
    value: int


def layer_formulas(row: LayerRow) -> tuple[Formula, ...]:
    """The formulas of a layer, in the order of the table.

    Example:
        >>> from lib.architecture.analysis import analyse
        >>> from lib.architecture.network import NOTES_NETWORK
        >>> rows = analyse(NOTES_NETWORK, (180, 180, 3), classes=5).rows
        >>> [(f.what, f.formula, f.value) for f in layer_formulas(rows[2])][:2]
        [('sides', '⌊(180 − 2) / 2⌋ + 1', 90), ('channels', '', 16)]
    """
    return (*_shape(row), *_costs(row), *_reach(row))


def _shape(row: LayerRow) -> list[Formula]:
    shape = row.output_shape
    if len(shape) == 1:
        flat = isinstance(row.layer, GlobalAveragePooling2D) or len(row.input_shape) == 1
        gathered = "" if flat or shape[0] != prod(row.input_shape) else _product(row.input_shape)
        return [Formula("length", gathered, shape[0])]
    if row.count.windows is None:
        sides = [("rows", "", shape[0]), ("columns", "", shape[1])]
    else:
        same = getattr(row.layer, "padding", "valid") == "same"
        sides = [
            (what, _windows(rule, same=same), rule.output_size)
            for what, rule in zip(("rows", "columns"), row.count.windows, strict=True)
        ]
    return [*_one_or_two(sides, "sides"), Formula("channels", _channels(row), shape[2])]


def _channels(row: LayerRow) -> str:
    layer = row.layer
    if isinstance(layer, DepthwiseConv2D) and not isinstance(layer, SeparableConv2D):
        return _product((row.input_shape[2], layer.multiplier))
    return ""


def _windows(rule: AxisRule, *, same: bool) -> str:
    if same:
        return f"⌈{rule.input_size:,} / {rule.stride}⌉"
    return f"⌊({rule.input_size:,} − {_reach_of(rule)}) / {rule.stride}⌋ + 1"


def _reach_of(rule: AxisRule) -> str:
    if rule.dilation == 1:
        return str(rule.window)
    return f"({rule.dilation} · ({rule.window} − 1) + 1)"


def _costs(row: LayerRow) -> list[Formula]:
    count = row.count
    values = Count((*row.output_shape, VALUE_BYTES))
    listed = (
        ("trainable", count.trainable),
        ("fixed", count.fixed),
        ("operations", count.multiply_adds),
    )
    return [
        *(Formula(what, found.formula, found.value) for what, found in listed if found.value),
        Formula("bytes", values.formula, values.value),
    ]


def _reach(row: LayerRow) -> list[Formula]:
    before, after = row.fields_before, row.fields
    if row.count.windows is None:
        sides = [("field_rows", "", after[0].size), ("field_columns", "", after[1].size)]
        return _one_or_two(sides, "field")
    rules = row.count.windows
    named = zip(("field_rows", "field_columns"), rules, before, after, strict=True)
    sizes = [(what, _field(rule, old), new.size) for what, rule, old, new in named]
    steps = zip(("jump", "jump_columns"), rules, before, after, strict=True)
    jumps = [(what, _product((old.jump, rule.stride)), new.jump) for what, rule, old, new in steps]
    return [*_one_or_two(sizes, "field"), *_one_or_two(jumps, "jump")]


def _field(rule: AxisRule, before: ReceptiveField) -> str:
    grown = (
        f"{_reach_of(rule)} − 1" if rule.dilation == 1 else f"{rule.dilation} · ({rule.window} − 1)"
    )
    inner = f"({grown})" if rule.dilation == 1 else grown
    return f"{before.size:,} + {inner} · {before.jump}"


def _one_or_two(sides: list[tuple[str, str, int]], both: str) -> list[Formula]:
    """One line where rows and columns agree, else one each."""
    if sides[0][1:] == sides[1][1:]:
        return [Formula(both, *sides[0][1:])]
    return [Formula(*side) for side in sides]


def _product(sizes: tuple[int, ...]) -> str:
    return Count(sizes).formula
