"""A training lets the web server and quick questions go first."""

import subprocess
import sys

import pytest

from lib.jobs.cluster import QUICK, TRAINING, _worker
from lib.places import PROJECT


def test_only_the_worker_for_trainings_is_told_to_let_others_go_first(tmp_path):
    preload = {"preload": "preload.py", "preload_argv": ["1", "/project"]}
    given = {role: _worker(role, tmp_path, preload)["preload_nanny_argv"] for role in
             (QUICK, TRAINING)}  # fmt: skip
    assert given == {QUICK: ["1", "/project"], TRAINING: ["1", "/project", "10"]}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no niceness")
@pytest.mark.parametrize("niceness", [0, 7])
def test_a_process_that_is_told_so_does(niceness):
    program = (
        "import os; from lib.jobs.preload import dask_setup; before = os.nice(0);"
        f"dask_setup.callback(None, os.getppid(), {str(PROJECT)!r}, {niceness});"
        "print(os.nice(0) - before, flush=True); os._exit(0)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == str(niceness)
