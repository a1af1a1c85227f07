"""Run the browser's scripts without a browser: under Node, where it is installed."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lib.places import PROJECT

_NODE = shutil.which("node")
_SECONDS = 120  # a busy machine is no failure
needs_node = pytest.mark.skipif(_NODE is None, reason="Node is not installed")


def run_node(folder: Path, program: str) -> Any:
    """What a module prints as JSON."""
    return json.loads(_run(str(_written(folder, program))).stdout)


def check_module(folder: Path, script: str) -> None:
    """Assert that a joined script is one valid module that asks for no other."""
    _run("--check", str(_written(folder, script)))
    assert "import {" not in script


def run_tests(part: str) -> None:
    """Assert that the tests written in JavaScript under ``tests/<part>`` pass, and are some."""
    done = _run("--test", str(PROJECT / "tests" / part))
    assert "# pass 0" not in done.stdout


def imported(names: str, module: Path) -> str:
    """The line that imports names from a module of the project."""
    return f"import {{ {names} }} from {json.dumps(module.as_uri())};\n"


def _written(folder: Path, text: str) -> Path:
    file = folder / "program.mjs"
    file.write_text(text, encoding="utf-8")
    return file


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    assert _NODE is not None
    done = subprocess.run(
        [_NODE, *arguments], capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done
