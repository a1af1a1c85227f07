"""The formulas of the page that compares, with the numbers that are now on it."""

from __future__ import annotations

from lib.figures.readable import subtracted
from lib.operations.courses import chance_apart, verdict
from lib.ui.compare.shared import Compared, Titles


def formula_facts(compared: Compared, titles: Titles) -> dict[str, str]:
    """Of the first two recipes: gap of every seed, mean, spread, noise of the difference, luck.

    Args:
        compared: Each with trainings from at least two seeds.
        titles: Of the recipes.
    """
    first, second = [*compared][:2]
    facts = {"first": titles[first], "second": titles[second]}
    for which, name in (("first", first), ("second", second)):
        gap, validation = compared[name].gap, compared[name].end("validation")
        facts |= {
            f"{which}_seeds": " ,\\ ".join(_latex(value) for value in gap.seeds),
            f"{which}_sum": "".join(
                _latex(value) if not number else _added(value)
                for number, value in enumerate(gap.seeds)
            ),
            f"{which}_squares": " + ".join(
                f"({_latex(value)} - {subtracted(_latex(gap.mean))})^2" for value in gap.seeds
            ),
            f"{which}_gap": _latex(gap.mean),
            f"{which}_spread": _latex(gap.spread or 0.0),
            f"{which}_validation": _latex(validation.mean),
            f"{which}_noise": _latex(validation.spread or 0.0),
        }
    ends = [compared[name].end("validation") for name in (first, second)]
    told = verdict(*ends)
    counts = [len(one.seeds) for one in ends]
    chance = chance_apart(*counts)
    return facts | {
        "count": str(len(compared[first].gap.seeds)),
        "less": str(len(compared[first].gap.seeds) - 1),
        "difference": _latex(told.difference),
        "subtracted": subtracted(facts["first_validation"]),
        "noise": _latex(told.noise or 0.0),
        "together": str(sum(counts)),
        "chosen": str(counts[0]),
        "ways": f"{2 / chance:.0f}",
        "chance": rf"{100 * chance:.1f}\,\%" if chance < 0.1 else rf"{100 * chance:.0f}\,\%",
    }


def gap_lines(compared: Compared) -> str:
    """The gap of each recipe, a line each, for a formula."""
    lines = []
    for number, one in enumerate(compared.values(), start=1):
        parts = [one.end(part) for part in ("training", "validation")]
        lines.append(
            rf"g_{number} &= {_latex(parts[0].mean)} - {subtracted(_latex(parts[1].mean))} = "
            rf"{_latex(one.gap.mean)}"
        )
    return r"\\ ".join(lines)


def _latex(share: float) -> str:
    """In points."""
    return f"{100 * share:.1f}"


def _added(share: float) -> str:
    return f" - {100 * -share:.1f}" if share < 0 else f" + {100 * share:.1f}"
