"""Places, values and weights of the head are those of the real network."""

import numpy as np
import pytest

from lib.errors import ShapeError
from lib.operations.head import (
    dense_outputs,
    dense_weights,
    last_maps,
    places,
    real_cell,
    strongest_cell,
)
from lib.operations.small_layer import small_layer
from lib.stages.activations import load_recording


@pytest.mark.parametrize("shape", [(2, 3, 4), (4, 4, 1), (3, 2, 3)])
def test_places_are_in_the_order_in_which_numpy_flattens(shape):
    block = np.arange(np.prod(shape)).reshape(shape)
    for place in places(shape):
        assert block[place.row, place.column, place.channel] == place.index


@pytest.mark.parametrize("picture", ["tulips", "cat"])
def test_maps_and_weights_give_the_outputs_that_keras_recorded(picture):
    recorded = load_recording(picture).arrays()["dense"]
    ours = np.maximum(dense_outputs(picture), 0)
    assert np.abs(ours - recorded).max() < 1e-4 * recorded.max()


def test_a_cell_holds_the_same_number_at_the_same_place_as_on_the_dropout_page():
    layer = small_layer("tulips", 1)
    cell = real_cell("tulips", *layer.places[0])
    assert cell.place == strongest_cell("tulips")
    assert cell.place.index == layer.indices[0]
    assert cell.value == layer.values[0]


def test_a_cells_products_are_its_value_times_its_row_of_the_kernel():
    strongest = strongest_cell("tulips")
    cell = real_cell("tulips", strongest.row, strongest.column, strongest.channel)
    assert cell.place == strongest and cell.length == 9216
    assert cell.value == last_maps("tulips").max() > 0
    np.testing.assert_allclose(
        cell.products, cell.value * dense_weights().kernel[strongest.index], rtol=1e-6
    )


@pytest.mark.parametrize("corner", [(0, 0, 0), (11, 11, 63)])
def test_the_neighbours_stay_inside_the_vector_and_include_the_cell(corner):
    cell = real_cell("daisy", *corner)
    indices = [place.index for place, _ in cell.neighbours]
    assert cell.place.index in indices and len(indices) == 9
    assert indices == list(range(indices[0], indices[0] + 9))
    assert indices[0] >= 0 and indices[-1] < 9216


def test_a_cell_that_is_not_there_is_refused():
    with pytest.raises(ShapeError):
        real_cell("daisy", 12, 0, 0)
