"""Numbers as they are written in running text."""

from __future__ import annotations


def number_text(value: float, digits: int = 2) -> str:
    """A number with a fixed number of decimals and a true minus sign.

    A negative number that rounds to zero is written without a sign.

    Example:
        >>> number_text(-0.5), number_text(-0.001), number_text(3, digits=0)
        ('−0.50', '0.00', '3')
    """
    rounded = round(value, digits) + 0.0  # −0.0 + 0.0 is 0.0
    return f"{rounded:.{digits}f}".replace("-", "−")
