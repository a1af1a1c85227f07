"""The browser's part of time travel, under Node, against what NumPy says."""

import numpy as np
import pytest
from node_running import check_module, imported, needs_node, run_node

from lib.places import PROJECT
from lib.runs.report import confusion_matrix
from lib.runs.snapshots import Snapshot
from lib.travel.travel import Chosen, Journey, pack_journey, travel_script

pytestmark = needs_node
PART = PROJECT / "lib" / "travel"
RNG = np.random.default_rng(8)


def from_part(names, module):
    return imported(names, PART / module)


def test_the_joined_script_is_one_valid_module(tmp_path):
    check_module(tmp_path, travel_script())


def test_every_half_becomes_the_number_that_numpy_reads(tmp_path):
    read = run_node(
        tmp_path,
        from_part("halfToNumber", "halves.mjs")
        + "const all = [...Array(65536).keys()].map((bits) => String(halfToNumber(bits)));"
        + "console.log(JSON.stringify(all))",
    )
    expected = np.arange(65536, dtype=np.uint16).view(np.float16).astype(np.float64)
    ours = np.array([float(text.replace("Infinity", "inf")) for text in read])
    np.testing.assert_array_equal(ours, expected)


def test_a_payload_comes_apart_into_the_same_numbers_and_the_same_matrix(tmp_path):
    labels = RNG.integers(0, 3, 40)
    moments = [
        Snapshot(
            position=position,
            layers=("conv2d",),
            pictures=(4, 7),
            kernel=RNG.normal(size=(3, 3, 3, 4)).astype(np.float16),
            maps=(RNG.random((2, 5, 5, 8)).astype(np.float16),),
            picture_probabilities=RNG.dirichlet(np.ones(3), 2).astype(np.float16),
            probabilities=RNG.dirichlet(np.ones(3), count).astype(np.float16),
        )
        for position, count in ((0.0, 16), (0.5, 16), (1.0, 40))
    ]
    journey = Journey(
        "r", 2, moments, labels, ["a", "b", "c"], ["conv"], {}, Chosen(1, 2, b"picture")
    )
    file = tmp_path / "payload"
    file.write_bytes(pack_journey(journey, {"play": "播放"}))
    read = run_node(
        tmp_path,
        'import { readFileSync } from "node:fs";\n'
        + from_part("readMoments", "moments.mjs")
        + from_part("confusion, accuracyOf", "matrix.mjs")
        + f"""
const bytes = new Uint8Array(readFileSync({str(file)!r}));
const {{ view, moments, labels, picture }} = readMoments(bytes);
console.log(JSON.stringify({{ words: view.words, picture: new TextDecoder().decode(picture),
  moments: moments.map((moment) => {{
    const counts = confusion(moment.said, labels, 3);
    return {{ position: moment.position, kernel: [...moment.kernel], maps: [...moment.maps[0]],
      own: [...moment.own], counts, accuracy: accuracyOf(counts, 3) }}; }}) }}));
""",
    )
    assert (read["words"], read["picture"]) == ({"play": "播放"}, "picture")
    for moment, said in zip(moments, read["moments"], strict=True):
        assert said["position"] == moment.position
        np.testing.assert_array_equal(said["kernel"], moment.kernel.ravel())
        np.testing.assert_array_equal(said["maps"], moment.maps[0][1].ravel())
        np.testing.assert_array_equal(said["own"], moment.picture_probabilities[1])
        asked = labels[: len(moment.probabilities)]
        expected = confusion_matrix(asked, moment.probabilities.astype(np.float32))
        np.testing.assert_array_equal(said["counts"], expected.ravel())
        assert said["accuracy"] == pytest.approx(np.trace(expected) / len(asked))


def test_the_moment_closest_to_a_place_is_found(tmp_path):
    found = run_node(
        tmp_path,
        from_part("nearest", "moments.mjs")
        + "const at = (place) => nearest([0, 0.5, 1, 2, 3], place);"
        + "console.log(JSON.stringify([-1, 0.2, 2.4, 9].map(at)))",
    )
    assert found == [0, 0, 3, 4]
