"""The network of the notes in numbers is the one that Keras builds."""

import pytest

from lib.operations.notes_network import notes_layers, ways


@pytest.mark.parametrize("side", [64, 96, 180])
def test_every_layer_has_the_shape_and_parameters_of_the_real_network(side):
    from lib.models.network import build_network
    from lib.runs.recipe import Recipe

    network = build_network(Recipe(image_size=side), 5)
    real = [
        (tuple(layer.output.shape[1:]), layer.count_params())
        for layer in network.layers
        if type(layer).__name__ in ("Conv2D", "MaxPooling2D", "Flatten", "Dense")
    ]
    ours = [(layer.output_shape, layer.cost.parameters.value) for layer in notes_layers(side)]
    assert ours == real


def test_the_first_layer_would_need_fifty_billion_weights():
    dense, local, shared = ways(notes_layers(180)[0])
    assert dense.weights.value == 50_388_480_000
    assert local.weights.value == local.multiplications.value == shared.multiplications.value
    assert shared.weights.value + shared.biases == 448


@pytest.mark.parametrize("head", ["flatten", "average"])
def test_each_ways_numbers_belong_to_its_layer(head):
    for layer in notes_layers(96, head=head):
        if layer.code in ("flatten", "average"):
            with pytest.raises(ValueError, match=layer.code):
                ways(layer)
            continue
        used = [way for way in ways(layer) if way.used]
        assert len(used) == 1
        if layer.kind != "pooling":
            assert used[0].weights.value + used[0].biases == layer.cost.parameters.value
            assert used[0].multiplications.value == layer.cost.multiply_adds.value
