"""Numbers and amounts as a person reads them, the same in every language."""

from __future__ import annotations

_BYTE_UNITS = ("bytes", "kB", "MB", "GB", "TB")


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


def memory_text(count: int) -> str:
    """An amount of memory with its unit, thousands as 1,000.

    Example:
        >>> memory_text(448), memory_text(201_553_920_000)
        ('448 bytes', '201.6 GB')
    """
    size, unit = float(count), 0
    # Round first: 999,960 bytes are 1.0 MB, not 1000.0 kB.
    while round(size, 1) >= 1000 and unit < len(_BYTE_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.1f} {_BYTE_UNITS[unit]}" if unit else f"{count} {_BYTE_UNITS[0]}"


def seconds_text(seconds: float) -> str:
    """A duration with its unit; below ten of it with one decimal.

    Example:
        >>> seconds_text(0.0000571), seconds_text(0.0123), seconds_text(2.0)
        ('57 µs', '12 ms', '2.0 s')
    """
    # Round first: 0.9996 s are 1.0 s, not 1000 ms.
    for factor, unit in ((1e6, "µs"), (1e3, "ms")):
        if round(seconds * factor) < 1000:
            size = seconds * factor
            return f"{size:.1f} {unit}" if round(size, 1) < 10 else f"{size:.0f} {unit}"
    return f"{seconds:.1f} s"


def factor_text(factor: float) -> str:
    """How many times, with two figures that count.

    Example:
        >>> factor_text(16.0), factor_text(3.14), factor_text(0.618), factor_text(116634444.4)
        ('16', '3.1', '0.62', '116,634,444')
    """
    return f"{factor:,.0f}" if factor >= 9.95 else f"{factor:.2g}"


def share_text(share: float, *, however_small: bool = False) -> str:
    """A share in per cent; what is not 0 is never said to be.

    Args:
        share: 0 to 1, or more where it is a share of something smaller.
        however_small: Write two digits that count instead of one decimal.

    Example:
        >>> share_text(0.894), share_text(0.0005), share_text(0.0)
        ('89.4%', '<0.1%', '0.0%')
        >>> share_text(0.2, however_small=True), share_text(0.000064, however_small=True)
        ('20%', '0.0064%')
    """
    if however_small:
        return f"{count_text(100 * share)}%"
    return "<0.1%" if 0 < share < 0.001 else f"{share:.1%}"
