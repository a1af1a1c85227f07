"""The page about batches in plain Keras and tf.data: orders, seeds, batches that stay together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lib.operations.folder_split import Batches
from lib.operations.pipelines import PIPELINES
from lib.operations.seeds import repeats
from lib.operations.shuffling import Integers, kept_batches, travel
from lib.snippets.snippet import Snippet


def buffer_snippet(order: Integers, buffer: int, seed: int) -> Snippet:
    """One shuffle, and how far the elements travelled.

    Args:
        order: What tf.data gave for these numbers.
        buffer: Places of the buffer.
        seed: Of the operation.
    """
    moves = travel(order)
    return Snippet(
        code=_BUFFER.format(count=len(order), buffer=buffer, seed=seed),
        printed="\n".join(
            [
                f"{order.tolist()}",
                f"places earlier, at most: {moves.most_early}",
                f"places later, at most: {moves.most_late}",
            ]
        ),
    )


def seed_snippet(
    runs: Mapping[str, NDArray[np.uint16]], operation_seed: int, global_seed: int
) -> Snippet:
    """The ways that repeat, run three times.

    Args:
        runs: Of each way, (3 runs, 2 epochs, N), as tf.data gave them.
        operation_seed: Of ``shuffle``.
        global_seed: Of ``tf.random.set_seed``.
    """
    count = runs["both"].shape[2]
    printed = []
    for way in ("operation", "global", "both"):
        found = repeats(runs[way])
        printed.append(f"{way}: {runs[way][0][0].tolist()} then {runs[way][0][1].tolist()}")
        printed.append(f"  again {found.again}, after another operation {found.after_more}")
    return Snippet(
        code=_SEED.format(count=count, operation=operation_seed, program=global_seed),
        printed="\n".join(printed),
    )


def epochs_snippet(pipeline: str, orders: Integers, batch_size: int, seed: int) -> Snippet:
    """A real folder through the pipeline: how many batches keep their members.

    Args:
        pipeline: One of :data:`lib.operations.pipelines.PIPELINES`.
        orders: (epochs, N) as tf.data gave them.
        batch_size: Pictures a batch.
        seed: Of loader and shuffle.
    """
    epochs, count = orders.shape
    kept = kept_batches(orders, batch_size)
    return Snippet(
        code=_EPOCHS.format(
            count=count,
            batch=batch_size,
            seed=seed,
            epochs=epochs,
            lines=PIPELINES[pipeline],
        ),
        printed="\n".join(
            f"epoch {number}: {found.members} of {len(found.origins)} batches have stayed together"
            for number, found in enumerate(kept[1:], start=2)
        ),
    )


def count_snippet(batches: Batches, validation: int, percent: int) -> Snippet:
    """The split, and the sizes of the batches that tf.data makes of it.

    Args:
        batches: Of the pictures to learn from.
        validation: Pictures held back.
        percent: Of all, in whole per cent.
    """
    files = batches.pictures + validation
    return Snippet(
        code=_COUNT.format(files=files, share=f"{percent / 100:g}", batch=batches.size),
        printed="\n".join(
            [
                f"training {batches.pictures}, validation {validation}",
                f"updates in an epoch: {batches.count}",
                f"pictures in the last batch: {batches.last}",
            ]
        ),
    )


_BUFFER = """\
import tensorflow as tf

data = tf.data.Dataset.range({count}).shuffle({buffer}, seed={seed})
order = [int(number) for number in data]
print(order)
moves = [out - number for out, number in enumerate(order)]
print("places earlier, at most:", max(0, -min(moves)))
print("places later, at most:", max(0, max(moves)))
"""

_SEED = """\
import tensorflow as tf


def run(operation_seed, global_seed, before=False):
    tf.random.set_seed(global_seed)  # a new process; None: nobody has set a seed
    if before:
        tf.random.uniform(())
    data = tf.data.Dataset.range({count}).shuffle({count}, seed=operation_seed)
    return [[int(number) for number in data] for epoch in range(2)]


mine, all_of_it = {operation}, {program}  # seeds
ways = [("operation", mine, None), ("global", None, all_of_it), ("both", mine, all_of_it)]
for way, *seeds in ways:
    first, second, third = run(*seeds), run(*seeds), run(*seeds, before=True)
    print(f"{{way}}: {{first[0]}} then {{first[1]}}")
    print(f"  again {{first == second}}, after another operation {{first == third}}")
"""

_EPOCHS = """\
import tempfile
from functools import partial
from pathlib import Path

import keras
import numpy as np

# Which picture is in which batch does not depend on what the pictures show.
folder = Path(tempfile.mkdtemp())
(folder / "flowers").mkdir()
for number in range({count}):
    file = folder / "flowers" / f"{{number:04}}.png"
    keras.utils.save_img(file, np.zeros((8, 8, 3)), scale=False)
# As a label each picture gets its own number, so that it can be recognised.
load = partial(keras.utils.image_dataset_from_directory, labels=[*range({count})], verbose=False)
size, batch, seed = (8, 8), {batch}, {seed}

{lines}

epochs = [[frozenset(labels.numpy()) for _, labels in data] for epoch in range({epochs})]
for number, epoch in enumerate(epochs[1:], start=2):
    kept = len(set(epoch) & set(epochs[0]))
    print(f"epoch {{number}}: {{kept}} of {{len(epoch)}} batches have stayed together")
"""

_COUNT = """\
import tensorflow as tf

files, share, batch = {files}, {share}, {batch}
validation = int(share * files)  # as image_dataset_from_directory cuts
data = tf.data.Dataset.range(files - validation).batch(batch)
sizes = [len(members) for members in data]
print(f"training {{sum(sizes)}}, validation {{validation}}")
print("updates in an epoch:", len(sizes))
print("pictures in the last batch:", sizes[-1])
"""
