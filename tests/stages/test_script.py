"""The browser's part: its arithmetic under Node, against what Python says."""

import json

import numpy as np
import pytest
from node_running import check_module, needs_node, run_node, run_tests

from lib.places import PROJECT
from lib.stages.activations import load_network, load_recording
from lib.stages.stages import component_script

VALUES = PROJECT / "lib" / "stages" / "values.mjs"


@needs_node
def test_the_joined_script_is_one_valid_module(tmp_path):
    check_module(tmp_path, component_script())


@needs_node
def test_the_browser_reads_the_values_that_python_reads(tmp_path):
    key = load_network().pictures[0].key
    recording = load_recording(key)
    kinds = [
        {"name": stage.name, "kind": stage.kind, "shape": stage.output_shape}
        for stage in load_network().stages
    ]
    view = json.dumps({"stages": kinds}).encode()
    payload = tmp_path / "payload"
    payload.write_bytes(len(view).to_bytes(4, "little") + view + recording.payload)
    found = run_node(
        tmp_path,
        f"""
import {{ readFileSync }} from "node:fs";
import * as values from {json.dumps(VALUES.as_uri())};
const bytes = new Uint8Array(readFileSync({json.dumps(str(payload))}));
const {{ view, recording, body }} = values.readPayload(bytes);
const arrays = values.readArrays(recording.arrays, await values.inflate(body));
const stages = values.stageValues(view.stages, arrays);
const sums = {{}};
for (const [name, {{ maps, vector }}] of Object.entries(stages)) {{
  if (vector) sums[name] = [vector.length, vector.reduce((a, b) => a + b, 0)];
  else if (maps) {{
    let sum = 0;
    for (let map = 0; map < maps.count; map++)
      for (let cell = 0; cell < maps.side ** 2; cell++) sum += values.valueAt(maps, map, cell);
    sums[name] = [maps.count * maps.side ** 2, sum];
  }}
}}
const shares = values.softmax(stages.outputs.vector);
console.log(JSON.stringify({{ sums, shares }}));
""",
    )
    arrays = recording.arrays()
    maps = arrays["picture"] / 255
    for stage in load_network().stages:
        if stage.kind == "convolution":
            maps = arrays[stage.name]
        elif stage.kind == "pooling":
            channels, side, _ = maps.shape
            maps = maps.reshape(channels, side // 2, 2, side // 2, 2).max(axis=(2, 4))
        elif stage.kind in ("dense", "outputs"):
            maps = arrays[stage.name]
        if stage.kind not in ("picture", "augmentation"):
            count, total = found["sums"][stage.name]
            assert count == maps.size
            assert total == pytest.approx(float(maps.astype(np.float64).sum()), rel=1e-4)
    assert found["shares"] == pytest.approx(recording.probabilities, abs=1e-5)


@needs_node
def test_the_parts_of_the_arithmetic_hold(tmp_path):
    run_tests("stages")
