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


def count_text(count: float) -> str:
    """How many times something is expected: whole from ten on, else with the digits that tell.

    Example:
        >>> count_text(2000.0), count_text(0.64), count_text(0.0)
        ('2,000', '0.64', '0')
    """
    return (
        f"{count:,.0f}" if count >= 10 else f"{float(f'{count:.2g}'):.10f}".rstrip("0").rstrip(".")
    )


def percent_text(share: float) -> str:
    """A share in percent with two digits that tell, however small.

    Example:
        >>> percent_text(0.2), percent_text(0.000064), percent_text(0.0)
        ('20%', '0.0064%', '0%')
    """
    return f"{count_text(100 * share)}%"
