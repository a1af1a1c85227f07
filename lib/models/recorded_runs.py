"""Trainings that ship: the same pictures and seeds, one thing compared, kept as readable JSON."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras

from lib.datasets.garden import CLASS_NAMES
from lib.models.data import find_data
from lib.models.evaluation import Evaluator
from lib.models.network import build_network
from lib.models.orders import open_pipeline
from lib.models.pipeline import VALIDATION_SHARE, load_folder
from lib.models.training import train
from lib.runs.directory import create_run
from lib.runs.recipe import Recipe


@dataclass(frozen=True)
class Split:
    """A folder of classes to train on, and the pictures held back, in batches."""

    folder: Path
    training_count: int
    validation: Any
    validation_count: int


def split_folder(folder: Path, recipe: Recipe, scratch: Path) -> Split:
    """Hold back what the call of the notes would, and link the rest into a folder of its own.

    So a pipeline that does not shuffle is trained on every class, too.
    """
    training, validation = keras.utils.image_dataset_from_directory(
        folder,
        validation_split=VALIDATION_SHARE,
        subset="both",
        seed=recipe.seed,
        image_size=(recipe.image_size, recipe.image_size),
        batch_size=recipe.batch_size,
        verbose=False,
    )
    for path in map(Path, training.file_paths):
        place = scratch / path.parent.name / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(path)
    return Split(scratch, len(training.file_paths), validation.cache(), len(validation.file_paths))


def fit_network(pipeline: str, split: Split, recipe: Recipe) -> tuple[Any, dict[str, Any]]:
    """The trained network, and its course.

    Returns:
        The network; ``seed``, and the lists ``accuracy``, ``loss``, ``validation_accuracy`` and
        ``validation_loss``, a number an epoch.
    """
    keras.backend.clear_session()
    keras.utils.set_random_seed(recipe.seed)
    network = build_network(recipe, len(CLASS_NAMES))
    data = open_pipeline(
        pipeline,
        split.folder,
        side=recipe.image_size,
        batch_size=recipe.batch_size,
        seed=recipe.seed,
    )
    history = network.fit(
        data, validation_data=split.validation, epochs=recipe.epochs, verbose=0
    ).history
    return network, {"seed": recipe.seed} | {
        name.replace("val_", "validation_"): [round(float(value), 4) for value in values]
        for name, values in history.items()
    }


def record_trainings(
    recipe: Recipe,
    seeds: Sequence[int],
    trainings: Mapping[str, Callable[[Split, Recipe], dict[str, Any]]],
) -> dict[str, Any]:
    """Train in every way from every seed; the pictures held back are the same in all runs.

    Args:
        recipe: Of all of them, but for the seed.
        seeds: Of the weights, the order and what is random in the network.
        trainings: Each way by its name: trains, and returns the course as :func:`fit_network`.
    """
    folder = find_data(recipe, lambda *_: None).folder
    with tempfile.TemporaryDirectory() as scratch:
        split = split_folder(folder, recipe, Path(scratch))
        runs: dict[str, list[dict[str, Any]]] = {}
        for name, train in trainings.items():
            for seed in seeds:
                run = train(split, dataclasses.replace(recipe, seed=seed))
                runs.setdefault(name, []).append(run)
                print(
                    f"{name}, seed {seed}: training {run['accuracy'][-1]:.3f}, "
                    f"validation {run['validation_accuracy'][-1]:.3f}"
                )
        return {
            "recipe": dataclasses.asdict(recipe),
            "seeds": list(seeds),
            "training_count": split.training_count,
            "validation_count": split.validation_count,
            "versions": {"keras": keras.__version__},
            "runs": runs,
        }


def record_runs(recipes: Sequence[Recipe], known: dict[Recipe, RecordedRun]) -> list[RecordedRun]:
    """Train each recipe exactly as the page that trains would, and leave nothing but its course.

    Args:
        recipes: To be trained, one after the other.
        known: Those that were trained before, which is not done again; what is trained is added.

    Raises:
        RuntimeError: A training did not finish.
    """
    for recipe in recipes:
        if recipe not in known:
            known[recipe] = _record_run(recipe)
    return [known[recipe] for recipe in recipes]


@dataclass(frozen=True)
class RecordedRun:
    """What is kept of a run.

    Attributes:
        course: ``seed``; the lists ``accuracy``, ``loss``, ``validation_accuracy`` and
            ``validation_loss``, a number an epoch; and ``unvaried_accuracy`` after the last one,
            on the training pictures as they are, with every random layer off.
        counts: Pictures trained on, and held back.
        machine: Versions of what trained it.
    """

    course: dict[str, Any]
    counts: tuple[int, int]
    machine: dict[str, str]


def _record_run(recipe: Recipe) -> RecordedRun:
    run = create_run(recipe)
    try:
        train(run.id)
        state = run.state
        if state.status != "finished":
            raise RuntimeError(f"training ended as {state}")
        epochs = run.history().epochs
        network = keras.models.load_model(run.model_path, compile=False)
        training = load_folder(find_data(recipe, lambda *_: None).folder, recipe).training
        known = Evaluator(network, training, batch_size=recipe.batch_size)(lambda: None)
    finally:
        shutil.rmtree(run.folder)
    course: dict[str, Any] = {"seed": recipe.seed} | {
        name: [round(getattr(row, name), 4) for row in epochs]
        for name in ("accuracy", "loss", "validation_accuracy", "validation_loss")
    }
    course["unvaried_accuracy"] = round(known.accuracy, 4)
    print(
        f"seed {recipe.seed}: training {epochs[-1].accuracy:.3f}, "
        f"validation {epochs[-1].validation_accuracy:.3f}, {epochs[-1].seconds:.0f} s",
        flush=True,
    )
    return RecordedRun(course, (state.training_count, state.validation_count), state.machine)


def readable(facts: dict[str, Any]) -> str:
    """JSON with a line a run, so that a change can be read."""
    runs = ",\n".join(
        f'  "{name}": [\n   ' + ",\n   ".join(json.dumps(run) for run in found) + "\n  ]"
        for name, found in facts["runs"].items()
    )
    head = [f' "{key}": {json.dumps(value)}' for key, value in facts.items() if key != "runs"]
    return "{\n" + ",\n".join([*head, f' "runs": {{\n{runs}\n }}']) + "\n}\n"
