"""What is framed on the photograph, under Node, against :mod:`lib.layers.field`."""

import json

import numpy as np
from node_running import check_module, needs_node, run_node

from lib.cnn.receptive_field import LayerWindow, field_of_unit, receptive_fields
from lib.errors import ShapeError
from lib.places import PROJECT
from lib.sight.sight import sight_script


def random_field(rng):
    """The last field of a few random layers."""
    while True:
        side = int(rng.integers(8, 40))
        windows = [
            LayerWindow(int(rng.integers(1, 5)), int(rng.integers(1, 4)), int(rng.integers(1, 3)),
                        str(rng.choice(["same", "valid"])))
            for _ in range(int(rng.integers(1, 5)))
        ]  # fmt: skip
        try:
            return receptive_fields(side, windows)[-1]
        except ShapeError:
            continue


@needs_node
def test_every_units_pixels_in_the_browser_are_those_of_the_receptive_field(tmp_path):
    rng = np.random.default_rng(8)
    fields = [random_field(rng) for _ in range(80)]
    sent = [
        {"size": f.size, "jump": f.jump, "start": f.start, "units": f.units, "pixels": f.input_size}
        for f in fields
    ]
    module = json.dumps((PROJECT / "lib" / "sight" / "rectangle.mjs").as_uri())
    found = run_node(
        tmp_path,
        f"""
import {{ span }} from {module};
const fields = {json.dumps(sent)};
console.log(JSON.stringify(fields.map((field) =>
  Array.from({{ length: field.units + 2 }}, (_, at) => span(field, at - 1)))));
""",
    )
    assert any(field.start < 0 for field in fields)
    for field, (before, *spans, after) in zip(fields, found, strict=True):
        assert before is None and after is None  # padding around the map sees no pixel
        for unit, span in enumerate(spans):
            pixels = field_of_unit(field, unit)
            assert span["count"] == len(pixels)
            assert span["cut"] == (len(pixels) < field.size)
            if pixels:
                assert span["first"] == pixels.start


@needs_node
def test_the_joined_script_is_a_module(tmp_path):
    check_module(tmp_path, sight_script())
    assert sight_script().count("export default") == 1
