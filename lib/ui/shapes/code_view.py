"""The network as Keras code, and Keras code as the network."""

from __future__ import annotations

import streamlit as st

from lib.architecture.keras_code import model_code
from lib.architecture.keras_import import CODE_LIMIT, ImportedNetwork, import_network
from lib.errors import ArchitectureError, ConvScopeError
from lib.ui.shapes.model import CHANNELS, CLASSES, SIDE, Model

_PASTED = "shapes.pasted"
_READ = "shapes/read"


def show_export(model: Model) -> None:
    """The code of the network."""
    say, found = model.page.say, model.found
    st.markdown(f"### {say('shapes.export')}")
    st.code(
        model_code(model.network, found.input_shape, classes=found.classes),
        language="python",
        height=430,
    )
    st.caption(say("shapes.export.caption"))


def show_import(model: Model) -> None:
    """A place to paste code into, and what was read from it."""
    say = model.page.say
    st.markdown(f"### {say('shapes.import')}")
    st.text_area(
        say("shapes.import.label"),
        key=_PASTED,
        height=330,
        max_chars=CODE_LIMIT,
        placeholder=say("shapes.import.placeholder"),
        label_visibility="collapsed",
    )
    st.button(say("shapes.import.read"), icon=":material/input:", on_click=_read, args=(model,))
    said = st.session_state.pop(_READ, None)
    if isinstance(said, ConvScopeError):
        st.error(say.error(said), icon=":material/error:")
    elif isinstance(said, ImportedNetwork):
        st.success("  \n".join(_report(said, model)), icon=":material/check:")
    else:
        st.caption(say("shapes.import.caption"))


def _read(model: Model) -> None:
    try:
        read = import_network(st.session_state.get(_PASTED) or "")
        controls = {**_sides(read), **_class_count(read)}
        model.change(read.network, layer=1, **controls)
    except ConvScopeError as trouble:
        st.session_state[_READ] = trouble
    else:
        st.session_state[_READ] = read


def _sides(read: ImportedNetwork) -> dict[str, int]:
    """Side and channels of the pictures that the code names, if it does."""
    if read.input_shape is None:
        return {}
    height, width, channels = read.input_shape
    fits = SIDE[0] <= height <= SIDE[1] and CHANNELS[0] <= channels <= CHANNELS[1]
    if height != width or not fits:
        raise ArchitectureError(
            "code.picture",
            got="×".join(map(str, read.input_shape)),
            least=SIDE[0],
            most=SIDE[1],
            channels=CHANNELS[1],
        )
    return {"side": height, "channels": channels}


def _class_count(read: ImportedNetwork) -> dict[str, int]:
    if read.classes is None:
        return {}
    if not CLASSES[0] <= read.classes <= CLASSES[1]:
        raise ArchitectureError("code.classes", got=read.classes, least=CLASSES[0], most=CLASSES[1])
    return {"classes": read.classes}


def _report(read: ImportedNetwork, model: Model) -> list[str]:
    say = model.page.say
    lines = [say("shapes.import.done", count=len(read.network.layers))]
    if read.models > 1:
        lines.append(say("shapes.import.models", count=read.models))
    if read.augmentation:
        lines.append(say("shapes.import.augmentation", names=", ".join(read.augmentation)))
    if read.input_shape is None:
        lines.append(say("shapes.import.no_shape"))
    if read.classes is None:
        lines.append(say("shapes.import.no_classes"))
    return lines
