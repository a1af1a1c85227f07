"""An answer worked out, with the numbers that tell how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_OFF_BY_ONE = 1.01  # in the last place, as when a number is read off rounded and computed with


@dataclass(frozen=True)
class Worked:
    """The answer to a check.

    Attributes:
        answer: The right number: whole, or with decimals.
        facts: For the slots of the question and of what tells how it is done.
        decimals: To how many decimals it is asked for; 0 for a whole number.
        slack: How far off it may be besides, where it is worked out from rounded numbers.

    Example:
        >>> Worked(1234).text, Worked(-0.618, decimals=2).text
        ('1,234', '−0.62')
    """

    answer: float
    facts: Mapping[str, object] = field(default_factory=dict)
    decimals: int = 0
    slack: float = 0.0

    @property
    def tolerance(self) -> float:
        """How far what was typed may be off.

        Nothing if the answer is whole, or if there are none of what is counted; else one in the
        last decimal.
        """
        if isinstance(self.answer, int) or (self.answer == 0 and not self.decimals):
            return 0.0
        return self.slack + _OFF_BY_ONE * 10.0**-self.decimals

    @property
    def text(self) -> str:
        """The answer in digits."""
        return f"{self.answer + 0:,.{self.decimals}f}".replace("-", "−")
