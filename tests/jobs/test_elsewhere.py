"""The engine works from whatever folder the server was started in."""

import os
import subprocess
import sys

import pytest

from lib.places import PROJECT

# As Streamlit does: only the server itself is told where the library lies.
SERVER = f"""
import sys
sys.path.insert(0, {str(PROJECT)!r})
from lib.jobs import engine
print(engine.quick("math", "gcd", 12, 18), flush=True)
engine.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the workers are told otherwise")
def test_an_engine_started_from_another_folder_answers(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    unset = {"PYTHONPATH", "CONVSCOPE_SCHEDULER"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    server = subprocess.run(
        [sys.executable, "-c", SERVER],
        cwd=elsewhere,
        env=environment | {"CONVSCOPE_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=120,
        check=False,
    )
    assert server.stdout == "6\n"
