"""What may be set of a layer, and between which bounds.

A setting has one name and one meaning whatever layer it belongs to, so it is checked in one place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from lib.errors import ArchitectureError

ACTIVATIONS = (
    "linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "sigmoid", "tanh", "softplus",
    "softmax",
)  # fmt: skip
PADDINGS = ("valid", "same")

# Whole numbers: least and most.  No network that a browser should draw needs more.
WHOLE: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "filters": (1, 4096),
        "units": (1, 16384),
        "multiplier": (1, 16),
        "window": (1, 99),
        "stride": (1, 99),
        "dilation": (1, 99),
    }
)
PAIRS = ("window", "stride", "dilation")
# Decimal numbers: least, most, and the digits after the point that are kept.
DECIMAL: Mapping[str, tuple[float, float, int]] = MappingProxyType(
    {"rate": (0.0, 0.99, 4), "divisor": (0.001, 100_000.0, 6), "offset": (-9999.0, 9999.0, 6)}
)
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"activation": ACTIVATIONS, "padding": PADDINGS}
)


def checked(layer: str, setting: str, value: Any) -> Any:
    """A setting in the form in which layers keep it: pairs as tuples, decimals rounded.

    Args:
        layer: Name of the layer as in Keras, for the message.
        setting: Name of the setting.
        value: What was given.

    Raises:
        ArchitectureError: ``layer.out_of_range``, ``layer.not_allowed``.

    Example:
        >>> checked("Conv2D", "window", 3), checked("Dropout", "rate", 0.2)
        ((3, 3), 0.2)
    """
    return _check_of(setting)(layer, setting, value)


def _check_of(setting: str) -> Callable[[str, str, Any], Any]:
    if setting in PAIRS:
        return _pair
    if setting in WHOLE:
        return _whole
    if setting in DECIMAL:
        return _decimal
    return _choice if setting in CHOICES else _flag


def _pair(layer: str, setting: str, value: Any) -> tuple[int, int]:
    both = value if isinstance(value, tuple | list) else (value, value)
    if len(both) != 2:
        raise _out_of_range(layer, setting, value, *WHOLE[setting])
    down, right = (_whole(layer, setting, each) for each in both)
    return down, right


def _whole(layer: str, setting: str, value: Any) -> int:
    least, most = WHOLE[setting]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _out_of_range(layer, setting, value, least, most)
    return value


def _decimal(layer: str, setting: str, value: Any) -> float:
    least, most, digits = DECIMAL[setting]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or not least <= value <= most:
        raise _out_of_range(layer, setting, value, least, most)
    return round(float(value), digits) + 0.0  # −0.0 + 0.0 is 0.0


def _choice(layer: str, setting: str, value: Any) -> str:
    if value not in CHOICES[setting]:
        raise ArchitectureError(
            "layer.not_allowed",
            layer=layer,
            field=setting,
            got=_shown(value),
            allowed=CHOICES[setting],
        )
    return str(value)


def _flag(layer: str, setting: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ArchitectureError(
            "layer.not_allowed",
            layer=layer,
            field=setting,
            got=_shown(value),
            allowed=(True, False),
        )
    return value


def _out_of_range(
    layer: str, setting: str, value: Any, least: float, most: float
) -> ArchitectureError:
    return ArchitectureError(
        "layer.out_of_range",
        layer=layer,
        field=setting,
        got=_shown(value),
        minimum=least,
        maximum=most,
    )


def _shown(value: object) -> str:
    try:
        text = str(value)
    except ValueError:  # a whole number of thousands of digits
        return "…"
    return text if len(text) <= 40 else f"{text[:40]}…"
