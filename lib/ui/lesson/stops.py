"""The lesson, as data: which page is looked at when, with which controls set, and for how long.

What to do at a stop is said in ``content/<language>/lesson.json`` under
``lesson.stop.<name>`` (its title) and ``lesson.stop.<name>.do``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True)
class Stop:
    """One stop of the lesson.

    Attributes:
        name: As it stands in the address; never changes, because links are kept.
        page: Path of the page it is on.
        minutes: How long it takes a beginner, about.
        address: The controls that are set on arriving.
    """

    name: str
    page: str
    minutes: int
    address: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> dict[str, str]:
        """The parameters of a link to the stop."""
        return {**self.address, "lesson": self.name}


STOPS: tuple[Stop, ...] = (
    Stop("whole", "start", 2),
    Stop("folders", "labels", 2, {"view": "folder"}),
    Stop("split", "labels", 2, {"view": "split", "validation": "20", "batch": "32"}),
    Stop("squash", "resize", 2, {"view": "picture", "way": "squash"}),
    Stop("epochs", "augmentation", 2, {"view": "epochs"}),
    Stop("effect", "augmentation", 2, {"view": "effect"}),
    Stop("batches", "batches", 2, {"view": "epochs", "pipeline": "notes"}),
    Stop("sparse", "connectivity", 3, {"view": "connections", "m": "10", "n": "8", "k": "3"}),
    Stop("first-layer", "connectivity", 2, {"view": "layer", "layer": "conv16", "side": "180"}),
    Stop("edges", "edges", 3, {"view": "kernel", "kernel": "difference_x"}),
    Stop("cost", "edges", 2, {"view": "cost", "kernel": "difference_x"}),
    Stop("windows", "padding", 3, {"view": "rule", "padding": "same", "stride": "2"}),
    Stop("largest", "pooling", 2, {"view": "window", "input": "notes", "reduction": "max"}),
    Stop("shift", "pooling", 2, {"view": "shift"}),
    Stop("negative", "relu", 2, {"activation": "relu"}),
    Stop("mask", "dropout", 3, {"rate": "0.5", "mode": "training"}),
    Stop("head", "head", 2, {"view": "heads", "side": "180"}),
    Stop("loss", "loss", 3, {"view": "flow"}),
    Stop("twice", "loss", 2, {"view": "double"}),
    Stop("table", "shapes", 3, {"view": "table", "network": "notes", "side": "180"}),
    Stop("unit", "layers", 2, {"view": "lens", "layer": "conv2d"}),
    Stop("why", "layers", 2, {"view": "why"}),
    Stop("train", "train", 4, {"run": "shipped"}),
    Stop("compare", "compare", 2, {"view": "recorded", "comparison": "overfitting"}),
    Stop("clinic", "clinic", 3, {"view": "patient", "patient": "1"}),
    Stop("predict", "predict", 1),
    Stop("questions", "questions", 3, {"question": "1"}),
)


def place_of(name: str) -> int:
    """Where a stop is in the lesson, 0 for the first.

    Raises:
        KeyError: There is no such stop.

    Example:
        >>> place_of("whole"), STOPS[place_of("windows")].page
        (0, 'padding')
    """
    for place, stop in enumerate(STOPS):
        if stop.name == name:
            return place
    raise KeyError(name)


def minutes_before(place: int) -> int:
    """Minutes that the stops before this one take.

    Example:
        >>> minutes_before(0), minutes_before(2)
        (0, 4)
    """
    return list(accumulate((stop.minutes for stop in STOPS), initial=0))[place]


def all_minutes() -> int:
    """Minutes that the whole lesson takes, about.

    Example:
        >>> 55 <= all_minutes() <= 65
        True
    """
    return minutes_before(len(STOPS))
