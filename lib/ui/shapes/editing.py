"""What changes the network: settings of the opened layer, adding, moving, removing, undoing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from lib.architecture.layers import (
    KINDS,
    AveragePooling2D,
    Conv2D,
    Dense,
    Layer,
    MaxPooling2D,
    SeparableConv2D,
)
from lib.architecture.network import LAYER_LIMIT
from lib.architecture.settings import CHOICES, DECIMAL, PAIRS, WHOLE
from lib.errors import ArchitectureError
from lib.ui.shapes.model import Model
from lib.ui.shapes.names import sides_text
from lib.ui.shapes.training_door import training_door

_SIDES = re.compile(r"\s*([0-9]{1,3})\s*(?:[x×*,]\s*([0-9]{1,3})\s*)?")
_OFFERED = {"window": (1, 2, 3, 5, 7), "stride": (1, 2, 3), "dilation": (1, 2, 3)}
_ORDER = ("filters", "units", "multiplier", "window", "stride", "dilation", "padding", "rate",
          "divisor", "offset", "activation", "bias")  # fmt: skip
_NEW: dict[type[Layer], Layer] = {
    Conv2D: Conv2D(32, padding="same", activation="relu"),
    SeparableConv2D: SeparableConv2D(32, padding="same", activation="relu"),
    Dense: Dense(64, activation="relu"),
}


def show_whole(model: Model) -> str:
    """What concerns the whole network; why it cannot be trained, or nothing."""
    _button(model, "undo", ":material/undo:", disabled=not model.can_undo, step=model.undo)
    _button(model, "reset", ":material/restart_alt:", disabled=not model.is_changed,
            step=model.reset)  # fmt: skip
    return training_door(model)


def show_steps(model: Model) -> None:
    """What concerns the place of the opened layer."""
    say, network, index = model.page.say, model.network, model.chosen - 1
    last = len(network.layers) - 1
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        _adding(model)
        _button(model, "up", ":material/arrow_upward:", disabled=index == 0,
                step=lambda: _move(model, index - 1))  # fmt: skip
        _button(model, "down", ":material/arrow_downward:", disabled=index == last,
                step=lambda: _move(model, index + 1))  # fmt: skip
        _button(model, "remove", ":material/delete:", disabled=last == 0,
                step=lambda: model.change(network.without(index), layer=max(1, index)))  # fmt: skip
    if len(network.layers) >= LAYER_LIMIT:
        st.caption(say("shapes.full", limit=LAYER_LIMIT))


def show_settings(model: Model) -> None:
    """The settings of the opened layer."""
    layer, say = model.layer, model.page.say
    names = {each.name for each in fields(layer)}
    if not names:
        st.caption(say("shapes.nothing_to_set", name=layer.name))
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        for name in _ORDER:
            if name in names:
                _setting(model, name)


def show_trouble(model: Model) -> None:
    """Beside the settings, where one looks: why a change was not made, or what it broke."""
    say = model.page.say
    if model.refused is not None:
        message = f"{say.error(model.refused)} {say('page.last_good')}"
        st.error(message, icon=":material/error:")
    elif model.found.problem is not None:
        st.error(say.error(model.found.problem), icon=":material/error:")


def _adding(model: Model) -> None:
    key = "shapes.add"
    st.session_state[key] = None  # a list that adds what is picked, and is empty again

    def add() -> None:
        kind = next(
            (each for each in KINDS if _kind_title(each, model) == st.session_state[key]), None
        )
        if kind is not None:
            layer = _NEW.get(kind) or kind()
            number = model.chosen + 1
            _try(model, lambda: model.change(
                model.network.with_added(model.chosen, layer), layer=number))  # fmt: skip

    st.selectbox(
        model.page.say("shapes.add", number=model.chosen),
        [_kind_title(kind, model) for kind in KINDS],
        key=key,
        index=None,
        placeholder=model.page.say("shapes.add.placeholder"),
        on_change=add,
        disabled=len(model.network.layers) >= LAYER_LIMIT,
        width=250,
    )


def _kind_title(kind: type[Layer], model: Model) -> str:
    return model.page.say("shapes.outputs") if kind.word == "outputs" else kind.__name__


def _move(model: Model, to: int) -> None:
    model.change(model.network.with_moved(model.chosen - 1, to), layer=to + 1)


def _button(
    model: Model, name: str, icon: str, *, step: Callable[[], object], disabled: bool
) -> None:
    say = model.page.say
    st.button(
        say(f"shapes.{name}"),
        icon=icon,
        key=f"shapes.{name}",
        help=say(f"shapes.{name}.help", number=model.chosen),
        disabled=disabled,
        on_click=lambda: _try(model, step),
    )


def _setting(model: Model, name: str) -> None:
    """One setting as the widget that suits it; a change takes effect at once."""
    layer, say = model.layer, model.page.say
    key = f"shapes.set.{model.chosen}.{layer.word}.{name}"
    value = getattr(layer, name)
    label = say(f"field.{name}")

    def changed() -> None:
        given = st.session_state[key]
        _try(model, lambda: _replace(model, name, _read_sides(given) if name in PAIRS else given))

    shared: dict[str, Any] = {"key": key, "on_change": changed}
    if name in PAIRS:
        options = [sides_text((side, side)) for side in _OFFERED[name]]
        shown = sides_text(value)
        st.session_state[key] = shown
        options += [shown] if shown not in options else []
        st.selectbox(label, options, accept_new_options=True, width=112,
                     help=say("shapes.sides.help"), **shared)  # fmt: skip
    elif name in WHOLE:
        st.session_state[key] = value
        least, most = WHOLE[name]
        st.number_input(label, least, most, step=1, width=140, **shared)
    elif name in DECIMAL:
        st.session_state[key] = value
        low, high, _ = DECIMAL[name]
        step = 0.05 if name == "rate" else 0.5
        st.number_input(label, low, high, step=step, width=150, format="%g", **shared)
    elif name in CHOICES:
        st.session_state[key] = value
        st.selectbox(label, CHOICES[name], width=132 if name == "padding" else 150, **shared)
    else:
        st.session_state[key] = value
        st.toggle(label, **shared)


def _replace(model: Model, name: str, value: Any) -> None:
    layer = model.layer
    settings = {name: value}
    # A pooling's stride goes along with its window while it is as large.
    pools = isinstance(layer, MaxPooling2D | AveragePooling2D)
    if pools and name == "window" and layer.stride == layer.window:  # type: ignore[attr-defined]
        settings["stride"] = value
    model.change(model.network.with_layer(model.chosen - 1, replace(layer, **settings)))


def _read_sides(text: object) -> Any:
    found = _SIDES.fullmatch(str(text))
    return (int(found[1]), int(found[2] or found[1])) if found else text


def _try(model: Model, step: Callable[[], object]) -> None:
    try:
        step()
    except ArchitectureError as trouble:
        model.refuse(trouble)
