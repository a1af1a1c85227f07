"""Train what the page of comparisons shows: every variant from every seed, as ``train`` would.

``python -m lib.models.record_comparisons`` writes ``data/comparisons``: run it when the garden or
the network changes, and commit what it wrote.  Some 50 trainings of 10 epochs, about 20
seconds of one core each.

``… record_comparisons dropout order`` records these alone.  ``… photographs --photographs FOLDER``
trains on real photographs, a folder with one sub-folder a class, such as ``flower_photos``; of
them nothing is kept but how the training went.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lib.manifest import describe_files
from lib.models.recorded_runs import RecordedRun, readable, record_runs
from lib.operations.comparisons import PHOTOGRAPHS, PLANS, SEEDS, Plan, file_of
from lib.places import datasets_home
from lib.runs.recipe import FLOWER_PHOTOS, Recipe


def record_comparison(
    plan: Plan, seeds: Sequence[int] = SEEDS, known: dict[Recipe, RecordedRun] | None = None
) -> dict[str, Any]:
    """Train every variant from every seed.

    Args:
        plan: The recipes.
        seeds: One run each, of every variant.
        known: Runs of other comparisons, which are not trained again.
    """
    known = {} if known is None else known
    found: dict[str, list[RecordedRun]] = {}
    for name in plan.variants:
        print(name, flush=True)
        found[name] = record_runs([plan.recipe(name, seed) for seed in seeds], known)
    return {
        "recipe": dataclasses.asdict(plan.base),
        "seeds": list(seeds),
        "versions": next(iter(found.values()))[0].machine,
        "changes": {name: dict(changes) for name, changes in plan.variants.items()},
        "counts": {name: runs[0].counts for name, runs in found.items()},
        "runs": {name: [run.course for run in runs] for name, runs in found.items()},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Record anew."""
    parser = argparse.ArgumentParser(description="Record the comparisons that ship.")
    parser.add_argument("comparisons", nargs="*", help=f"of {', '.join(PLANS)}; default: all")
    parser.add_argument("--photographs", type=Path, help="folder of real photographs")
    options = parser.parse_args(arguments)
    if unknown := set(options.comparisons) - set(PLANS):
        parser.error(f"no comparison is called {', '.join(sorted(unknown))}")
    chosen = options.comparisons or [*PLANS]
    if options.photographs is None:
        if PHOTOGRAPHS in options.comparisons:
            parser.error("say where the photographs lie: --photographs FOLDER")
        chosen = [name for name in chosen if name != PHOTOGRAPHS]
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CONVSCOPE_HOME"] = scratch
        if options.photographs is not None:
            (datasets_home() / FLOWER_PHOTOS).symlink_to(options.photographs.resolve())
        _record(chosen)


def _record(comparisons: Sequence[str]) -> None:
    known: dict[Recipe, RecordedRun] = {}
    for name in comparisons:
        print(f"--- {name}", flush=True)
        file = file_of(name)
        file.parent.mkdir(exist_ok=True)
        file.write_text(readable(record_comparison(PLANS[name], known=known)), encoding="utf-8")
        describe_files({file: ("trained by lib/models/record_comparisons.py", "as this project")})


if __name__ == "__main__":
    main()
