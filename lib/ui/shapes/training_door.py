"""From the network on the page to its training."""

from __future__ import annotations

import streamlit as st

from lib.architecture.text import network_text
from lib.architecture.trainable import check_trainable
from lib.errors import ArchitectureError
from lib.runs.recipe import NOTES, QUICK, QUICK_SIZES
from lib.ui.page import training_door as door_to_train
from lib.ui.shapes.model import Model

_SIZES = (*QUICK_SIZES, NOTES.image_size)


def training_door(model: Model) -> str:
    """Draw a link to *train* with this network; why it cannot be trained, where there is none."""
    say = model.page.say
    try:
        check_trainable(model.found, batch_size=QUICK.batch_size)
    except ArchitectureError as reason:
        if model.found.problem is None:  # that is said elsewhere
            return f":material/block: {say('shapes.no_training')} {say.error(reason)}"
        return ""
    there = {"network": network_text(model.network)}
    side = model.found.input_shape[0]
    if side in _SIZES:
        there["image_size"] = str(side)
    with st.container(key="strong-door-train", width="content"):
        door_to_train(say("shapes.train"), **there)
    return ""
