"""SVG as text: elements, and the classes through which the page's theme colours them.

Colours are not written here.  A drawing says what a part *is*, with the classes of
``lib/drawing/drawing.css``, and light and dark pages colour it by one rule.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape

_PICTURES = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff", "webp": b"RIFF"}
_SPECIAL = re.compile("[&<>\"']")


def element(tag: str, *children: str, text: object = None, **attributes: object) -> str:
    """One SVG element; ``class_`` is its class, ``_`` in other names stands for ``-``.

    Attributes that are None are left out.

    Example:
        >>> element("text", text="a < b", x=3, class_="quiet", data_part="a")
        '<text x="3" class="quiet" data-part="a">a &lt; b</text>'
    """
    named = ""  # a page of several hundred elements is written anew at each step of a slider
    for name, value in attributes.items():
        if value is not None:
            named += f' {_attribute(name)}="{_written(value)}"'
    inside = "".join(children) + ("" if text is None else _escaped(str(text)))
    return f"<{tag}{named}>{inside}</{tag}>"


def drawing_frame(width: float, height: float, *children: str) -> str:
    """The outer element of a drawing, as wide as its place and never wider than drawn."""
    return element(
        "svg",
        *children,
        viewBox=f"0 0 {width:g} {height:g}",
        style=f"max-width:{width:g}px",
        xmlns="http://www.w3.org/2000/svg",
    )


def data_address(file: bytes) -> str:
    r"""The address of a picture that holds the picture itself: nothing has to be fetched.

    Args:
        file: A PNG, JPEG or WebP.

    Raises:
        ValueError: It is none of these.

    Example:
        >>> data_address(b"\x89PNG")
        'data:image/png;base64,iVBORw=='
    """
    for kind, beginning in _PICTURES.items():
        if file.startswith(beginning):
            return f"data:image/{kind};base64,{base64.b64encode(file).decode()}"
    raise ValueError("not a picture that browsers show")


def shade(value: float, peak: float) -> dict[str, str]:
    """Attributes that fill a cell by its signed value: orange below zero, blue above.

    Args:
        value: The value.
        peak: The absolute value that gets the full colour; more is shown as full.

    Returns:
        ``class_`` and ``style`` for :func:`element`; add classes by hand where needed.

    Example:
        >>> shade(-1.0, 4.0)
        {'class_': 'shade minus', 'style': '--share:0.25'}
    """
    share = min(1.0, abs(value) / peak) if peak else 0.0
    sign = "minus" if value < 0 else "plus"
    return {"class_": f"shade {sign}", "style": f"--share:{share:.3g}"}


def cut_to(text: str, width: float) -> str:
    """A name as long as there is room for, in units of the drawing; wide letters count double.

    Example:
        >>> cut_to("sunflowers", 50), cut_to("向日葵", 50)
        ('sunfl…', '向日葵')
    """
    taken = 0.0
    for place, letter in enumerate(text):
        taken += text_width(letter)
        if taken > width:
            return f"{text[: max(1, place - 1)]}…"
    return text


def wrapped(text: str, width: float, *, most: int = 2) -> list[str]:
    """A name in lines that are no wider than ``width``; what has no room in the last is cut.

    Example:
        >>> wrapped("no augmentation, dropout 0.2", 130)
        ['no augmentation,', 'dropout 0.2']
    """
    lines = [""]
    for part in re.findall(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*", text):
        if lines[-1] and len(lines) < most and text_width((lines[-1] + part).rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [cut_to(line.rstrip(), width) for line in lines]


def text_width(text: str) -> float:
    """About how wide a text is, in units of the drawing; wide letters count double.

    Example:
        >>> text_width("ab"), text_width("雏")
        (14.4, 13.68)
    """
    return round(sum(7.2 * (1.9 if ord(letter) > 0x2E80 else 1.0) for letter in text), 2)


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.5g}"
    return str(value) if isinstance(value, int) else _escaped(str(value))


def _escaped(text: str) -> str:
    # Most texts have nothing to escape, and are looked through once instead of five times.
    return escape(text) if _SPECIAL.search(text) else text
