"""The steps of a change on disk: done, done again after a kill, and turned round."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from lib.datasets.annotation.journal import Step

_OPPOSITE = {"make": "drop", "drop": "make"}


def perform(root: Path, steps: tuple[Step, ...]) -> None:
    """Do every step that is not done yet; each is one atomic operation of the file system.

    Nothing is ever written over: a move whose target is there already has been made.

    Args:
        root: The folder of the set.
        steps: In their order.
    """
    for kind, first, second in steps:
        place = root / first
        if kind == "make":
            place.mkdir(exist_ok=True)
        elif kind == "drop":
            with contextlib.suppress(OSError):  # gone already, or a host keeps files in it
                place.rmdir()
        elif kind == "erase":
            place.unlink(missing_ok=True)
        elif os.path.lexists(place) and _is_free(root / second, but=place):
            place.rename(root / second)


def turned_round(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps that lead back; there is no way back from ``"erase"``.

    Example:
        >>> turned_round((("move", "a/1.png", "b/1.png"), ("drop", "a", "")))
        (('make', 'a', ''), ('move', 'b/1.png', 'a/1.png'))
    """
    return tuple(
        ("move", second, first) if kind == "move" else (_OPPOSITE[kind], first, "")
        for kind, first, second in reversed(steps)
    )


def are_possible(root: Path, steps: tuple[Step, ...]) -> bool:
    """Whether all of the steps can be made as things stand, so that none is made in vain."""
    made = {first for kind, first, _ in steps if kind == "make"}
    for kind, first, second in steps:
        if kind == "drop" and not _is_empty(root / first):
            return False
        if kind == "move":
            parent = str(Path(second).parent)
            reachable = parent in made or (root / parent).is_dir()
            free = _is_free(root / second, but=root / first)
            if not (os.path.lexists(root / first) and free and reachable):
                return False
    return True


def classes_after(classes: Iterable[str], steps: tuple[Step, ...]) -> list[str]:
    """The names of the classes that are there once the steps are done.

    Example:
        >>> classes_after(["cat", "dog"], (("move", "dog", "Dog"), ("make", "owl", "")))
        ['cat', 'Dog', 'owl']
    """
    names = list(classes)
    for kind, first, second in steps:
        if "/" in first:  # a file; classes lie at the top
            continue
        if kind in ("drop", "move") and first in names:
            names.remove(first)
        if kind != "drop":
            names.append(second or first)
    return names


def _is_free(target: Path, *, but: Path) -> bool:
    """Whether nothing lies at ``target``; where case counts for nothing, ``but`` itself may."""
    if not os.path.lexists(target):
        return True
    same_name = target.name != but.name and target.name.casefold() == but.name.casefold()
    with contextlib.suppress(OSError):
        return same_name and target.parent == but.parent and target.samefile(but)
    return False


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False
