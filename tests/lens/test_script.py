"""The browser's arithmetic under Node, against what :mod:`lib.cnn` says."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from node_running import check_module, needs_node, run_node, run_tests

from lib.cnn.activations import ACTIVATIONS
from lib.cnn.pooling import REDUCTIONS, winners
from lib.cnn.terms import terms
from lib.cnn.windows import outputs_using
from lib.errors import ShapeError
from lib.lens.header import activation_facts, operation_facts
from lib.lens.operations import Masking, Pointwise, Pooling, WeightedSum, look_at
from lib.lens.payload import pack_check, pack_view
from lib.lens.result import numpy_result
from lib.lens.scripts import check_script, lens_script, lens_words, stub_script
from lib.places import PROJECT
from lib.words import load_words

FOLDER = PROJECT / "lib" / "lens"
ROUNDS = 60


def uri(name):
    return json.dumps((FOLDER / f"{name}.mjs").as_uri())


def payload_of(shown):
    operation = shown.operation
    header = {
        "operation": operation_facts(operation),
        "windows": {
            "stride": shown.stride,
            "dilation": shown.dilation,
            "padding": shown.padding,
            "border": shown.border,
        },
    }
    arrays = {"input": shown.values}
    if isinstance(operation, Masking):
        arrays["mask"] = operation.mask.astype(np.uint8).reshape(shown.values.shape)
    return pack_view(header, arrays)


def random_map(rng, smallest=1):
    height, width = rng.integers(smallest, 12, 2)
    channels = rng.choice([1, 2, 3])
    if rng.random() < 0.5:
        return rng.integers(0, 256, (height, width, channels), dtype=np.uint8)
    return rng.normal(0, 3, (height, width, channels)).astype(np.float32)


def random_padding(rng, most):
    kind = rng.integers(4)
    if kind == 3:
        return tuple(tuple(int(cells) for cells in rng.integers(0, most, 2)) for _ in range(2))
    return ("valid", "same", "symmetric")[kind]


def random_sum(rng):
    values = random_map(rng)
    kernel = rng.normal(0, 1, rng.integers(1, 5, 2)).round(2)
    if rng.random() < 0.5:
        kernel = rng.normal(0, 1, (*kernel.shape, values.shape[2]))
    operation = WeightedSum(kernel, bias=float(rng.normal()), flip=bool(rng.integers(2)))
    border = str(rng.choice(["zero", "reflect", "edge", "wrap"]))
    stride, dilation = (tuple(int(n) for n in rng.integers(1, 4, 2)) for _ in range(2))
    return look_at(values, operation, stride=stride, dilation=dilation,
                   padding=random_padding(rng, 5), border=border)  # fmt: skip


def random_pooling(rng):
    window = tuple(int(n) for n in rng.integers(1, 4, 2))
    sigma = float(rng.uniform(0.3, 2)) if rng.random() < 0.5 else None
    operation = Pooling(str(rng.choice(REDUCTIONS)), window, sigma)
    stride = tuple(int(n) for n in rng.integers(1, 4, 2))
    return look_at(random_map(rng), operation, stride=stride,
                   padding=str(rng.choice(["valid", "same"])))  # fmt: skip


def many(make, seed):
    """Sixty shown things; combinations in which no window fits are drawn anew."""
    rng, found = np.random.default_rng(seed), []
    while len(found) < ROUNDS:
        try:
            shown = make(rng)
            numpy_result(shown)
            found.append(shown)
        except ShapeError:
            continue
    return found


def browser_outputs(folder, shown):
    """What the browser's modules compute from the payloads, (H', W', C') each."""
    for number, one in enumerate(shown):
        (folder / f"{number}.bin").write_bytes(payload_of(one))
    return run_node(
        folder,
        f"""
