"""Gap, spread and luck with plain NumPy: from the numbers of the seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.operations.courses import Ends, Repeats, chance_apart, verdict
from lib.snippets.snippet import Snippet

Rows = Sequence[Sequence[float]]


def spread_snippet(compared: Mapping[str, Repeats]) -> Snippet:
    """The last epochs of every seed of two recipes: gap, spread, and the noise of a difference.

    Args:
        compared: By name, each with at least two seeds; the first is compared with the second.
    """
    (first, one), (second, other) = [*compared.items()][:2]
    code = _SPREAD.format(
        first=first,
        second=second,
        numbers="\n".join(
            f"{name} = np.array({_rows(found, name)})"
            for name, found in (
                ("training_1", one), ("validation_1", one),
                ("training_2", other), ("validation_2", other),
            )
        ),
    )  # fmt: skip
    told = verdict(*(_rounded(found, "validation") for found in (one, other)))
    printed = [
        f"{name}: gap {100 * gap.mean:.2f} points, spread {100 * (gap.spread or 0):.2f}"
        for name, gap in (
            (name, Ends(_rounded(found, "training").seeds - _rounded(found, "validation").seeds))
            for name, found in ((first, one), (second, other))
        )
    ]
    counts = len(one.farthest), len(other.farthest)
    printed.append(
        f"validation: {100 * told.difference:+.2f} points, noise {100 * (told.noise or 0):.2f}"
    )
    printed.append(f"apart by luck: {chance_apart(*counts):.4f}")
    return Snippet(code, "\n".join(printed))


def gap_snippet(compared: Mapping[str, Repeats]) -> Snippet:
    """The gap of single runs, from their last epochs."""
    lines, printed = [], []
    for number, (name, found) in enumerate(compared.items(), start=1):
        for part in ("training", "validation"):
            lines.append(f"{part}_{number} = {_rows(found, part)[0]}")
        gap = _rounded(found, "training").mean - _rounded(found, "validation").mean
        lines.append(f'print("{name}:", f"{{100 * (mean(training_{number}) - '
                     f'mean(validation_{number})):+.2f}} points")')  # fmt: skip
        printed.append(f"{name}: {100 * gap:+.2f} points")
    return Snippet("from numpy import mean\n\n" + "\n".join(lines) + "\n", "\n".join(printed))


def _rows(found: Repeats, name: str) -> list[list[float]]:
    part = name.partition("_")[0]
    last = [getattr(one, part)["accuracy"][-3:].round(4) for one in found.farthest]
    return [[float(value) for value in row] for row in last]


def _rounded(found: Repeats, part: str) -> Ends:
    """The ends as the code has them: from numbers with four digits."""
    import numpy as np

    return Ends(np.array([np.mean(row) for row in _rows(found, part)]))


_SPREAD = """\
import math

import numpy as np

# Accuracy in the last three epochs, a row a seed.  1: {first}.  2: {second}.
{numbers}


def ends(epochs):
    return epochs.mean(axis=1)  # single epochs jump


for name, training, validation in (
    ("{first}", training_1, validation_1),
    ("{second}", training_2, validation_2),
):
    gap = ends(training) - ends(validation)
    print(f"{{name}}: gap {{100 * gap.mean():.2f}} points, spread {{100 * gap.std(ddof=1):.2f}}")
first, second = ends(validation_1), ends(validation_2)
noise = math.hypot(first.std(ddof=1), second.std(ddof=1))  # of a difference of two single runs
difference = second.mean() - first.mean()
print(f"validation: {{100 * difference:+.2f}} points, noise {{100 * noise:.2f}}")
n, m = len(first), len(second)
print(f"apart by luck: {{2 / math.comb(n + m, n):.4f}}")
"""
