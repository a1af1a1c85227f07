"""Checks about augmentation: how far it goes, how much it makes, what it is worth."""

from __future__ import annotations

from collections.abc import Sequence

from lib.operations.augmentation import Augmentation
from lib.operations.augmentation_runs import AugmentationRuns
from lib.operations.checks.worked import Worked

_WIDE = 60  # pixels of a flower
_LONG = 100  # epochs
_BATCH = 32
_NOTES_PICTURES = 2936  # that the notes train on
_TWO_COINS = 4  # outcomes of two flips one behind the other


def widest_flower(settings: Augmentation) -> Worked:
    """How wide a flower of 60 pixels becomes when the zoom draws its least.

    Example:
        >>> widest_flower(Augmentation("none", 0.0, 0.25)).text
        '80.0'
    """
    zoom = settings.zoom
    facts = {"wide": _WIDE, "zoom": f"{zoom:g}", "least": f"{1 - zoom:g}"}
    return Worked(_WIDE / (1 - zoom), facts, decimals=1)


def most_pictures(settings: Augmentation) -> Worked:
    """How many different pictures one file can give in a hundred epochs.

    Example:
        >>> most_pictures(Augmentation("horizontal", 0.0, 0.0)).answer
        2
    """
    bound = settings.bound
    return Worked(_LONG if bound is None else min(bound, _LONG), {"epochs": _LONG})


def draws_for_batches(settings: Augmentation) -> Worked:
    """How often a layer draws while one batch trains and another one validates.

    Example:
        >>> draws_for_batches(Augmentation()).answer
        96
    """
    layers = len(settings.layers)
    return Worked(layers * _BATCH, {"layers": layers, "batch": _BATCH})


def wrong_labels(kept: int, count: int) -> Worked:
    """How many pictures of an epoch would carry a wrong label, as the draws foretell.

    Args:
        kept: Draws that are still read as they should.
        count: Draws in all.

    Example:
        >>> wrong_labels(150, 200).text
        '734'
    """
    facts = {
        "pictures": f"{_NOTES_PICTURES:,}",
        "kept": kept,
        "count": count,
        "lost": count - kept,
    }
    return Worked(_NOTES_PICTURES * (count - kept) / count, facts)


def two_coins(files: int, epochs: int) -> Worked:
    """How many different pictures two flips, one behind the other, can make of the files.

    Example:
        >>> two_coins(100, 20).answer, two_coins(100, 3).answer
        (400, 300)
    """
    each = min(_TWO_COINS, epochs)
    facts = {"files": f"{files:,}", "epochs": epochs, "each": each, "most": _TWO_COINS}
    return Worked(files * each, facts)


def more_right(runs: AugmentationRuns) -> Worked:
    """How many more pictures held back the network with augmentation gets right at the end.

    Example:
        >>> from lib.operations.augmentation_runs import load_augmentation_runs
        >>> more_right(load_augmentation_runs()).answer > 0
        True
    """
    ends: Sequence[float] = [
        runs.trainings[name].end("validation").mean for name in ("with", "without")
    ]
    facts = {
        "held": f"{runs.validation_count:,}",
        "better": f"{100 * ends[0]:.1f}",
        "worse": f"{100 * ends[1]:.1f}",
    }
    return Worked(runs.validation_count * (ends[0] - ends[1]), facts)
