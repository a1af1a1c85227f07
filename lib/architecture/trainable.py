"""Which networks can be trained here: they end in the classes' logits, and are not too large."""

from __future__ import annotations

from lib.architecture.analysis import Analysis, analyse
from lib.architecture.layers import Outputs
from lib.architecture.text import network_text, read_network
from lib.errors import ArchitectureError

CHANNELS = 3
# What the network of the notes takes at most, on pictures of 256×256 and in batches of 256, fits:
# 8.5 million parameters, 188 million multiply-adds, and 0.7 billion numbers kept for a batch.
PARAMETER_LIMIT = 10_000_000
OPERATION_LIMIT = 1_000_000_000
KEPT_LIMIT = 800_000_000


def trainable_text(text: str, *, side: int, batch_size: int) -> str:
    """The canonical text of a network that can be trained.

    Args:
        text: As :func:`~lib.architecture.text.read_network` reads it.
        side: Of the square pictures, in pixels.
        batch_size: Pictures a batch.

    Raises:
        ArchitectureError: As :func:`~lib.architecture.text.read_network` and
            :func:`check_trainable`.

    Example:
        >>> trainable_text("globalaverage_outputs", side=64, batch_size=32)
        'globalaverage_outputs'
    """
    network = read_network(text)
    check_trainable(analyse(network, (side, side, CHANNELS), classes=2), batch_size=batch_size)
    return network_text(network)


def check_trainable(found: Analysis, *, batch_size: int) -> None:
    """Nothing, when a network can be trained.

    Training compares logits with classes and applies softmax itself, so the last layer must be
    the outputs, without an activation; it gets as many units as the data has classes.

    Raises:
        ArchitectureError: ``network.does_not_fit``; ``train.no_outputs``: it ends in something
            else; ``train.outputs_activated``: with an activation; ``train.channels``: the
            pictures have other channels than red, green, blue; ``train.too_large`` with the
            field ``parameters``, ``operations`` or ``kept``.
    """
    if found.problem is not None:
        raise found.problem
    last = found.network.layers[-1]
    if not isinstance(last, Outputs):
        raise ArchitectureError("train.no_outputs", layer=last.name)
    if last.activation != "linear":
        raise ArchitectureError("train.outputs_activated", activation=last.activation)
    if found.input_shape[2] != CHANNELS:
        raise ArchitectureError("train.channels", got=found.input_shape[2])
    sizes = {
        "parameters": (found.parameters, PARAMETER_LIMIT),
        "operations": (found.multiply_adds, OPERATION_LIMIT),
        "kept": (found.values * batch_size, KEPT_LIMIT),
    }
    for name, (size, limit) in sizes.items():
        if size > limit:
            raise ArchitectureError("train.too_large", field=name, got=size, limit=limit)
