"""A sign in a sentence."""

from __future__ import annotations

from lib.figures.readable import readable
from lib.operations.clinic.signs import Sign
from lib.ui.page import Page

# Signs whose number is a share.
_SHARES = frozenset(
    (
        "learns", "generalises", "below_chance", "one_answer", "dead", "fickle",
        "one_class", "shared", "strangers", "wrong_labels", "varied",
    )
)  # fmt: skip


def sign_text(page: Page, name: str, sign: Sign) -> str:
    """A sign in a sentence with its number."""
    value, limit = (_number(name, x) for x in (sign.value, sign.limit))
    key = f"clinic.sign.{name}" if sign.seen else f"clinic.sign.{name}.not"
    return page.say(key, value=value, limit=limit)


def _number(name: str, value: float) -> str:
    if name == "ahead":  # a difference of two shares
        return f"{100 * value:.0f}".replace("-", "−")
    return f"{value:.0%}" if name in _SHARES else readable(value)
