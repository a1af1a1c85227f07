"""What every view of the page begins with: a trained network, a picture, perhaps a layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib.drawing.early import load_early
from lib.errors import ConvScopeError
from lib.jobs import engine
from lib.layers.spec import UNCHANGED, LayerSpec, NetworkSpec
from lib.runs.directory import Run, list_runs
from lib.runs.state import ACTIVE
from lib.ui.choose_run import choose_run, warn_of_damaged
from lib.ui.known_sets import may_see
from lib.ui.layers.asking import (
    answer_key,
    ask_network,
    ask_picture,
    network_of,
    written_at,
)
from lib.ui.page import Page, door
from lib.ui.picture import ChosenPicture, choose_picture
from lib.ui.registry import PAGES


@dataclass(frozen=True)
class Bench:
    """A network and a picture, and a way to ask the worker about both.

    Attributes:
        page: The page being drawn.
        run: The run whose network it is.
        written: When that was written: see :func:`~lib.ui.layers.asking.written_at`.
        network: Its layers.
        picture: The picture.
    """

    page: Page
    run: Run
    written: int
    network: NetworkSpec
    picture: ChosenPicture

    def ask(self, function: str, *arguments: Any) -> Any:
        """What ``lib.models.inside.<function>`` says of the picture."""
        return ask_picture(self.page, self.run, self.written, self.picture, function, *arguments)

    def key(self, function: str, *arguments: Any) -> tuple[Any, ...]:
        """What the answer to that depends on."""
        return answer_key(self.run, self.written, self.picture, function, arguments)

    @property
    def garden_only(self) -> bool:
        """Whether the pictures that the network learned from are not for this visitor."""
        return not may_see(self.run)

    def ask_network(self, function: str, *arguments: Any) -> Any:
        """What ``lib.models.inside.<function>`` says of the network alone."""
        return ask_network(self.page, self.run, self.written, function, *arguments)


def take_bench(page: Page) -> Bench | None:
    """Draw the choice of network and picture; None while no picture has been given yet.

    Raises:
        ConvScopeError: The network cannot be read, or the engine is gone; the choice is drawn.
    """
    engine.warm_up()
    load_early("layers.early")
    row = st.container(key="bench-row", horizontal=True, vertical_alignment="bottom", gap="medium")
    with row:
        run = choose_run(page, label="layers.run", help=page.say("layers.run.help"))
    picture = choose_picture(page, beside=row)
    _tell_of_others(page)
    written = written_at(run)
    network = network_of(page, run, written)
    if picture is None:
        st.info(page.say("layers.no_picture"), icon=":material/add_a_photo:")
        return None
    return Bench(page, run, written, network, picture)


def _tell_of_others(page: Page) -> None:
    """Which trainings are not in the list, and why."""
    say = page.say
    listed = list_runs()
    warn_of_damaged(page, listed)
    waiting = sum(
        not each.model_path.exists() and may_see(each) and _active(each) for each in listed.runs
    )
    if waiting:
        st.caption(say("layers.run.training", count=waiting))


def choose_layer(
    page: Page,
    network: NetworkSpec,
    *,
    fits: Callable[[LayerSpec], bool],
    default: str | None = None,
    name: str = "layer",
    on_change: Callable[[], None] | None = None,
) -> LayerSpec | None:
    """Draw the list of layers; None where no layer of the network fits.

    A layer that the network chosen now does not have gives way to the default in silence: it
    was the right name for another network.

    Args:
        page: The page being drawn.
        network: The network.
        fits: Which layers can be chosen.
        default: The layer's name; the first convolution if left out, else the first that fits.
        name: Of the parameter in the address.
        on_change: Called when the visitor has chosen another one.
    """
    names = [layer.name for layer in network.layers if fits(layer)]
    if not names:
        st.info(page.say("layers.no_layer"), icon=":material/layers_clear:")
        return None
    convolutions = [each for each in names if network.layer(each).accent == "convolution"]
    first = default if default in names else (convolutions or names)[0]
    forget_other(page, name, names, first)
    chosen: str = page.controls.choice(
        name,
        names,
        label=page.say("layers.layer"),
        default=first,
        format_func=lambda code: layer_title(page, network, code),
        style="select",
        on_change=on_change,
    )
    return network.layer(chosen)


def forget_other(page: Page, name: str, options: Sequence[Any], default: Any) -> None:
    """Put the default where the value of before is no option any more."""
    kept = st.session_state.get(f"{page.path}.{name}")
    if kept is not None and kept not in options:
        page.controls.set(**{name: default})


def looks_at_colours(network: NetworkSpec, layer: LayerSpec) -> bool:
    """Whether nothing but rescaling lies between a layer and the picture's three channels."""
    before = network.layers[: network.place(layer.name)]
    plain = all(each.kind in ("Rescaling", *UNCHANGED) for each in before)
    return plain and layer.input_shape[-1] == 3


def held_unit(page: Page, layer: LayerSpec) -> int:
    """The number of a map or unit of a layer, from 1, that the address and pressed maps set."""
    options = range(1, layer.units + 1)
    forget_other(page, "unit", options, 1)

    def parse(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0
        if number not in options:
            raise ConvScopeError(
                "url.out_of_range", field="unit", value=text[:20], minimum=1, maximum=layer.units
            )
        return number

    return int(page.controls.held("unit", default=1, parse=parse))


def layer_title(page: Page, network: NetworkSpec, name: str) -> str:
    """A layer in a line: its number as on *shapes*, its name, the shape that it gives."""
    shape = "×".join(f"{size:,}" for size in network.layer(name).output_shape)
    number = network.number(name)
    if number is None:
        return page.say("layers.layer.entry.training", name=name, shape=shape)
    return page.say("layers.layer.entry", number=number, name=name, shape=shape)


def kind_title(page: Page, layer: LayerSpec) -> str:
    """What kind of layer it is; Keras' own name where we have no words."""
    return page.say.strings.get(f"layers.kind.{layer.kind}", layer.kind)


def tell_of_files(page: Page) -> None:
    """Why a model file cannot be brought here, and where a network can."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(page.say("layers.no_upload"))
        if any(each.path == "shapes" for each in PAGES):
            door("shapes")


def _active(run: Run) -> bool:
    try:
        return run.status() in ACTIVE
    except ConvScopeError:
        return False
