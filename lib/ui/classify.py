"""Ask a worker what a trained network says about a picture; remember the answer."""

from __future__ import annotations

import streamlit as st

from lib.jobs import engine
from lib.runs.directory import Run
from lib.runs.prediction import Prediction
from lib.ui.picture import ChosenPicture
from lib.ui.turns import waiting

_ANSWERS_KEPT = 30


def classify(run: Run, picture: ChosenPicture) -> Prediction:
    """What the run's network says about the picture.

    Raises:
        EngineError: The engine is busy or gone.
    """
    written = run.model_path.stat().st_mtime_ns
    # As training does, the network's square is made from all pixels in one step.
    whole = picture.pixels if picture.file is None else picture.file
    # By the picture's digest: a hash of a large array would be taken from a sample.  An answer
    # holds what the network saw of a visitor's picture, so it goes with the visitor's session.
    key = (run.id, written, picture.digest)
    answers: dict[tuple[object, ...], Prediction] = st.session_state.setdefault("answers", {})
    if key not in answers:
        while len(answers) >= _ANSWERS_KEPT:
            answers.pop(next(iter(answers)))
        with waiting():
            answers[key] = engine.quick(
                "lib.models.inference", "predict", str(run.model_path), whole
            )
    return answers[key]


def keras_snippet(run: Run, answer: Prediction, picture: ChosenPicture) -> str:
    """Plain Keras that gives the same probabilities from the run's model and a picture file.

    It reads a file as this project read ``picture``: upright, over white.  Of 16-bit and Lab
    files it says that their numbers may differ.
    """
    oriented, alpha = "oriented" in picture.notes, "alpha" in picture.notes
    if oriented or alpha:
        imports = f"from PIL import Image{', ImageOps' if oriented else ''}\n"
        read = [_OPEN, *([_UPRIGHT] if oriented else []), _OVER_WHITE if alpha else _PLAIN]
    else:
        imports, read = "", [_LOAD]
    if run.recipe.resizing == "pad":
        imports = f"import tensorflow as tf\n{imports}"
    if set(picture.notes) & _OTHERWISE:
        read.insert(0, _DIFFERS)
    return _SNIPPET.format(
        imports=imports,
        model=f"convscope-{run.id}.keras",
        classes=list(answer.class_names),
        read="\n".join(read),
        resizing=_RESIZINGS[run.recipe.resizing].format(size=answer.seen.shape[0]),
    )


# Pillow, and with it Keras, brings these to eight bits in another way; see lib.images.modes.
_OTHERWISE = {"16_bit", "stretched", "lab"}
_DIFFERS = "# Of a picture with these colours Keras makes other pixels than ConvScope did."
_LOAD = 'picture = keras.utils.load_img("picture.jpg")'
_OPEN = 'picture = Image.open("picture.jpg")'
_UPRIGHT = "picture = ImageOps.exif_transpose(picture)  # as the camera was held"
_PLAIN = 'picture = picture.convert("RGB")'
_OVER_WHITE = """\
picture, transparent = Image.new("RGB", picture.size, "white"), picture.convert("RGBA")
picture.paste(transparent, mask=transparent.getchannel("A"))"""

_RESIZINGS = {
    "squash": 'keras.ops.image.resize(pixels, ({size}, {size}), interpolation="bilinear")',
    "crop": "keras.preprocessing.image.smart_resize(pixels[0], ({size}, {size}))[None]",
    "pad": "tf.image.resize_with_pad(pixels, {size}, {size})",
}

_SNIPPET = """\
import keras
{imports}
model = keras.models.load_model("{model}")  # from the page where it was trained
classes = {classes}

{read}
pixels = keras.utils.img_to_array(picture)[None]  # (1, H, W, 3), 0 to 255
pixels = {resizing}
logits = model(keras.ops.round(pixels), training=False)  # whole numbers, as in training
for name, probability in zip(classes, keras.ops.softmax(logits)[0], strict=True):
    print(f"{{name}}: {{float(probability):.4f}}")
"""
