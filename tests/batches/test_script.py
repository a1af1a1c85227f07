"""The browser's part of the page about batches, under Node, against what Python says."""

import json

import numpy as np
import pytest
from node_running import check_module, needs_node, run_node, run_tests

from lib.batches.components import component_script
from lib.operations.shuffling import companions, in_buffer
from lib.places import PROJECT

ORDER = PROJECT / "lib" / "batches" / "order.mjs"


@needs_node
@pytest.mark.parametrize("name", ["flow", "grid"])
def test_a_joined_script_is_one_valid_module(name, tmp_path):
    check_module(tmp_path, component_script(name))


@needs_node
def test_the_parts_of_the_arithmetic_hold():
    run_tests("batches")


@needs_node
def test_the_browser_has_in_the_buffer_what_python_says(tmp_path):
    rng = np.random.default_rng(2)
    count, buffer = 24, 5
    order: list[int] = []
    for step in range(count):
        held = [number for number in range(min(count, buffer + step)) if number not in order]
        order.append(int(rng.choice(held)))
    orders = [rng.permutation(count).tolist() for _ in range(4)]
    said = run_node(
        tmp_path,
        f"""
import {{ companions, slotsAt }} from {json.dumps(ORDER.as_uri())};
const order = {order};
const held = [...Array({count + 1}).keys()].map((step) =>
  slotsAt(order, {buffer}, {count}, step).filter((number) => number !== null));
console.log(JSON.stringify({{ held, met: companions({json.dumps(orders)}, 7, 3) }}));
""",
    )
    for step, held in enumerate(said["held"]):
        assert set(held) == in_buffer(np.array(order), buffer, step)
    assert said["met"] == companions(np.array(orders), 7, 3)
