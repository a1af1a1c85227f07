"""The link to a view: its address with every control, what is locked, what is hidden, the size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode


def view_link(
    address: str,
    values: Mapping[str, str],
    *,
    language: str,
    locked: Iterable[str] = (),
    hidden: Iterable[str] = (),
    large: bool = False,
) -> str:
    """The link.

    Args:
        address: Of the page, without parameters.
        values: Every control's value as the address says it.
        language: In which the page opens.
        locked: Names of the controls that are shown but cannot be changed.
        hidden: Names of those that are not shown; nobody needs to lock them as well.
        large: In the size for a projector.

    Example:
        >>> view_link("http://a/padding", {"stride": "2"}, language="en", locked=["stride"])
        'http://a/padding?lang=en&stride=2&lock=stride'
        >>> view_link("http://a/", {}, language="zh", locked=["k"], hidden=["k"], large=True)
        'http://a/?lang=zh&hide=k&present=1'
    """
    hidden = sorted(hidden)
    parameters = {
        "lang": language,
        **values,
        "lock": ",".join(sorted(set(locked) - set(hidden))),
        "hide": ",".join(hidden),
        "present": "1" if large else "",
    }
    said = {name: text for name, text in parameters.items() if text}
    return f"{address}?{urlencode(said, safe=',')}"
