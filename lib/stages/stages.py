"""The row of stages on a page: one component, one payload, the choices in the address."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from lib.browser.script import join_modules
from lib.figures.svg import data_address
from lib.figures.theme import LAYER_KINDS, MAGNITUDE, SIGNED
from lib.stages import formulas
from lib.stages.activations import (
    FOLDER,
    THUMBNAILS_FILE,
    Network,
    Recording,
    Stage,
    load_network,
    load_recording,
)
from lib.ui.page import Page
from lib.ui.registry import PAGES, find_page
from lib.words import Words, fill

DEFAULT_PICTURE = "tulips"
_HERE = Path(__file__).parent
_MODULES = ("values", "paint", "row", "hover", "detail", "stages")

# Which page goes deeper into a kind of stage; a door appears once the page is registered.
DEEPER: Mapping[str, tuple[str, ...]] = {
    "picture": ("labels", "resize"),
    "augmentation": ("augmentation",),
    "rescaling": ("batches",),
    "convolution": ("edges", "padding", "relu", "connectivity"),
    "pooling": ("pooling",),
    "dropout": ("dropout",),
    "flatten": ("head", "shapes"),
    "dense": ("head", "layers"),
    "outputs": ("loss", "predict"),
}
# What the stages are for: brackets over the row, from the first kind to the last.
_GROUPS = (
    ("prepare", ("picture", "augmentation", "rescaling")),
    ("find", ("convolution", "pooling")),
    ("decide", ("dropout", "flatten", "dense", "outputs")),
)
_DOORS = ("predict", "train")


def show_row(page: Page, *, default: str) -> tuple[Network, Recording]:
    """Draw the row of stages and keep its choices in the address.

    Args:
        page: The page being drawn; its text holds a block ``stage-<kind>`` a kind of stage.
        default: The picture shown when the address names none.

    Returns:
        The recorded network, and the recording of the picture now shown.
    """
    network = load_network()
    controls = page.controls
    pictures = [picture.key for picture in network.pictures]
    picture = controls.held_choice("picture", pictures, default=default)
    controls.held_choice("stage", ["", *(stage.name for stage in network.stages)], default="")
    recording = load_recording(picture)
    view = json.dumps(_view(page, network, recording, picture), ensure_ascii=False).encode()
    key = f"{page.path}.row"

    def keep(name: str) -> None:
        controls.set(**{name: st.session_state[key].get(name) or ""})

    result = _component()(
        key=key,
        data=struct.pack("<I", len(view)) + view + recording.payload,
        on_picture_change=lambda: keep("picture"),
        on_stage_change=lambda: keep("stage"),
        on_door_change=lambda: None,
    )
    if result.door in {spec.path for spec in PAGES}:
        st.switch_page(find_page(result.door).file, query_params={"lang": page.say.language})
    return network, recording


def row_facts(network: Network, recording: Recording, say: Words) -> dict[str, object]:
    """What there is to notice in the current row, as facts for a text."""
    heaviest = max(network.stages, key=lambda stage: stage.parameter_count)
    last_maps = [stage for stage in network.stages if len(stage.output_shape) == 3][-1]
    probabilities = recording.probabilities
    best = network.classes[probabilities.index(max(probabilities))]
    return {
        "side": network.stages[0].output_shape[0],
        "last_side": last_maps.output_shape[0],
        "last_maps": last_maps.output_shape[2],
        "poolings": sum(stage.kind == "pooling" for stage in network.stages),
        "all_parameters": f"{network.parameter_count:,}",
        "heaviest_parameters": f"{heaviest.parameter_count:,}",
        "heaviest_share": f"{heaviest.parameter_count / network.parameter_count:.1%}",
        "best": say(f"stage.class.{best}"),
        "best_share": f"{max(probabilities):.1%}",
        "class_count": len(network.classes),
    }


def _view(page: Page, network: Network, recording: Recording, picture: str) -> dict[str, Any]:
    say = page.say
    return {
        "picture": picture,
        "label": recording.label,
        "words": _words(say),
        "theme": {"magnitude": MAGNITUDE, "signed": SIGNED, "kinds": dict(LAYER_KINDS)},
        "classes": [{"key": name, "title": say(f"stage.class.{name}")} for name in network.classes],
        "pictures": [
            {"key": p.key, "title": say(f"picture.sample.{p.key}"), "drawn": p.label is not None}
            for p in network.pictures
        ],
        "thumbnails": _thumbnails(),
        "groups": _groups(network, say),
        "doors": [_door(path, say, say(f"start.door.{path}")) for path in _DOORS],
        "stages": [_stage(stage, page, network, recording, picture) for stage in network.stages],
    }


def _stage(
    stage: Stage, page: Page, network: Network, recording: Recording, picture: str
) -> dict[str, Any]:
    say = page.say
    fields = formulas.receptive_fields(network)
    low, high = recording.extent(stage.name)
    return {
        "name": stage.name,
        "kind": stage.kind,
        "title": say(f"stage.name.{stage.kind}"),
        "keras": stage.keras,
        "shape": stage.output_shape,
        "shapeText": formulas.shape_text(stage.output_shape),
        "parameters": f"{stage.parameter_count:,}" if stage.parameter_count else "",
        "strengths": stage.strengths,
        "field": fields.get(stage.name),
        "extent": [low, high],
        "explanation": fill(page.text.blocks[f"stage-{stage.kind}"], _stage_facts(stage)),
        "shapeFormula": formulas.shape_formula(stage),
        "parameterFormula": formulas.parameter_formula(stage),
        "kerasLine": formulas.keras_line(stage),
        "snippet": formulas.snippet(network, stage, picture),
        "printed": f"{high:g}",
        "doors": [
            _door(path, say, page_title)
            for path in DEEPER[stage.kind]
            if path in {spec.path for spec in PAGES}
            for page_title in [_title(path)]
        ],
    }


def _stage_facts(stage: Stage) -> dict[str, object]:
    """Numbers of a stage for its paragraph."""
    return {
        "before": stage.input_shape[0],
        "after": f"{stage.output_shape[0]:,}",
        "channels_before": stage.input_shape[-1],
        "channels": stage.output_shape[-1],
        "parameters": f"{stage.parameter_count:,}",
        "rate": f"{stage.config.get('rate', 0):.0%}",
    }


def _words(say: Words) -> dict[str, str]:
    """The strings that the browser needs: everything under ``stage.``."""
    return {
        key.removeprefix("stage."): text
        for key, text in say.strings.items()
        if key.startswith("stage.")
    }


def _groups(network: Network, say: Words) -> list[dict[str, Any]]:
    kinds = [stage.kind for stage in network.stages]
    groups = []
    for name, members in _GROUPS:
        places = [place for place, kind in enumerate(kinds) if kind in members]
        groups.append({"title": say(f"stage.group.{name}"), "from": places[0], "to": places[-1]})
    return groups


def _door(path: str, say: Words, label: str) -> dict[str, str]:
    return {"path": path, "label": label, "href": f"./{path}?lang={say.language}"}


def _title(path: str) -> str:
    from lib.ui.language import page_text

    return page_text(path).title


@cache
def _thumbnails() -> str:
    return data_address((FOLDER / THUMBNAILS_FILE).read_bytes())


def component_script() -> str:
    """The component's JavaScript."""
    return join_modules(_HERE, _MODULES, shared=("colour", "text", "element"))


@cache
def _definition() -> tuple[str, str]:
    return component_script(), (_HERE / "stages.css").read_text(encoding="utf-8")


def _component() -> Any:
    script, rules = _definition()
    return st.components.v2.component(
        "convscope_stages", html='<div class="stages"></div>', css=rules, js=script
    )
