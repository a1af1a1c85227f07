"""Everything in a network that training changes, out of it and back in."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray


def copy_variables(network: Any) -> dict[str, NDArray[Any]]:
    """Weights, states of the random generators (augmentation, dropout), and Adam's memory.

    The names count positions, because Keras' own depend on what else the process has built.
    """
    return {name: variable.value.numpy() for name, variable in _named(network).items()}


def restore_variables(network: Any, values: dict[str, NDArray[Any]]) -> None:
    """Put back what :func:`copy_variables` took from a network of the same recipe.

    Raises:
        ValueError: The values belong to another network.
    """
    variables = _named(network)
    if variables.keys() != values.keys():
        raise ValueError(f"{len(values)} values for {len(variables)} variables")
    for name, variable in variables.items():
        variable.assign(values[name])


def _named(network: Any) -> dict[str, Any]:
    groups = {"network": network.variables, "optimizer": network.optimizer.variables}
    return {
        f"{group}/{position}": variable
        for group, variables in groups.items()
        for position, variable in enumerate(variables)
    }
