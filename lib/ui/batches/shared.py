"""What the views of the page share: the names of the classes, and words that the browser fills."""

from __future__ import annotations

from collections.abc import Iterable

from lib.datasets.garden import CLASS_NAMES
from lib.words import Words

ORDERS = "lib.models.orders"  # what the worker is asked
SEED = 123  # of the notes


def class_titles(say: Words) -> list[str]:
    """The five classes in the visitor's language."""
    return [say(f"stage.class.{name}") for name in CLASS_NAMES]


def browser_words(say: Words, part: str, names: Iterable[str]) -> dict[str, str]:
    """Strings ``batches.<part>.<name>`` whose slots the browser fills."""
    return {name: say.strings[f"batches.{part}.{name}"] for name in names}
