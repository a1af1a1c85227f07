"""The page about the loss: its controls, and its views by name, in the order they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from lib.ui.loss.mistakes import double_view, overflow_view, settings_view
from lib.ui.loss.steps import flow_view, gradient_view, labels_view, temperature_view
from lib.ui.loss.view import View

# Each takes the chosen logits, the words, and for two of them the number of their own slider.
VIEWS: Mapping[str, Callable[..., View]] = MappingProxyType(
    {
        "flow": flow_view,
        "labels": labels_view,
        "gradient": gradient_view,
        "settings": settings_view,
        "double": double_view,
        "tempered": temperature_view,
        "overflow": overflow_view,
    }
)
