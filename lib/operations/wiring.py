"""A layer small enough to draw: which input goes to which output, and by which weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lib.cnn.costs import Connections, connections

KINDS = ("dense", "local", "shared")


class Connection(NamedTuple):
    """One line of the drawing; an input below 0 or past the last is a border cell."""

    output: int
    input: int
    weight: int


@dataclass(frozen=True)
class Wiring:
    """m inputs and n outputs in a row, each output over a window of k inputs.

    Attributes:
        inputs: m.
        outputs: n.
        fan_in: k.
        stride: Inputs from one window to the next.
        before: Border cells left of the first input; negative where inputs are left out.
        after: Border cells right of the last input; likewise.
        counts: Parameters and multiplications in three ways.
    """

    inputs: int
    outputs: int
    fan_in: int
    stride: int
    before: int
    after: int
    counts: Connections

    def window(self, output: int) -> range:
        """The k inputs of an output; those below 0 or past the last are border cells."""
        start = output * self.stride - self.before
        return range(start, start + self.fan_in)

    @property
    def unseen(self) -> frozenset[int]:
        """The inputs that lie in no window, because they do not fit the stride."""
        seen = {place for output in range(self.outputs) for place in self.window(output)}
        return frozenset(range(self.inputs)) - seen

    def is_border(self, place: int) -> bool:
        """Whether a place of a window lies beside the inputs."""
        return not 0 <= place < self.inputs

    def connections(self, kind: str) -> tuple[Connection, ...]:
        """Every connection of a layer of a kind, with the number of its weight.

        Args:
            kind: ``"dense"``: every input to every output, a weight each.  ``"local"``: a window
                to every output, a weight each.  ``"shared"``: a window to every output, the
                same k weights for all.

        Example:
            >>> row = wire(5, 3, 3)
            >>> {kind: len({c.weight for c in row.connections(kind)}) for kind in KINDS}
            {'dense': 15, 'local': 9, 'shared': 3}
        """
        found = []
        for output in range(self.outputs):
            seen = range(self.inputs) if kind == "dense" else self.window(output)
            first = 0 if kind == "shared" else output * len(seen)
            found += [Connection(output, place, first + i) for i, place in enumerate(seen)]
        return tuple(found)


def wire(inputs: int, outputs: int, fan_in: int) -> Wiring:
    """Lay n windows of k cells over m inputs, evenly and in the middle.

    The stride is the largest with which the windows stay inside, at least 1.  Windows that then
    still reach past the ends see border cells there, as with the padding ``same``.

    Args:
        inputs: m, at least 1.
        outputs: n, at least 1.
        fan_in: k, 1 to m.

    Raises:
        ShapeError: As :func:`lib.cnn.costs.connections`.

    Example:
        >>> row = wire(8, 8, 3)
        >>> row.stride, row.before, row.after, row.window(0)
        (1, 1, 1, range(-1, 2))
    """
    counts = connections(inputs, outputs, fan_in)
    stride = max(1, (inputs - fan_in) // max(1, outputs - 1))
    total = (outputs - 1) * stride + fan_in - inputs
    before = total // 2 if total > 0 else -(-total // 2)
    return Wiring(inputs, outputs, fan_in, stride, before, total - before, counts)