import {{ readFileSync }} from "node:fs";
import {{ readLens }} from {uri("payload")};
import {{ makeScene }} from {uri("scene")};
const said = [];
for (let number = 0; number < {len(shown)}; number++) {{
  const file = {json.dumps(str(folder))} + "/" + number + ".bin";
  const {{ view, arrays }} = readLens(new Uint8Array(readFileSync(file)));
  const {{ output, rules }} = makeScene(view, arrays);
  said.push({{ shape: [output.height, output.width, output.channels],
    planes: output.planes.map((plane) => [...plane]), low: output.low, high: output.high,
    rules: [rules.rows, rules.columns] }});
}}
console.log(JSON.stringify(said));
""",
    )


def assert_equal(shown, found):
    for one, said in zip(shown, found, strict=True):
        expected = numpy_result(one)
        assert tuple(said["shape"]) == expected.shape == one.output_shape
        planes = np.array(said["planes"]).reshape(expected.shape[2], *expected.shape[:2])
        np.testing.assert_allclose(np.moveaxis(planes, 0, 2), expected, rtol=1e-9, atol=1e-9)
        assert said["low"] == pytest.approx(expected.min(), abs=1e-9)
        for rule, theirs in zip(one.rules, said["rules"], strict=True):
            assert (rule.reach, rule.padded_size) == (theirs["reach"], theirs["paddedSize"])


@needs_node
def test_the_joined_scripts_are_valid_modules(tmp_path):
    for script in (lens_script("zh"), stub_script(), check_script()):
        check_module(tmp_path, script)
        assert script.count("export default") == 1


@needs_node
def test_weighted_sums_are_numpys_over_random_shapes_strides_dilations_and_borders(tmp_path):
    shown = many(random_sum, 1)
    assert_equal(shown, browser_outputs(tmp_path, shown))


@needs_node
def test_poolings_are_numpys_over_random_shapes_and_strides(tmp_path):
    shown = many(random_pooling, 2)
    assert {one.operation.reduction for one in shown} == set(REDUCTIONS)
    assert_equal(shown, browser_outputs(tmp_path, shown))


@needs_node
def test_activations_are_numpys_in_the_middle_and_far_out(tmp_path):
    values = np.concatenate([np.linspace(-12, 12, 97), [-1000, -40, 40, 1000, 0]])
    shown = [look_at(values[None].astype(np.float32), Pointwise(name)) for name in ACTIVATIONS]
    assert_equal(shown, browser_outputs(tmp_path, shown))


LEAKS = (Pointwise("leaky_relu", 0.3), Pointwise("leaky_relu", 0.0), Pointwise("leaky_relu", -1.5))


@needs_node
def test_a_leak_of_any_slope_is_numpys(tmp_path):
    values = np.linspace(-4, 4, 33, dtype=np.float32)[None]
    shown = [look_at(values, leak) for leak in LEAKS]
    assert not np.array_equal(numpy_result(shown[0]), numpy_result(shown[1]))
    assert_equal(shown, browser_outputs(tmp_path, shown))


@needs_node
def test_the_arithmetic_of_a_sum_ends_with_the_layers_own_activation_and_is_numpys(tmp_path):
    rng = np.random.default_rng(12)
    shown = [one for one in many(random_sum, 13) if one.output_shape[2] == 1]
    then = [*map(Pointwise, ACTIVATIONS), *LEAKS, None]
    for number, one in enumerate(shown):
        (tmp_path / f"{number}.bin").write_bytes(payload_of(one))
    cells = [[int(rng.integers(n)) for n in one.output_shape[:2]] for one in shown]
    sent = [activation and activation_facts(activation) for activation in then]
    found = run_node(
        tmp_path,
        f"""
import {{ readFileSync }} from "node:fs";
import {{ readLens }} from {uri("payload")};
import {{ makeScene }} from {uri("scene")};
import {{ termsAt }} from {uri("terms")};
import {{ equationOf }} from {uri("equation")};
const words = {json.dumps(lens_words(load_words("en")))}, said = [];
{json.dumps(cells)}.forEach(([row, column], number) => {{
  const file = {json.dumps(str(tmp_path))} + "/" + number + ".bin";
  const {{ view, arrays }} = readLens(new Uint8Array(readFileSync(file)));
  const scene = makeScene(view, arrays), names = arrays.input.planes.map((_, at) => String(at + 1));
  for (const then of {json.dumps(sent)})
    said.push(equationOf(scene, termsAt(scene, row, column, 0), words, names, then).at(-1));
}});
console.log(JSON.stringify(said));
""",
    )
    words, results = lens_words(load_words("en")), iter(found)
    for one, (row, column) in zip(shown, cells, strict=True):
        total = numpy_result(one)[row, column, 0]
        for activation in then:
            last = next(results)
            expected = total if activation is None else float(activation.apply(total))
            label = "output" if activation is None else activation.activation
            assert last["label"] == words[label]
            assert last["value"] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@needs_node
def test_a_mask_keeps_and_scales_as_dropout_does(tmp_path):
    rng = np.random.default_rng(3)
    values = rng.normal(0, 1, (5, 6, 2)).astype(np.float32)
    shown = [look_at(values, Masking(rng.random(values.shape) > 0.4, 1 / 0.6))]
    assert_equal(shown, browser_outputs(tmp_path, shown))


@needs_node
def test_the_terms_of_a_cell_are_numpys(tmp_path):
    rng = np.random.default_rng(4)
    shown = [one for one in many(random_sum, 5) if one.values.shape[2] == 1]
    cells = [[int(rng.integers(n)) for n in one.output_shape[:2]] for one in shown]
    for number, one in enumerate(shown):
        (tmp_path / f"{number}.bin").write_bytes(payload_of(one))
    found = run_node(
        tmp_path,
        f"""
