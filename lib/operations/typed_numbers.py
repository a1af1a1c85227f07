"""Numbers as people type them: with a point or a comma, in full-width letters, as a fraction."""

from __future__ import annotations

import re
import unicodedata

# 1,234 and 3,965,056: a comma before every three digits, and no 0 in front.
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(\d*),(\d+)(?![\d.,])")
_CHINESE_POINT = re.compile(r"(?<=\d)。(?=\d)")
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_READ = re.compile(rf"({_NUMBER})(?:/({_NUMBER}))?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;、×x*()\[\]{}|]*", re.IGNORECASE)
_LONGEST = 400


def read_numbers(text: str, *, single: bool = False) -> tuple[float, ...] | None:
    """The numbers of a text, whatever stands between them; None where there is something else.

    Args:
        text: Such as ``"(8, 8, 16)"``, ``"1 2; 3 4"``, ``"9/4"``, ``"−3"``, ``"０，５"``.
        single: A comma between two digits belongs to a number: it keeps thousands apart where it
            stands before every three digits and no 0 is in front, else it is a decimal comma.

    Example:
        >>> read_numbers("(8, 8, 16)"), read_numbers("9/4 −1"), read_numbers("a lot")
        ((8.0, 8.0, 16.0), (2.25, -1.0), None)
        >>> read_numbers("3,965,056", single=True), read_numbers("1,234", single=True)
        ((3965056.0,), (1234.0,))
        >>> read_numbers("0,705", single=True), read_numbers("−12,5", single=True)
        ((0.705,), (-12.5,))
    """
    plain = unicodedata.normalize("NFKC", text[:_LONGEST])
    plain = re.sub("[\N{MINUS SIGN}\N{EN DASH}]", "-", plain)
    plain = _CHINESE_POINT.sub(".", plain)
    if single:
        plain = _THOUSANDS.sub(lambda found: found.group().replace(",", ""), plain)
        plain = _DECIMAL_COMMA.sub(r"\1.\2", plain)
    found: list[float] = []
    at = _skip(plain, 0)
    while at < len(plain):
        read = _READ.match(plain, at)
        if read is None or (read.group(2) and not float(read.group(2))):
            return None
        found.append(float(read.group(1)) / float(read.group(2) or 1))
        after = _skip(plain, read.end())
        if after == read.end() < len(plain):
            return None  # letters, a second point: no number that somebody meant
        at = after
    return tuple(found)


def read_number(text: str) -> float | None:
    """The one number of a text; None where there is none, or more than one.

    Example:
        >>> read_number("0，705"), read_number("1 2"), read_number("?")
        (0.705, None, None)
    """
    numbers = read_numbers(text, single=True)
    return numbers[0] if numbers and len(numbers) == 1 else None


def _skip(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at
