"""The browser's part of the page about batches, under Node, against what Python says."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from lib.batches.components import component_script
from lib.operations.shuffling import companions, in_buffer
from lib.places import PROJECT

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="Node is not installed")
ORDER = PROJECT / "lib" / "batches" / "order.mjs"


@needs_node
@pytest.mark.parametrize("name", ["flow", "grid"])
def test_a_joined_script_is_one_valid_module(name, tmp_path):
    joined = tmp_path / "joined.mjs"
    joined.write_text(component_script(name), encoding="utf-8")
    done = subprocess.run(
        [NODE, "--check", str(joined)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "import {" not in component_script(name)


@needs_node
def test_the_parts_of_the_arithmetic_hold():
    done = subprocess.run(
        [NODE, "--test", str(PROJECT / "tests" / "batches")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "# pass 0" not in done.stdout


@needs_node
def test_the_browser_has_in_the_buffer_what_python_says(tmp_path):
    rng = np.random.default_rng(2)
    count, buffer = 24, 5
    order: list[int] = []
    for step in range(count):
        held = [number for number in range(min(count, buffer + step)) if number not in order]
        order.append(int(rng.choice(held)))
    orders = [rng.permutation(count).tolist() for _ in range(4)]
    file = tmp_path / "program.mjs"
    file.write_text(
        f"""
import {{ companions, slotsAt }} from {json.dumps(ORDER.as_uri())};
const order = {order};
const held = [...Array({count + 1}).keys()].map((step) =>
  slotsAt(order, {buffer}, {count}, step).filter((number) => number !== null));
console.log(JSON.stringify({{ held, met: companions({json.dumps(orders)}, 7, 3) }}));
"""
    )
    done = subprocess.run([NODE, str(file)], capture_output=True, text=True, timeout=60, check=True)
    said = json.loads(done.stdout)
    for step, held in enumerate(said["held"]):
        assert set(held) == in_buffer(np.array(order), buffer, step)
    assert said["met"] == companions(np.array(orders), 7, 3)
