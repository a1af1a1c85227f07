"""Trained networks of ours, loaded once and kept; a file from elsewhere is never loaded."""

from __future__ import annotations

import functools
import zipfile
from pathlib import Path
from typing import Any

import keras

from lib.errors import ConvScopeError, RunError
from lib.places import DATA, runs_home
from lib.runs.recipe import Recipe
from lib.runs.state import RunState

_MODELS_KEPT = 4  # loaded networks: 48 MB each at 180×180
_FILE = "model.keras"


def own_path(model: str) -> Path:
    """The path, if it is the network of a run of ours.

    Raises:
        RunError: It is not (``run.no_model``).
    """
    path = Path(model)
    ours = path.name == _FILE and path.parent.parent in (runs_home(), DATA)
    if not ours or not path.is_file():
        raise RunError("run.no_model", run=path.parent.name)
    return path


def version_of(path: Path) -> tuple[Path, int]:
    """Path and time of writing: a network that was trained on is loaded anew."""
    return path, path.stat().st_mtime_ns


@functools.lru_cache(maxsize=_MODELS_KEPT)
def load_network(path: Path, _written: int) -> Any:
    """The network of a version.

    Raises:
        RunError: It cannot be read (``run.no_model``).
    """
    try:
        return keras.models.load_model(path, compile=False)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise RunError("run.no_model", run=path.parent.name) from error


def resizing_of(path: Path) -> str:
    """How the run that a network belongs to brought its pictures to size.

    Raises:
        RunError: Its recipe cannot be read (``run.damaged``).
    """
    try:
        return Recipe.from_json(path.with_name("recipe.json").read_text("utf-8")).resizing
    except (OSError, UnicodeDecodeError, ConvScopeError) as error:
        raise RunError("run.damaged", run=path.parent.name) from error


def class_names(path: Path, count: int) -> tuple[str, ...]:
    """The classes of the run that a network belongs to, in the order of its outputs.

    Raises:
        RunError: They cannot be read or are not ``count`` (``run.damaged``).
    """
    try:
        names = RunState.from_json(path.with_name("state.json").read_text("utf-8")).class_names
    except (OSError, ValueError, TypeError) as error:
        raise RunError("run.damaged", run=path.parent.name) from error
    if len(names) != count:
        raise RunError("run.damaged", run=path.parent.name)
    return names
