"""A layer small enough to draw has exactly the connections that are counted."""

import pytest

from lib.cnn.windows import axis_rule
from lib.errors import ShapeError
from lib.operations.wiring import KINDS, wire

EVERY = [(m, n, k) for m in (8, 11, 16) for n in (1, 2, 5, 8) for k in (1, 3, 6, 7)]


@pytest.mark.parametrize(("m", "n", "k"), EVERY)
def test_the_drawn_weights_and_lines_are_those_counted(m, n, k):
    wiring = wire(m, n, k)
    counted = {
        "dense": (wiring.counts.dense_parameters, wiring.counts.dense_multiplications),
        "local": (wiring.counts.sparse_parameters, wiring.counts.sparse_multiplications),
        "shared": (wiring.counts.shared_parameters, wiring.counts.sparse_multiplications),
    }
    for kind in KINDS:
        links = wiring.connections(kind)
        parameters, multiplications = counted[kind]
        assert sorted({link.weight for link in links}) == list(range(parameters.value))
        assert len(links) == multiplications.value


@pytest.mark.parametrize(("m", "n", "k"), EVERY)
def test_windows_lie_as_a_convolution_with_that_stride_and_border_lays_them(m, n, k):
    wiring = wire(m, n, k)
    seen = m + wiring.before + wiring.after
    assert axis_rule(seen, k, stride=wiring.stride).output_size == n
    assert all(any(not wiring.is_border(place) for place in wiring.window(o)) for o in range(n))
    assert abs(wiring.before - wiring.after) <= 1


def test_as_many_outputs_as_inputs_is_the_padding_same():
    rule, wiring = axis_rule(8, 3, padding="same"), wire(8, 8, 3)
    assert (wiring.stride, wiring.before, wiring.after) == (1, rule.before, rule.after)


def test_a_window_larger_than_the_input_is_refused():
    with pytest.raises(ShapeError):
        wire(4, 2, 5)


@pytest.mark.parametrize(("m", "n", "k"), EVERY)
def test_an_input_is_unseen_exactly_if_no_output_is_connected_with_it(m, n, k):
    wiring = wire(m, n, k)
    connected = {link.input for link in wiring.connections("local")}
    assert wiring.unseen == set(range(m)) - connected


def test_three_inputs_are_left_out_where_the_stride_does_not_fit():
    assert wire(13, 8, 3).unseen == {0, 11, 12}
