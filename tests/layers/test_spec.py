"""A layer has the colour and the number on *layers* that it has on *shapes*."""

from lib.architecture.network import NOTES_NETWORK
from lib.models.inside.network import describe
from lib.runs.shipped import shipped_run


def test_layers_of_the_shipped_network_are_coloured_and_numbered_as_in_the_editor():
    network = describe(str(shipped_run().model_path))
    found = {network.number(layer.name): (layer.kind, layer.accent) for layer in network.layers}
    assert found.pop(None) == ("Sequential", "augmentation")
    assert found == {
        number: (layer.name, layer.kind) for number, layer in enumerate(NOTES_NETWORK.layers, 1)
    }
