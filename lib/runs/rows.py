"""The lines of a history: what each kind of them says."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch: epoch and batch count from 1; accuracy is a share, seconds are since start."""

    epoch: int
    batch: int
    loss: float
    accuracy: float
    images: int
    seconds: float  # training time so far, over all epochs and resumes


@dataclass(frozen=True, slots=True)
class EpochRow:
    """One ended epoch: running means over its training, and one pass over the validation."""

    epoch: int
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float
    seconds: float  # training time so far, over all epochs and resumes
    epoch_seconds: float  # of this epoch, with its validation
    images_per_second: float  # training pictures over training time, without validation


@dataclass(frozen=True, slots=True)
class LayersRow:
    """What an epoch did to the layers that have weights.

    Attributes:
        epoch: From 1.
        names: Of the layers, in their order.
        gradients: Norm of the gradient over kernel and bias, of one batch of training pictures
            that stays the same, at the epoch's end, with everything random switched off.
        changes: ``||w - w'|| / ||w'||``: by how much of its norm the weights moved since the
            end of the epoch before; None where all weights were zero.
    """

    epoch: int
    names: tuple[str, ...]
    gradients: tuple[float, ...]
    changes: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ControlRow:
    """What somebody asked of the run before a batch: epoch and batch count from 1.

    Attributes:
        what: ``"pause"``, ``"continue"``, ``"step"`` or ``"rate"``.
        value: The learning rate from this batch on; None for the others.
        request: What tells this request for a rate from all others; None for other rows, and
            in histories of a time when it was not kept.
    """

    epoch: int
    batch: int
    what: str
    value: float | None = None
    request: str | None = field(default=None, compare=False)
