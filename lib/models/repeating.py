"""A patient of the clinic trained once more, in a worker for trainings."""

from __future__ import annotations

import filelock

from lib.models.patient import garden_folder, train_patient
from lib.operations.clinic.repeated import Repeated


def repeat(fault: str, seed: int) -> None:
    """Train a patient and write down how it goes; nothing if that is done or being done.

    Args:
        fault: One of :data:`~lib.operations.clinic.programs.CHANGES`.
        seed: 0 to :data:`~lib.operations.clinic.repeated.MOST_SEED`.

    Raises:
        RunError: The disk is full (``run.disk_full``).
    """
    place = Repeated(fault, seed)
    try:
        with place.held():
            if place.patient() is None:
                folder = garden_folder()
                place.write(
                    train_patient(
                        fault,
                        folder,
                        seed=seed,
                        told=lambda curves: place.write({"fault": fault, "curves": curves}),
                    )
                )
    except filelock.Timeout:
        return
