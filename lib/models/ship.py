"""Train the network that ships with the project: ``python -m lib.models.ship``.

Writes ``data/run``, a run's directory like any other, from the recipe ``QUICK`` on the garden.
Run it when the garden or the network changes, then ``python -m lib.models.record``, and commit
what both wrote.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import keras

from lib.models.training import train
from lib.places import DATA
from lib.runs.directory import Run, create_run
from lib.runs.recipe import QUICK

TARGET = DATA / "run"


def ship(target: Path = TARGET) -> None:
    """Train ``QUICK`` from nothing and put what pages need of the run into ``target``.

    Raises:
        RuntimeError: Training did not finish.
    """
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CONVSCOPE_HOME"] = scratch
        run = create_run(QUICK)
        train(run.id)
        if run.state.status != "finished":
            raise RuntimeError(f"training ended as {run.state}")
        shutil.rmtree(target, ignore_errors=True)
        (target / "validation").mkdir(parents=True)
        for name in ("recipe.json", "state.json", "history.jsonl", "validation.json"):
            shutil.copyfile(run.folder / name, target / name)
        last = run.validation_path(run.history().last_epoch)
        shutil.copyfile(last, target / "validation" / last.name)
        # Without the optimizer's moments the file is a third of the size; nobody trains it on.
        network = keras.models.load_model(run.model_path, compile=False)
        network.save(target / "model.keras")
    row = Run("shipped", target).history().epochs[-1]
    print(f"training {row.accuracy:.3f}, validation {row.validation_accuracy:.3f}")


if __name__ == "__main__":
    ship()
