"""The component that moves through a training: what is sent, and its script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.browser.parts import pack
from lib.browser.script import join_modules, join_rules
from lib.components import TRAVEL
from lib.figures.theme import MAGNITUDE, TRAINING, VALIDATION
from lib.runs.snapshots import Snapshot

_HERE = Path(__file__).parent
_SHARED = ("colour", "element", "icon", "playing", "text", "parts")
_MODULES = ("halves", "matrix", "tiles", "course", "moments", "travel")


@dataclass(frozen=True)
class Chosen:
    """The picture whose maps are shown.

    Attributes:
        place: Among the pictures whose maps the moments keep.
        label: Its true class.
        image: The picture as WebP.
    """

    place: int
    label: int
    image: bytes


@dataclass(frozen=True)
class Journey:
    """What is travelled through.

    Attributes:
        run: Name of the run.
        epochs: Of its recipe.
        moments: In the order of training, at least one.
        labels: (N,) true classes of the pictures held back.
        classes: Their names.
        layers: Titles of the layers whose maps are kept.
        courses: ``loss`` and ``accuracy``, as ``course.mjs`` draws them.
        chosen: The picture; None where it may not be seen.
    """

    run: str
    epochs: int
    moments: Sequence[Snapshot]
    labels: NDArray[np.int64]
    classes: Sequence[str]
    layers: Sequence[str]
    courses: Mapping[str, Mapping[str, Any]]
    chosen: Chosen | None


def show_travel(journey: Journey, *, words: Mapping[str, str], key: str) -> None:
    """Show a training with a bar that moves through it; it answers in the browser alone."""
    colours = f"--training:{TRAINING};--validation:{VALIDATION}"
    st.components.v2.component(
        TRAVEL,
        html=f'<div class="travel surface" style="{colours}"></div>',
        css=join_rules(_HERE / "travel.css", "player"),
        js=travel_script(),
    )(key=key, data=pack_journey(journey, words))


def pack_journey(journey: Journey, words: Mapping[str, str]) -> bytes:
    """One payload: facts, then each moment's halves, the labels, and the picture."""
    chosen = journey.chosen
    listed: list[dict[str, Any]] = []
    parts: list[bytes] = []
    for moment in journey.moments:
        place = slice(0, 0) if chosen is None else slice(chosen.place, chosen.place + 1)
        maps = [each[place][0] for each in moment.maps] if chosen else []
        own = moment.picture_probabilities[place].reshape(-1)
        arrays = [moment.kernel, *maps, own, moment.probabilities]
        listed.append(
            {
                "position": moment.position,
                "ended": moment.ended,
                "kernel": moment.kernel.shape,
                "maps": [each.shape for each in maps],
                "own": own.shape,
                "said": moment.probabilities.shape,
            }
        )
        parts.extend(np.ascontiguousarray(array, "<f2").tobytes() for array in arrays)
    view = {
        "run": journey.run,
        "epochs": journey.epochs,
        "moments": listed,
        "count": len(journey.labels),
        "classes": list(journey.classes),
        "layers": list(journey.layers),
        "courses": journey.courses,
        "pictured": chosen is not None,
        "label": None if chosen is None else chosen.label,
        "theme": {"magnitude": MAGNITUDE},
        "words": dict(words),
    }
    parts.append(journey.labels.astype("<u2").tobytes())
    return pack(view, b"".join(parts) + (chosen.image if chosen else b""))


@cache
def travel_script() -> str:
    """The component's joined script."""
    return join_modules(_HERE, _MODULES, shared=_SHARED)
