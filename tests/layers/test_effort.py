"""Large networks are looked at on fewer pictures, and a few at a time."""

from lib.layers.effort import batch_size, set_size, work_of
from lib.layers.spec import LayerSpec, NetworkSpec


def convolutions(side, *filters):
    """Convolutions of 3×3 over whole pictures."""
    channels, layers = 3, []
    for count in filters:
        parameters = 9 * channels * count + count
        shapes = (side, side, channels), (side, side, count)
        layers.append(LayerSpec("conv", "Conv2D", *shapes, {}, parameters))
        channels = count
    return NetworkSpec(side, tuple(layers), ("a",))


def test_a_small_network_is_looked_at_on_the_whole_set_and_a_large_one_on_a_few_pictures():
    small, large = convolutions(96, 16), convolutions(256, 32, 32, *[64] * 2)
    assert (set_size(small, least=5, most=48), batch_size(small, most=8)) == (48, 8)
    assert (set_size(large, least=5, most=48), batch_size(large, most=8)) == (5, 1)


def test_work_is_every_multiply_add_and_a_look_at_every_value():
    one = convolutions(10, 4)
    assert work_of(one) == 100 * (9 * 3 * 4 + 4) + 20 * 400
