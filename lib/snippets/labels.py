"""The labels page with plain Keras, on folders of empty files: names are all it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lib.operations.folder_split import Batches, Place, two_calls
from lib.operations.labelling import Labelling
from lib.snippets.snippet import Snippet

MOST_CLASSES = 12  # written out; a longer list would be no example any more


def folder_snippet(labelling: Labelling) -> Snippet | None:
    """Folders, the labels that Keras gives them, and the weights of their classes.

    Args:
        labelling: The classes with their counts.

    Returns:
        None for more classes than can be written out, or a class without pictures.
    """
    counts = dict(labelling.counts)
    if len(counts) > MOST_CLASSES or 0 in counts.values():
        return None
    printed = [
        f"{label} {_written(labelling.one_hot(name))} {name}: weight {labelling.weights[name]:.4f}"
        for label, name in enumerate(labelling.class_names)
    ]
    printed.append(f"always the biggest class: {labelling.lazy_accuracy:.4f}")
    printed.append(f"balanced: {labelling.balanced_accuracy:.4f}")
    backwards = dict(reversed(counts.items()))  # the order of making is not the order of labels
    return Snippet(_FOLDER.format(counts=backwards), "\n".join(printed))


def split_snippet(
    counts: Mapping[str, int],
    fraction: float,
    *,
    batch_size: int,
    training_seed: int | None,
    validation_seed: int | None,
) -> Snippet | None:
    """The two calls that make a training and a validation subset.

    Args:
        counts: Files of each class, in the order of their labels.
        fraction: Keras' ``validation_split``.
        batch_size: Pictures in a batch.
        training_seed: Of the call for training; None: ``shuffle=False``.
        validation_seed: Of the call for validation.

    Returns:
        None for more classes than can be written out.
    """
    if len(counts) > MOST_CLASSES:
        return None
    total = sum(counts.values())
    found = two_calls(total, fraction, training_seed=training_seed, validation_seed=validation_seed)
    batches = Batches(len(found.training), batch_size)
    labels = np.repeat(np.arange(len(counts)), list(counts.values()))
    together = np.bincount(labels[found.validation], minlength=len(counts))
    printed = [
        f"Using {len(found.training)} files for training.",  # said by Keras itself
        f"Using {len(found.validation)} files for validation.",
        f"{batches.count} batches, the last of {batches.last}",
        f"in both: {found.files(Place.BOTH).size}",
        f"in neither: {found.files(Place.NEITHER).size}",
        f"validation pictures of each class: {together.tolist()}",
    ]
    code = _SPLIT.format(
        counts=dict(counts),
        fraction=f"{fraction:g}",
        size=batch_size,
        training=_order(training_seed),
        validation=_order(validation_seed),
    )
    return Snippet(code, "\n".join(printed))


def files_snippet(sizes: Sequence[tuple[int, int]], *, copies: int) -> Snippet:
    """Files of some sizes, one of them several times, one empty: what Keras sees of them.

    Args:
        sizes: Width and height in pixels of each file.
        copies: Files beside the first with the same bytes.
    """
    printed = [f"{width}x{height}, aspect {width / height:.3f}" for width, height in sizes]
    printed.append(f"{copies} of {len(sizes) + copies} are copies")
    printed.append(f"Keras takes {len(sizes) + copies + 1} files, also the empty one")
    return Snippet(_FILES.format(sizes=list(sizes), copies=copies), "\n".join(printed))


def _order(seed: int | None) -> str:
    return "shuffle=False" if seed is None else f"seed={seed}"


def _written(vector: tuple[int, ...]) -> str:
    return "[" + " ".join(str(value) for value in vector) + "]"


_FOLDER = """\
import tempfile
from pathlib import Path

import keras
import numpy as np

counts = {counts}
folder = Path(tempfile.mkdtemp())
for name, count in counts.items():
    (folder / name).mkdir()
    for number in range(count):
        (folder / name / f"{{number:05}}.jpg").touch()  # names are read, pictures not yet

dataset = keras.utils.image_dataset_from_directory(folder, shuffle=False, verbose=False)
names = dataset.class_names
labels = np.array([names.index(Path(path).parent.name) for path in dataset.file_paths])
vectors = keras.utils.to_categorical(range(len(names))).astype(int)
n = np.bincount(labels)
for label, name in enumerate(names):
    weight = len(labels) / (len(names) * n[label])  # for fit(class_weight={{...}})
    print(f"{{label}} {{vectors[label]}} {{name}}: weight {{weight:.4f}}")
said = np.full(len(labels), n.argmax())  # a network that always says the same
recalls = [(said[labels == label] == label).mean() for label in range(len(names))]
print(f"always the biggest class: {{(said == labels).mean():.4f}}")
print(f"balanced: {{np.mean(recalls):.4f}}")
"""

_SPLIT = """\
import tempfile
from pathlib import Path

import keras

counts = {counts}
folder = Path(tempfile.mkdtemp())
for name, count in counts.items():
    (folder / name).mkdir()
    for number in range(count):
        (folder / name / f"{{number:05}}.jpg").touch()  # names are read, pictures not yet

options = {{"validation_split": {fraction}, "batch_size": {size}, "verbose": False}}
load = keras.utils.image_dataset_from_directory
training = load(folder, subset="training", {training}, **options)
validation = load(folder, subset="validation", {validation}, **options)

used, held_back = set(training.file_paths), set(validation.file_paths)
print(len(training), "batches, the last of", (len(used) - 1) % {size} + 1)
print("in both:", len(used & held_back))
print("in neither:", sum(counts.values()) - len(used | held_back))
classes = [Path(path).parent.name for path in held_back]
print("validation pictures of each class:", [classes.count(name) for name in counts])
"""

_FILES = """\
import hashlib
import tempfile
from pathlib import Path

import keras
import numpy as np

folder = Path(tempfile.mkdtemp())
(folder / "class").mkdir()
for number, (width, height) in enumerate({sizes}):
    file = folder / "class" / f"{{number}}.png"
    pixels = np.full((height, width, 3), number, "uint8")  # rows first
    keras.utils.save_img(file, pixels, scale=False)
    width, height = keras.utils.load_img(file).size  # width first
    print(f"{{width}}x{{height}}, aspect {{width / height:.3f}}")
for number in range({copies}):
    copy = folder / "class" / f"copy {{number}}.png"
    copy.write_bytes((folder / "class" / "0.png").read_bytes())

files = list((folder / "class").iterdir())
contents = {{hashlib.sha256(file.read_bytes()).digest() for file in files}}
print(len(files) - len(contents), "of", len(files), "are copies")
(folder / "class" / "empty.png").touch()
dataset = keras.utils.image_dataset_from_directory(folder, shuffle=False, verbose=False)
print("Keras takes", len(dataset.file_paths), "files, also the empty one")
"""
