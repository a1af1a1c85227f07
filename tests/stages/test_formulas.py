"""What is written about a stage follows from its numbers."""

import pytest

from lib.stages import formulas
from lib.stages.activations import load_network

NETWORK = load_network()


@pytest.mark.parametrize("stage", NETWORK.stages, ids=lambda stage: stage.name)
def test_the_parameter_formula_gives_the_number_of_parameters(stage):
    formula, _, count = formulas.parameter_formula(stage).rpartition("= ")
    assert int(count.replace(",", "")) == stage.parameter_count
    if formula:
        # The formula's own characters, read as arithmetic.
        arithmetic = formula.replace("·", "*").replace(",", "").replace("=", "")
        assert eval(arithmetic) == stage.parameter_count


@pytest.mark.parametrize("stage", NETWORK.stages, ids=lambda stage: stage.name)
def test_the_shape_formula_ends_in_the_shape(stage):
    assert formulas.shape_formula(stage).endswith(formulas.shape_text(stage.output_shape))


def test_the_keras_lines_build_the_same_network():
    keras = pytest.importorskip("keras")
    lines = [formulas.keras_line(stage) for stage in NETWORK.stages]
    scope = {"keras": keras, "layers": keras.layers}
    rebuilt = keras.Sequential([eval(line, scope) for line in lines])
    assert rebuilt.count_params() == NETWORK.parameter_count
    assert rebuilt.output_shape == (None, *NETWORK.stages[-1].output_shape)


def test_receptive_fields_are_where_the_gradient_comes_from():
    # A change of the picture outside the square changes nothing; at its corners it does.
    np = pytest.importorskip("numpy")
    side = 64
    fields = formulas.receptive_fields(NETWORK)
    stages = [stage for stage in NETWORK.stages if stage.kind in ("convolution", "pooling")]
    reach = np.zeros((side, side), dtype=bool)
    for stage in stages:
        field, step, offset = fields[stage.name]
        x = (side // step) // 2
        reach = _reach(stages[: stages.index(stage) + 1], x, side, np)
        columns = np.flatnonzero(reach)
        assert (columns[0], columns[-1] + 1) == (x * step - offset, x * step - offset + field)


def _reach(stages, x, side, np):
    """Which columns of the picture decide column ``x`` of the last stage, walked backwards."""
    columns = {x}
    for stage in reversed(stages):
        if stage.kind == "pooling":
            columns = {2 * column + more for column in columns for more in (0, 1)}
        else:
            columns = {column + more for column in columns for more in (-1, 0, 1)}
    seen = np.zeros(side, dtype=bool)
    seen[[column for column in columns if 0 <= column < side]] = True
    return seen
