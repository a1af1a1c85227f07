"""The line of text that stands for a network in an address or a recipe.

Layers are joined by ``_``; the words of a layer by ``-``::

    rescaling_conv-16-3-same-relu_maxpool-2_flatten_dense-128-relu_outputs

A word is a layer's name, then, where it has them, filters or units, the window (``3`` or ``3x5``),
``s2`` stride, ``d2`` dilation, ``m2`` depth multiplier, ``same``, ``nobias``, an activation
(``leakyrelu`` without its underscore); a layer of its own that is only a function is written as
that, ``relu``; ``dropout-0.2`` the rate, ``rescaling-127.5-minus1`` the
divisor and the offset.  What has its default is left out, and the order is fixed: two equal
networks have one and the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from lib.architecture.layers import (
    WORDS,
    Activation,
    AveragePooling2D,
    Layer,
    MaxPooling2D,
    Rescaling,
)
from lib.architecture.network import LAYER_LIMIT, NOTES_NETWORK, Network
from lib.architecture.settings import ACTIVATIONS
from lib.errors import ArchitectureError

NOTES = "notes"  # the text of the network of the notes
TEXT_LIMIT = 2000  # characters; 40 long layers have about 1,600
_SHOWN = 30  # characters of a bad word that a message repeats
_MOST_WORDS = 12

_WHOLE = re.compile(r"[0-9]{1,6}")
_PAIR = re.compile(r"([0-9]{1,4})(?:x([0-9]{1,4}))?")
_DECIMAL = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,8})?")
_PREFIXED = {"s": "stride", "d": "dilation", "m": "multiplier"}
_SIGNED = {"plus": 1.0, "minus": -1.0}
_FUNCTIONS = {name.replace("_", ""): name for name in ACTIVATIONS}
_LAYERS = [word for word in WORDS if word != Activation.word]  # which is written as its function
_FIRST = ("filters", "units", "window", "rate", "divisor")  # told without a letter, in this order


def network_text(network: Network) -> str:
    """The one text of a network; :data:`NOTES` for the network of the notes.

    Example:
        >>> network_text(NOTES_NETWORK), network_text(NOTES_NETWORK.without(0))[:21]
        ('notes', 'conv-16-3-same-relu_m')
    """
    return NOTES if network == NOTES_NETWORK else "_".join(map(layer_text, network.layers))


def read_network(text: str) -> Network:
    """The network that a text stands for.

    Raises:
        ArchitectureError: ``network.too_long``, ``network.layers``; ``network.layer`` with the
            layer's number and the reason: ``network.unknown_layer``, ``network.unknown_word``,
            ``network.missing`` (a number that the layer needs), or as :class:`Layer` raises.

    Example:
        >>> read_network("conv-8-5x1-s2-relu_globalaverage_outputs").layers[0]
        Conv2D(window=(5, 1), stride=(2, 2), dilation=(1, 1), padding='valid', activation='relu', \
bias=True, filters=8)
    """
    if text == NOTES:
        return NOTES_NETWORK
    if len(text) > TEXT_LIMIT:
        raise ArchitectureError("network.too_long", got=len(text), limit=TEXT_LIMIT)
    parts = text.split("_")
    if len(parts) > LAYER_LIMIT:
        raise ArchitectureError("network.layers", got=len(parts), limit=LAYER_LIMIT)
    return Network(tuple(_numbered(number, part) for number, part in enumerate(parts, 1)))


def layer_text(layer: Layer) -> str:
    """The words of one layer.

    Example:
        >>> layer_text(MaxPooling2D(3, stride=2, padding="same"))
        'maxpool-3-s2-same'
    """
    if isinstance(layer, Activation):
        return layer.activation.replace("_", "")
    values = {each.name: getattr(layer, each.name) for each in fields(layer)}
    words = [layer.word]
    words += [_number_text(values[name]) for name in _FIRST if name in values]
    if isinstance(layer, Rescaling) and layer.divisor == Rescaling().divisor:
        words = words[:1]
    for letter, name in _PREFIXED.items():
        if name in values and values[name] != _default(layer, name):
            words.append(f"{letter}{_number_text(values[name])}")
    if offset := values.get("offset"):
        words.append(f"{'plus' if offset > 0 else 'minus'}{_number_text(abs(offset))}")
    if values.get("padding") == "same":
        words.append("same")
    if values.get("bias") is False:
        words.append("nobias")
    if values.get("activation", "linear") != "linear":
        words.append(values["activation"].replace("_", ""))
    return "-".join(words)


def _numbered(number: int, text: str) -> Layer:
    try:
        return _read_layer(text)
    except ArchitectureError as reason:
        raise ArchitectureError(
            "network.layer", number=number, got=_shown(text), reason=reason
        ) from reason


def _read_layer(text: str) -> Layer:
    if text in _FUNCTIONS:
        return Activation(_FUNCTIONS[text])
    word, *rest = text.split("-")
    if word not in _LAYERS:
        raise ArchitectureError(
            "network.unknown_layer", got=_shown(word), allowed=[*_LAYERS, *_FUNCTIONS]
        )
    if len(rest) > _MOST_WORDS:
        raise _unknown(rest[_MOST_WORDS])
    known = {each.name for each in fields(WORDS[word])}
    needed = [name for name in _FIRST if name in known]
    values: dict[str, Any] = {}
    for each in rest:
        name, value = _meaning(each, needed, known)
        if name in values or name not in known:
            raise _unknown(each)
        values[name] = value
    missing = [name for name in needed if name not in values and name != "divisor"]
    if missing:
        raise ArchitectureError("network.missing", field=missing[0])
    return WORDS[word](**values)


def _meaning(word: str, needed: list[str], known: set[str]) -> tuple[str, Any]:
    """Which setting a word gives, and its value; takes from ``needed`` what it uses up."""
    if word in _FUNCTIONS:
        return "activation", _FUNCTIONS[word]
    if word in ("same", "nobias"):
        return ("padding", "same") if word == "same" else ("bias", False)
    for sign, factor in _SIGNED.items():
        if word.startswith(sign):
            return "offset", factor * _number(word.removeprefix(sign), _DECIMAL, float, word)
    if word[:1] in _PREFIXED:
        name = _PREFIXED[word[0]]
        return name, _pair(word[1:], word) if name != "multiplier" else _whole(word[1:], word)
    if not needed:
        raise _unknown(word)
    name = needed.pop(0)
    if name == "window":
        return name, _pair(word, word)
    return name, (
        _number(word, _DECIMAL, float, word) if name in ("rate", "divisor") else _whole(word, word)
    )


def _whole(text: str, word: str) -> int:
    return int(_number(text, _WHOLE, int, word))


def _pair(text: str, word: str) -> tuple[int, int]:
    found = _PAIR.fullmatch(text)
    if not found:
        raise _unknown(word)
    return int(found[1]), int(found[2] or found[1])


def _number(text: str, form: re.Pattern[str], kind: Callable[[str], float], word: str) -> float:
    if not form.fullmatch(text):
        raise _unknown(word)
    return kind(text)


def _number_text(value: Any) -> str:
    if isinstance(value, tuple):
        return str(value[0]) if value[0] == value[1] else f"{value[0]}x{value[1]}"
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _default(layer: Layer, name: str) -> Any:
    if isinstance(layer, MaxPooling2D | AveragePooling2D):
        return layer.window
    return 1 if name == "multiplier" else (1, 1)


def _unknown(word: str) -> ArchitectureError:
    return ArchitectureError("network.unknown_word", got=_shown(word))


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
