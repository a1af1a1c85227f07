"""Augmentation with plain Keras: what does not depend on what is drawn."""

from __future__ import annotations

import numpy as np

from lib.operations.augmentation import SIDE, Augmentation, presentations
from lib.snippets.snippet import Snippet


def draws_snippet(settings: Augmentation, *, seed: int, count: int) -> Snippet:
    """The page's layers on a picture of noise: ranges, seeds, training and prediction.

    Args:
        settings: Of the layers.
        seed: Of the first layer.
        count: Draws.
    """
    turn = settings.rotation * 360
    printed = [
        *([f"turned by {-turn:.1f} to {turn:.1f} degrees"] if settings.rotation > 0 else []),
        f"shape: {(count, SIDE, SIDE, 3)}",
        "the same seed draws the same: True",
        "off in prediction: True",
    ]
    code = _DRAWS.format(
        side=SIDE,
        count=count,
        layers="\n".join(f"        {line}," for line in layer_lines(settings, seed)),
        turn=_TURN.format(rotation=f"{settings.rotation:g}") if settings.rotation else "",
    )
    return Snippet(code, "\n".join(printed))


def epochs_snippet(settings: Augmentation, *, seed: int, epochs: int) -> Snippet:
    """A file read and varied in every epoch, its bytes the same before and after.

    Args:
        settings: Of the layers.
        seed: Of the first layer.
        epochs: At least 1.
    """
    bound = epochs if settings.bound is None else min(epochs, settings.bound)
    printed = [
        f"pictures shown: {presentations(1, epochs)}",
        f"at most {bound} different: True",
        "file unchanged: True",
    ]
    code = _EPOCHS.format(
        side=SIDE,
        epochs=epochs,
        bound=bound,
        layers="\n".join(f"    {line}," for line in layer_lines(settings, seed)),
    )
    return Snippet(code, "\n".join(printed))


def half_turn_snippet() -> Snippet:
    """A half turn by ``RandomRotation``, with both ends of its factor at one half."""
    x = np.array([[1, 0, 0], [1, 1, 1], [1, 1, 1]])  # the body of a 6, as coarse as can be
    return Snippet(_HALF_TURN.format(x=x.tolist()), str(x[::-1, ::-1].astype(np.float32)))


def count_snippet(*, files: int, epochs: int) -> Snippet:
    """How many pictures are shown, and that one coin has two outcomes.

    Args:
        files: Of the training set.
        epochs: Of the training.
    """
    printed = [f"pictures shown: {presentations(files, epochs)}"]
    printed += [f"{mode}: 2 different ones" for mode in ("horizontal", "horizontal_and_vertical")]
    return Snippet(_COUNT.format(files=files, epochs=epochs), "\n".join(printed))


def layer_lines(settings: Augmentation, seed: int) -> list[str]:
    """The layers as code, one a line; Keras' own defaults are left out."""
    beyond = "" if settings.fill_mode == "reflect" else f', fill_mode="{settings.fill_mode}"'
    if settings.fill_mode == "constant" and settings.fill_value:
        beyond += f", fill_value={settings.fill_value:g}"
    if settings.interpolation != "bilinear":
        beyond += f', interpolation="{settings.interpolation}"'
    made = {
        "flip": f'RandomFlip("{settings.flip}"',
        "rotation": f"RandomRotation({settings.rotation:g}{beyond}",
        "zoom": f"RandomZoom({settings.zoom:g}{beyond}",
        "translation": f"RandomTranslation({settings.translation:g}, "
        f"{settings.translation:g}{beyond}",
        "contrast": f"RandomContrast({settings.contrast:g}",
        "brightness": f"RandomBrightness({settings.brightness:g}",
    }
    return [
        f"layers.{made[name]}, seed={seed + number})" for number, name in enumerate(settings.layers)
    ]


_DRAWS = """\
import keras
import numpy as np
from keras import layers

def augment(pictures, training):
    for layer in [
{layers}
    ]:
        pictures = layer(pictures, training=training)
    return keras.ops.convert_to_numpy(pictures)

picture = np.random.default_rng(0).integers(0, 256, ({side}, {side}, 3)).astype("float32")
batch = np.repeat(picture[None], {count}, axis=0)  # the same picture {count} times
drawn = augment(batch, training=True)
{turn}print("shape:", drawn.shape)
print("the same seed draws the same:", np.array_equal(drawn, augment(batch, training=True)))
print("off in prediction:", np.array_equal(batch, augment(batch, training=False)))
"""

_TURN = """\
lower, upper = layers.RandomRotation({rotation}).factor
print(f"turned by {{360 * lower:.1f}} to {{360 * upper:.1f}} degrees")
"""

_EPOCHS = """\
import hashlib
import pathlib
import tempfile

import keras
import numpy as np
from keras import layers

file = pathlib.Path(tempfile.mkdtemp()) / "picture.png"
noise = np.random.default_rng(0).integers(0, 256, ({side}, {side}, 3))
keras.utils.save_img(file, noise, scale=False)
before = hashlib.sha256(file.read_bytes()).hexdigest()
data = keras.utils.image_dataset_from_directory(
    file.parent, labels=None, image_size=({side}, {side}), batch_size=1, verbose=False)
augment = [
{layers}
]
shown = []
for epoch in range({epochs}):
    for picture in data:
        for layer in augment:
            picture = layer(picture, training=True)
        shown.append(keras.ops.convert_to_numpy(picture).tobytes())
print("pictures shown:", len(shown))
print("at most {bound} different:", len(set(shown)) <= {bound})
print("file unchanged:", hashlib.sha256(file.read_bytes()).hexdigest() == before)
"""

_HALF_TURN = """\
import keras
import numpy as np

x = np.array({x}, "float32")
turn = keras.layers.RandomRotation((0.5, 0.5))  # both ends of the range: always half a turn
y = turn(x[None, :, :, None], training=True)
print(keras.ops.convert_to_numpy(y)[0, :, :, 0].round() + 0.0)
"""

_COUNT = """\
import keras
import numpy as np

print("pictures shown:", {files} * {epochs})
batch = np.repeat(np.arange(27.0, dtype="float32").reshape(1, 3, 3, 3), 64, axis=0)
for mode in ("horizontal", "horizontal_and_vertical"):
    flipped = keras.layers.RandomFlip(mode, seed=1)(batch, training=True)
    different = {{picture.tobytes() for picture in keras.ops.convert_to_numpy(flipped)}}
    print(f"{{mode}}: {{len(different)}} different ones")
"""
