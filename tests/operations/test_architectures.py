"""The recorded networks are those that Keras ships."""

import pytest

from lib.cnn.dense import head_parameter_count
from lib.operations.architectures import NAMES, load_architecture


@pytest.fixture(scope="module")
def fresh():
    from lib.models.record_architectures import architectures

    return architectures()


@pytest.mark.parametrize("name", NAMES)
def test_every_group_is_what_keras_builds_today(name, fresh):
    recorded = load_architecture(name)
    built = fresh[name]
    assert recorded.parameters == built["parameters"]
    assert list(recorded.input) == built["input"]
    for group, facts in zip(recorded.groups, built["groups"], strict=True):
        assert (group.name, group.kind, list(group.output)) == (
            facts["name"],
            facts["kind"],
            facts["output"],
        )
        assert (group.parameters, group.layers) == (facts["parameters"], facts["layers"])


@pytest.mark.parametrize(("name", "total"), [("vgg16", 138_357_544), ("inception_v3", 23_851_784)])
def test_the_groups_leave_no_parameter_out(name, total):
    assert load_architecture(name).parameters == total


@pytest.mark.parametrize("name", NAMES)
def test_the_published_head_with_all_classes_is_the_network_itself(name):
    network = load_architecture(name)
    again = network.with_head(network.head_style)
    assert again.parameters == network.parameters
    assert [group.output for group in again.head] == [group.output for group in network.head]


@pytest.mark.parametrize("style", ["flatten", "average"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("classes", [2, 5, 1000])
def test_another_head_has_as_many_parameters_as_the_formula_says(name, style, classes):
    network = load_architecture(name).with_head(style, classes)
    units = tuple(group.output[0] for group in network.head[1:])
    maps = network.body[-1].output
    assert network.head_parameters == head_parameter_count(maps, units, head=style)
    assert units[-1] == classes
