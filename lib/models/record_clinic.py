"""Train every patient of the clinic by its own program, and write down what a doctor would look at.

``python -m lib.models.record_clinic`` writes ``data/clinic``; names of faults after it record those
alone.  Each takes about ten seconds of two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from typing import Any

from lib.manifest import describe_files
from lib.models.patient import garden_folder, train_patient
from lib.operations.clinic.patients import file_of
from lib.operations.clinic.programs import CHANGES


def main(arguments: Sequence[str] | None = None) -> None:
    """Record anew."""
    parser = argparse.ArgumentParser(description="Record the patients of the clinic.")
    parser.add_argument("faults", nargs="*", help=f"of {', '.join(CHANGES)}; default: all")
    options = parser.parse_args(arguments)
    if unknown := set(options.faults) - set(CHANGES):
        parser.error(f"no fault is called {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CONVSCOPE_HOME"] = scratch
        folder = garden_folder()
        for fault in options.faults or CHANGES:
            found = train_patient(fault, folder)
            file = file_of(fault)
            file.parent.mkdir(exist_ok=True)
            file.write_text(readable(found), encoding="utf-8")
            describe_files({file: ("trained by lib/models/record_clinic.py", "as this project")})
            ends = {name: values[-1] for name, values in found["curves"].items()}
            print(fault, ends, found["data"], flush=True)


def readable(found: dict[str, Any]) -> str:
    """JSON with a line a fact, so that a change can be read."""
    return (
        "{\n"
        + ",\n".join(f' "{key}": {json.dumps(value)}' for key, value in found.items())
        + "\n}\n"
    )


if __name__ == "__main__":
    main()
