"""Ask a worker what a trained network says about a picture; remember the answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.jobs import engine
from lib.runs.directory import Run
from lib.ui.picture import ChosenPicture


def classify(run: Run, picture: ChosenPicture) -> Any:
    """The run's :class:`lib.models.inference.Prediction` for the picture.

    Raises:
        EngineError: The engine is busy or gone.
    """
    written = run.model_path.stat().st_mtime_ns
    return _classify(str(run.model_path), written, picture.digest, picture.pixels)


# The picture itself is not hashed: Streamlit samples large arrays, and two pictures that differ
# in one pixel would share an answer.  Its digest is the key.
@st.cache_data(max_entries=200, show_spinner=False)
def _classify(model: str, written: int, digest: str, _pixels: NDArray[np.uint8]) -> Any:
    return engine.quick("lib.models.inference", "predict", model, _pixels)
