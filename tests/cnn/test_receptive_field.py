"""A receptive field is where the output depends on the input, and nowhere else."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.cnn.convolution import cross_correlate
from lib.cnn.receptive_field import LayerWindow, field_of_unit, receptive_fields
from lib.errors import ShapeError

PADDING = st.one_of(
    st.sampled_from(["valid", "same", "symmetric"]),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
)
LAYERS = st.lists(
    st.builds(LayerWindow, st.integers(1, 4), st.integers(1, 3), st.integers(1, 2), PADDING),
    max_size=4,
)


def run(x, layers):
    """A row of numbers through layers whose weights are all 1: every path counts."""
    for layer in layers:
        padding = layer.padding if isinstance(layer.padding, str) else ((0, 0), layer.padding)
        x = cross_correlate(
            x,
            np.ones((1, layer.window)),
            stride=(1, layer.stride),
            dilation=(1, layer.dilation),
            padding=padding,
        )
    return x


@given(st.integers(1, 30), LAYERS, st.data())
def test_the_first_and_last_cell_that_matter_bound_the_field(size, layers, data):
    try:
        field = receptive_fields(size, layers)[-1]
    except ShapeError:
        assume(False)
    # Row i of the identity switches cell i on: the outputs are how each unit sees each cell.
    reach = np.stack([run(row[None], layers)[0] for row in np.eye(size)])
    assert reach.shape[1] == field.units
    unit = data.draw(st.integers(0, field.units - 1))
    seen = np.flatnonzero(reach[:, unit])
    clipped, whole = field_of_unit(field, unit), field_of_unit(field, unit, clip=False)
    assert len(whole) == field.size
    assert set(seen) <= set(clipped) <= set(whole)
    # Away from the borders, and without gaps, the field is exactly what is seen.
    inside = whole.start >= 0 and whole.stop <= size
    if inside:
        assert (seen[0], seen[-1] + 1) == (whole.start, whole.stop)


def test_the_network_of_the_notes_sees_22_pixels():
    block = [LayerWindow(3, padding="same"), LayerWindow(2, 2)]
    fields = receptive_fields(180, 3 * block)
    assert [field.size for field in fields] == [1, 3, 4, 8, 10, 18, 22]
    assert [field.units for field in fields] == [180, 180, 90, 90, 45, 45, 22]
    assert field_of_unit(fields[-1], 10) == range(73, 95)


def test_fields_are_those_of_the_recorded_network():
    from lib.stages.activations import load_network
    from lib.stages.formulas import receptive_fields as recorded

    network = load_network()
    layers = []
    names = []
    for stage in network.stages:
        if stage.kind in ("convolution", "pooling"):
            side = stage.config.get("kernel_size", stage.config.get("pool_size"))[0]
            layers.append(LayerWindow(side, stage.config["strides"][0], 1, stage.config["padding"]))
            names.append(stage.name)
    fields = receptive_fields(network.stages[0].output_shape[0], layers)[1:]
    expected = recorded(network)
    for name, field in zip(names, fields, strict=True):
        assert (field.size, field.jump, -field.start) == expected[name]


def test_a_unit_that_is_not_there_is_an_error():
    field = receptive_fields(8, [])[0]
    assert field_of_unit(field, 7) == range(7, 8)
    for unit in (-1, 8):
        with pytest.raises(ShapeError, match=r"shape\.index"):
            field_of_unit(field, unit)
