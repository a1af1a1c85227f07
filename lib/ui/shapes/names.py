"""What layers and their numbers are called on the page; names of Keras stay as they are."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from lib.architecture.layers import (
    Activation,
    AveragePooling2D,
    Dropout,
    Layer,
    MaxPooling2D,
    Outputs,
    Rescaling,
)
from lib.cnn.costs import Shape
from lib.words import Words


def layer_title(layer: Layer) -> str:
    """The layer with what tells it from others of its kind, in a word or two."""
    named = {each.name: getattr(layer, each.name) for each in fields(layer)}
    size = named.get("filters") or named.get("units")
    return f"{layer.name} {size}" if size else layer.name


def settings_text(layer: Layer, say: Words, *, classes: int) -> str:
    """All settings that are not as by default, in the order in which Keras takes them."""
    found = {each.name: getattr(layer, each.name) for each in fields(layer)}
    pools = isinstance(layer, MaxPooling2D | AveragePooling2D)
    default = {"stride": found.get("window") if pools else (1, 1), "dilation": (1, 1)}
    words = [f"{found[name]:,}" for name in ("filters", "units") if name in found]
    if isinstance(layer, Outputs):
        words.append(say("shapes.set.classes", count=classes))
    if "window" in found:
        words.append(sides_text(found["window"]))
    for name in ("stride", "dilation"):
        if name in found and found[name] != default[name]:
            words.append(say(f"shapes.set.{name}", sides=_side(found[name])))
    if found.get("multiplier", 1) != 1:
        words.append(say("shapes.set.multiplier", count=found["multiplier"]))
    if found.get("padding", "valid") != "valid":
        words.append(found["padding"])
    return " · ".join([*words, *_last_words(layer, found, say)])


def _last_words(layer: Layer, found: dict[str, Any], say: Words) -> list[str]:
    words = []
    if isinstance(layer, Dropout):
        words.append(f"{layer.rate:g}")
    if isinstance(layer, Rescaling):
        words.append(f"1/{layer.divisor:g}" + (f" {layer.offset:+g}" if layer.offset else ""))
    if isinstance(layer, Activation) or found.get("activation", "linear") != "linear":
        words.append(found["activation"])
    if found.get("bias") is False:
        words.append(say("shapes.set.no_bias"))
    return words


def in_words(say: Words, group: str, code: str) -> str:
    """What an answer that can be picked is called."""
    return say(f"shapes.{group}.{code}")


def in_times(say: Words, factor: int) -> str:
    """How many times as much."""
    return say("shapes.times", factor=factor)


def sides_text(sides: tuple[int, int]) -> str:
    """Rows and columns of a window.

    Example:
        >>> sides_text((3, 3))
        '3×3'
    """
    return f"{sides[0]}×{sides[1]}"


def shape_text(shape: Shape, batch: object = None) -> str:
    """A shape as Keras writes it.

    Example:
        >>> shape_text((180, 180, 16)), shape_text((5,), 32)
        ('(None, 180, 180, 16)', '(32, 5)')
    """
    return f"({', '.join(map(str, (batch, *shape)))})"


def _side(sides: tuple[int, int]) -> str:
    return str(sides[0]) if sides[0] == sides[1] else sides_text(sides)
