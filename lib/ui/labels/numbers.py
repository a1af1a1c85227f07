"""Numbers inside formulas."""

from __future__ import annotations


def latex_count(count: int) -> str:
    """A whole number with thousands that stand close, as LaTeX wants it.

    Example:
        >>> latex_count(3670)
        '3{,}670'
    """
    return f"{count:,}".replace(",", "{,}")
