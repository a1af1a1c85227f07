"""The network of the page: its layers and its pictures, bound to the address, and its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.architecture.analysis import Analysis, analyse
from lib.architecture.layers import Layer
from lib.architecture.network import NOTES_NETWORK, Network
from lib.architecture.text import NOTES, network_text, read_network
from lib.errors import ConvScopeError
from lib.ui.page import Page

SIDE = (16, 512, 180)  # least, most, as in the notes
CHANNELS = (1, 4, 3)
CLASSES = (2, 100, 5)
_FIRST_CONVOLUTION = 2  # the layer that is opened first
_UNDO_LIMIT = 50


class Model:
    """The network that a visitor looks at and changes.

    Args:
        page: The page being drawn.

    Attributes:
        network: Its layers.
        found: What they make of a picture.
        chosen: Number of the layer that is opened, from 1.
        refused: Why the change just tried was not made, if it was not.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.refused: ConvScopeError | None = self._shelf().pop("trouble", None)
        text = page.controls.text("network", default=NOTES, parse=read_network)
        self.network: Network = read_network(text)

    def measure(self) -> None:
        """Draw the controls of the picture and count what the network makes of it."""
        side = self._number(self.page.controls.slider, "side", SIDE, width=300)
        channels = self._number(self.page.controls.number, "channels", CHANNELS, width=132)
        classes = self._number(self.page.controls.number, "classes", CLASSES, width=132)
        self.found: Analysis = analyse(self.network, (side, side, channels), classes=classes)
        asked = self.page.controls.held("layer", default=_FIRST_CONVOLUTION, parse=_checked_number)
        self.chosen = min(int(asked), len(self.network.layers))

    @property
    def layer(self) -> Layer:
        """The layer that is opened."""
        return self.network.layers[self.chosen - 1]

    @property
    def is_changed(self) -> bool:
        """Whether it is another network than that of the notes."""
        return self.network != NOTES_NETWORK

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._shelf().get("before"))

    def open_layer(self, number: int) -> None:
        """Open another layer; for callbacks."""
        self.page.controls.set(layer=number)

    def change(self, network: Network, **controls: Any) -> None:
        """Put another network in its place, as a step that can be undone; for callbacks."""
        now, then = network_text(self.network), network_text(network)
        if now != then:
            before = self._shelf().setdefault("before", [])
            before.append((now, self.chosen))
            del before[:-_UNDO_LIMIT]
        self.page.controls.set(network=then, **controls)

    def undo(self) -> None:
        """Take the last step back; for callbacks."""
        before = self._shelf().get("before")
        if before:
            text, chosen = before.pop()
            self.page.controls.set(network=text, layer=chosen)

    def reset(self) -> None:
        """Back to the network of the notes, on its pictures; for callbacks."""
        self.change(
            NOTES_NETWORK,
            side=SIDE[2],
            channels=CHANNELS[2],
            classes=CLASSES[2],
            layer=_FIRST_CONVOLUTION,
        )

    def refuse(self, trouble: ConvScopeError) -> None:
        """Keep why a change was not made, to be said where it was tried; for callbacks."""
        self._shelf()["trouble"] = trouble

    def _number(
        self, control: Callable[..., Any], name: str, limits: tuple[int, int, int], **options: Any
    ) -> int:
        least, most, default = limits
        label = self.page.say(f"shapes.{name}")
        return int(
            control(
                name,
                label=label,
                minimum=least,
                maximum=most,
                default=default,
                step=1,
                **options,
            )
        )

    def _shelf(self) -> dict[str, Any]:
        shelf: dict[str, Any] = st.session_state.setdefault("shapes/network", {})
        return shelf


def _checked_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and int(text) >= 1):
        raise ConvScopeError("url.not_an_option", field="layer", value=text[:40], allowed="1, 2, …")
    return int(text)
