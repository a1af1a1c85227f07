"""Where things lie on disk: what ships with the project and what a host keeps.

Everything a running ConvScope writes lies under one folder, :func:`home`, so that a host can
put it on a disk of its own (``CONVSCOPE_HOME``) and several processes can share it.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

from lib.settings import settings

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"
CONTENT = PROJECT / "content"


def home() -> Path:
    """The folder for everything written at run time; made when missing."""
    folder = settings().home or platformdirs.user_data_path("convscope")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def datasets_home() -> Path:
    """Folder with one sub-folder a data set, each holding one folder a class."""
    return _made(home() / "datasets")


def runs_home() -> Path:
    """Folder with one sub-folder a training run."""
    return _made(home() / "runs")


def scratch_home() -> Path:
    """Folder for files that are needed while something is computed; the sweep empties it."""
    return _made(home() / "scratch")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
