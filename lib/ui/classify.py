"""Ask a worker what a trained network says about a picture; remember the answer."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.jobs import engine
from lib.runs.directory import Run
from lib.runs.prediction import Prediction
from lib.ui.picture import ChosenPicture


def classify(run: Run, picture: ChosenPicture) -> Prediction:
    """What the run's network says about the picture.

    Raises:
        EngineError: The engine is busy or gone.
    """
    written = run.model_path.stat().st_mtime_ns
    return _classify(str(run.model_path), written, picture.digest, picture.pixels)


# The picture itself is not hashed: Streamlit samples large arrays, and two pictures that differ
# in one pixel would share an answer.  Its digest is the key.
@st.cache_data(max_entries=200, show_spinner=False)
def _classify(model: str, written: int, digest: str, _pixels: NDArray[np.uint8]) -> Prediction:
    answer: Prediction = engine.quick("lib.models.inference", "predict", model, _pixels)
    return answer


def keras_snippet(run: Run, answer: Prediction) -> str:
    """Plain Keras that gives the same probabilities from the run's model and a picture file."""
    return _SNIPPET.format(
        model=f"convscope-{run.id}.keras",
        size=answer.seen.shape[0],
        classes=list(answer.class_names),
    )


_SNIPPET = """\
import keras

model = keras.models.load_model("{model}")  # from the page where it was trained
classes = {classes}

picture = keras.utils.load_img("picture.jpg")
pixels = keras.utils.img_to_array(picture)[None]  # (1, H, W, 3), 0 to 255
pixels = keras.ops.image.resize(pixels, ({size}, {size}), interpolation="bilinear")
logits = model(pixels, training=False)
for name, probability in zip(classes, keras.ops.softmax(logits)[0], strict=True):
    print(f"{{name}}: {{float(probability):.4f}}")
"""
