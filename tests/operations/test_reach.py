"""The drawn cone is what really reaches a unit."""

import numpy as np
import pytest

from lib.cnn.convolution import cross_correlate
from lib.cnn.pooling import pool
from lib.cnn.receptive_field import field_of_unit
from lib.operations.reach import stack_layers


@pytest.mark.parametrize("kernel", [3, 5, 7])
@pytest.mark.parametrize("blocks", [1, 2, 4])
@pytest.mark.parametrize("pooling", [True, False])
def test_exactly_the_cells_of_the_cone_change_a_unit(kernel, blocks, pooling):
    reach = stack_layers(48, blocks=blocks, kernel=kernel, pooling=pooling)
    points = np.eye(48)[:, :, None]  # a picture (48, 1) for each cell
    answers = []
    for point in points:
        x = point
        for layer in reach.layers[1:]:
            if layer.kind == "pooling":
                x = pool(x, window=(2, 1))
            else:
                x = cross_correlate(x, np.ones((kernel, 1)), padding="same")
        answers.append(x[:, 0])
    reached = np.array(answers) > 0  # (picture cells, units)
    last = len(reach.layers) - 1
    for unit in range(reach.layers[-1].field.units):
        assert list(np.flatnonzero(reached[:, unit])) == list(reach.cone(last, unit)[0])
        assert reach.cone(last, unit)[0] == field_of_unit(reach.layers[-1].field, unit)
