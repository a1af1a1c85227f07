"""The run that ships with the project: a small network, trained on the garden.

It is a run's directory like any other (``data/run``), made by ``python -m lib.models.ship``,
so every page can show it before anybody has trained anything.
"""

from __future__ import annotations

from lib.places import DATA
from lib.runs.directory import Run, list_runs, open_run
from lib.runs.model_file import is_whole

SHIPPED = "shipped"


def shipped_run() -> Run:
    """The run that ships."""
    return Run(SHIPPED, DATA / "run")


def find_run(run_id: str) -> Run:
    """The shipped run, or the run of that name.

    Raises:
        RunError: There is none (``run.unknown``), or it cannot be read (``run.damaged``).
    """
    return shipped_run() if run_id == SHIPPED else open_run(run_id)


def usable_runs() -> list[Run]:
    """Runs that have a whole trained network: newest first, the shipped one last."""
    trained = [run for run in list_runs().runs if is_whole(run.model_path)]
    return [*trained, shipped_run()]
