"""Numbers of any size as they are read: three digits that count, a true minus, powers of ten."""

from __future__ import annotations

import math
from decimal import Decimal

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLEST_PLAIN, _LARGEST_PLAIN = 0.01, 1e6


def readable(value: float) -> str:
    """A number for a label.

    Example:
        >>> [readable(value) for value in (0.58749, -2440.6, 1.68e-06, 2e33, -math.inf, 0.0)]
        ['0.587', '−2,441', '1.7×10⁻⁶', '2.0×10³³', '−∞', '0']
    """
    plain = _plain(value)
    if plain is not None:
        return plain.replace("-", "−")
    digits, power = _scientific(value)
    return f"{digits}×10{str(power).translate(_SUPERSCRIPTS)}".replace("-", "−")


def readable_latex(value: float) -> str:
    r"""The same number for a formula.

    Example:
        >>> readable_latex(-2440.6), readable_latex(1.68e-06), readable_latex(math.nan)
        ('-2{,}441', '1.7\\times 10^{-6}', '\\text{nan}')
    """
    if math.isnan(value):
        return r"\text{nan}"
    plain = _plain(value)
    if plain is not None:
        return in_latex(plain.replace("∞", r"\infty "))
    digits, power = _scientific(value)
    return rf"{digits}\times 10^{{{power}}}"


def precise_latex(value: float, *, digits: int = 5) -> str:
    r"""A number for a formula that is to be computed after: so many digits that count.

    Example:
        >>> precise_latex(0.0153249), precise_latex(-8.1234e-06, digits=3), precise_latex(4.0)
        ('0.015325', '-8.12\\times 10^{-6}', '4')
    """
    if not math.isfinite(value) or value == 0 or 1e-3 <= abs(value) < 10**digits:
        return readable_latex(value) if not math.isfinite(value) else f"{value:.{digits}g}"
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    return rf"{mantissa}\times 10^{{{int(power)}}}"


def decimal(value: float) -> str:
    """A number as it was typed, also if float32 kept it: never with a power of ten.

    Example:
        >>> decimal(0.001), decimal(1e-06), decimal(3.0)
        ('0.001', '0.000001', '3')
    """
    return f"{Decimal(f'{value:.6g}'):f}"


def latex_count(count: int) -> str:
    """A whole number with thousands that stand close, as LaTeX wants it.

    Example:
        >>> latex_count(3670)
        '3{,}670'
    """
    return in_latex(f"{count:,}")


def in_latex(text: str) -> str:
    """Written numbers for a formula, where a comma would be followed by a gap.

    Example:
        >>> in_latex("1,000 · 62.5%")
        '1{,}000 · 62.5\\\\,\\\\%'
    """
    return text.replace(",", "{,}").replace("%", r"\,\%")


def subtracted(latex: str) -> str:
    """A number of a formula as it stands behind a minus: in brackets when it is negative.

    Example:
        >>> subtracted("7.8"), subtracted("-4.9")
        ('7.8', '(-4.9)')
    """
    return f"({latex})" if latex.startswith("-") else latex


def _plain(value: float) -> str | None:
    """Without a power of ten, where that can be read; else None."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    size = abs(value)
    if size == 0:
        return "0"
    if size < _SMALLEST_PLAIN or round(size) >= _LARGEST_PLAIN:
        return None
    if value == round(value):
        return f"{value:,.0f}"
    # Round first: 9.9996 is 10.00, with as many digits as 10.002 has.
    decimals = next((n for n in (3, 2, 1) if round(size, n) < 10 ** (4 - n)), 0)
    return f"{value:,.{decimals}f}"


def _scientific(value: float) -> tuple[str, int]:
    digits, _, power = f"{value:.1e}".partition("e")
    return digits, int(power)