import {{ readFileSync }} from "node:fs";
import {{ readLens }} from {uri("payload")};
import {{ makeScene }} from {uri("scene")};
import {{ termsAt, usesOf }} from {uri("terms")};
console.log(JSON.stringify({json.dumps(cells)}.map(([row, column], number) => {{
  const file = {json.dumps(str(tmp_path))} + "/" + number + ".bin";
  const {{ view, arrays }} = readLens(new Uint8Array(readFileSync(file)));
  const scene = makeScene(view, arrays), found = termsAt(scene, row, column, 0);
  const uses = usesOf(scene, scene.input.height - 1, 0, 0);
  return {{ values: [...found.values], weights: [...found.weights], products: [...found.products],
    outside: [...found.outside], total: found.total, rows: uses.rows, columns: uses.columns }};
}})));
""",
    )
    for one, cell, said in zip(shown, cells, found, strict=True):
        operation = one.operation
        kernel = operation.kernel if operation.kernel.ndim == 2 else operation.kernel[..., 0]
        kernel = kernel[::-1, ::-1] if operation.flip else kernel
        expected = terms(
            one.values[..., 0].astype(float), kernel, tuple(cell), bias=operation.bias,
            stride=one.stride, dilation=one.dilation, padding=one.padding, border=one.border,
        )  # fmt: skip
        np.testing.assert_allclose(said["values"], expected.values.ravel(), atol=1e-9)
        np.testing.assert_allclose(said["weights"], expected.weights.ravel())
        np.testing.assert_allclose(said["products"], expected.products.ravel(), atol=1e-9)
        assert said["outside"] == expected.outside.ravel().astype(int).tolist()
        assert said["total"] == pytest.approx(expected.total, abs=1e-9)
        if one.border == "zero":
            assert said["rows"] == list(outputs_using(one.rules[0], one.values.shape[0] - 1))
            assert said["columns"] == list(outputs_using(one.rules[1], 0))


@needs_node
def test_the_winner_of_a_maximum_is_numpys(tmp_path):
    x = np.random.default_rng(6).integers(0, 4, (7, 9)).astype(np.float32)  # many equal cells
    shown = look_at(x, Pooling("max", 3), stride=2, padding="same")
    (tmp_path / "0.bin").write_bytes(payload_of(shown))
    found = run_node(
        tmp_path,
        f"""
import {{ readFileSync }} from "node:fs";
import {{ readLens }} from {uri("payload")};
import {{ makeScene }} from {uri("scene")};
import {{ termsAt }} from {uri("terms")};
const bytes = readFileSync({json.dumps(str(tmp_path / "0.bin"))});
const {{ view, arrays }} = readLens(new Uint8Array(bytes));
const scene = makeScene(view, arrays), said = [];
for (let row = 0; row < scene.output.height; row++)
  for (let column = 0; column < scene.output.width; column++) {{
    const {{ winner, rows, columns }} = termsAt(scene, row, column, 0);
    said.push([rows[Math.floor(winner / 3)], columns[winner % 3]]);
  }}
console.log(JSON.stringify(said));
""",
    )
    expected = winners(x, reduction="max", window=3, stride=2, padding="same")
    assert found == expected.reshape(-1, 2).tolist()


@needs_node
def test_the_browser_compares_all_cells_with_the_servers_numbers(tmp_path):
    values = np.random.default_rng(7).normal(0, 5, (6, 4, 2))
    payload = pack_check({"words": {}}, values)
    (tmp_path / "check.bin").write_bytes(payload)
    other = values.copy()
    other[5, 3, 1] += 0.25
    planes = np.moveaxis(other, 2, 0).reshape(2, -1).tolist()
    found = run_node(
        tmp_path,
        f"""
import {{ readFileSync }} from "node:fs";
import {{ inflateSync }} from "node:zlib";
import {{ unshuffle }} from {uri("payload")};
import {{ largestDifference }} from {uri("check")};
const bytes = readFileSync({json.dumps(str(tmp_path / "check.bin"))});
const values = unshuffle(new Uint8Array(inflateSync(bytes.subarray(4 + bytes.readUInt32LE(0)))));
const compared = largestDifference({json.dumps(planes)}, values);
console.log(JSON.stringify({{ values: [...values], ...compared }}));
""",
    )
    np.testing.assert_array_equal(np.float32(found["values"]), values.ravel().astype(np.float32))
    assert found["cells"] == values.size
    assert found["difference"] == pytest.approx(0.25, abs=1e-6)


@needs_node
def test_the_parts_of_the_script_hold():
    run_tests("lens")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_word_that_the_script_asks_for_is_said(language):
    text = "".join(file.read_text("utf-8") for file in FOLDER.glob("*.mjs"))
    asked = set(re.findall(r"\bwords\.(?!mjs)(\w+)", text))
    assert len(asked) > 30
    said = set(lens_words(load_words(language)))
    assert asked - said == set()
    # Named by a value of the data rather than in the text.
    for name in ACTIVATIONS:
        assert name in said
    for name in REDUCTIONS:
        assert f"pool_{name}" in said
