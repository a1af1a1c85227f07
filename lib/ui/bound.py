"""A value that lives in the address and in the session: which of them counts, and when.

A value's way: the address at the first run of a page (or when somebody changed it there), else
what the visitor had set on an earlier visit in this session, else the default.  After each run
the address says every value that differs from its default.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.datasets.annotation.names import is_set_name
from lib.errors import ConvScopeError

# A change that reaches the server while our own write to the address is still on its way to the
# browser carries an old address; it must not be taken for somebody's edit.  On a busy machine an
# address that we wrote ourselves can come back long after it was overwritten.
_SETTLE_SECONDS = 2.0
_STALE_SECONDS = 6.0  # longer, and the browser's "back" inside a page would be taken for it
_TOLD_SECONDS = 1.5
_ON_SCREEN = "page on the screen"
_LONGEST_SHOWN = 60  # characters of a text from the address that a message repeats


class Bound:
    """The values of one page and what was wrong with the address.

    Args:
        page: Path of the page; values of different pages do not mix.
    """

    def __init__(self, page: str) -> None:
        self.page = page
        self.problems: list[ConvScopeError] = []
        if st.session_state.get(_ON_SCREEN) != page:
            self._arrive()
        st.session_state[_ON_SCREEN] = page

    def begin(self) -> None:
        """Start drawing anew: forget what was wrong, and which controls there are."""
        self.problems.clear()
        self._shelf("drawn").clear()
        self._shelf("personal").clear()

    def everything(self) -> dict[str, str]:
        """Every value on the page as the address would say it, those at their default too.

        Without what is one visitor's own, such as a name: this is for others.
        """
        names = [name for name in self._shelf("drawn") if name not in self._shelf("personal")]
        texts = {name: as_text(self._kept()[name]) for name in names}
        return {name: text for name, text in texts.items() if text}

    def labels(self) -> dict[str, str]:
        """The controls on the page that can be locked, each with its label."""
        return {name: label for name, label in self._shelf("drawn").items() if label}

    def names(self) -> tuple[frozenset[str], frozenset[str]]:
        """The values that this drawing of the page has, and all that it had in this session."""
        return frozenset(self._shelf("drawn")), frozenset(self._kept())

    def withdraw(self, name: str) -> None:
        """Take a value of :meth:`held` out of the address while nothing shows it.

        It is kept, and back in the address as soon as it is held again.
        """
        if name in st.query_params:
            self._overwritten()[name, st.query_params.pop(name)] = time.monotonic()
            self._changed(name)
        self._written()[name] = None

    def _arrive(self) -> None:
        # The browser's "back" drops the parameters: a value missing from the address is then no
        # edit, and what the visitor had set comes back.
        for name in self._written():
            st.session_state.pop(f"{self.page}.{name}", None)
        self._written().clear()

    def _settle(
        self, name: str, default: Any, parse: Callable[[str], Any], *, fallback: Any = None
    ) -> str:
        key = f"{self.page}.{name}"
        self._shelf("drawn").setdefault(name, "")
        fallback = default if fallback is None else fallback
        in_address = st.query_params.get(name)
        if key not in st.session_state:
            kept = self._kept().get(name, default)
            self._put(key, kept if in_address is None else self._parse(in_address, fallback, parse))
        elif self._edited(name, in_address):
            self._put(
                key, default if in_address is None else self._parse(in_address, fallback, parse)
            )
        return key

    def drawn(self) -> None:
        """Note that the page was drawn to its end: what it told the browser is on its way."""
        told, now = self._shelf("told"), time.monotonic()
        told.update({key: now for key, since in told.items() if since == math.inf})

    def _shut(self, name: str, label: str, options: dict[str, Any]) -> bool:
        """Note that there is a control, and lock it if the address says so.

        Args:
            name: Of the control.
            label: What it is called.
            options: Of its widget; ``disabled`` is set when it is locked.

        Returns:
            Whether the address says that it is not shown at all.
        """
        self._shelf("drawn")[name] = label
        if name in listed("lock"):
            options["disabled"] = True
        return name in listed("hide")

    def _put(self, key: str, value: Any) -> None:
        self._shelf("put")[key] = st.session_state.get(key), value
        st.session_state[key] = value
        self._shelf("told")[key] = math.inf

    def _tell(self, key: str, *, always: bool = False) -> None:
        """Have the browser told the value of a widget that we set, not its visitor.

        Streamlit tells it in the one run in which it was set, which the next run may overtake.
        So it is told again until a while after a page that told it was drawn to its end.  Not
        once the visitor has moved it, who may be a step further already: then it is neither what
        we set nor what it was before, which a browser says that has not heard of it yet.
        """
        told = self._shelf("told").get(key, -math.inf)
        moved = st.session_state[key] not in self._shelf("put").get(key, ())
        if always or (not moved and time.monotonic() - told < _TOLD_SECONDS):
            st.session_state[key] = st.session_state[key]

    def _parse(self, text: str, fallback: Any, parse: Callable[[str], Any]) -> Any:
        try:
            return parse(text)
        except ConvScopeError as problem:
            self.problems.append(problem)
            return fallback

    def _number(
        self, name: str, minimum: float, maximum: float, default: float
    ) -> Callable[[str], float]:
        kind = type(default)

        def parse(text: str) -> float:
            try:
                value = kind(text)
            except ValueError:
                value = math.nan
            if not minimum <= value <= maximum:  # also true of not-a-number
                raise ConvScopeError(
                    "url.out_of_range",
                    field=name,
                    value=shown(text),
                    minimum=minimum,
                    maximum=maximum,
                )
            return value

        return parse

    def _write(self, name: str, value: Any, default: Any) -> Any:
        self._kept()[name] = value
        text = None if value == default else as_text(value)
        written = self._written()
        changed = name in written and written[name] != text
        if changed:
            self._overwritten()[name, written[name]] = time.monotonic()
        # The browser may say the same and not have heard our last word yet, which it then would
        # take for the newest: who goes a step on and back would keep the address of the step.
        if changed or st.query_params.get(name) != text:
            if text is not None:
                st.query_params[name] = text
            elif name in st.query_params:
                del st.query_params[name]
            else:
                st.query_params.update({})  # says all of it once more
            self._changed(name)
        written[name] = text
        return value

    def _edited(self, name: str, in_address: str | None) -> bool:
        written = self._written()
        if name not in written or written[name] == in_address:
            return False
        now = time.monotonic()
        if now - self._overwritten().get((name, in_address), -math.inf) < _STALE_SECONDS:
            return False
        return now - self._times().get(name, -math.inf) > _SETTLE_SECONDS

    def _changed(self, name: str) -> None:
        self._times()[name] = time.monotonic()

    def _kept(self) -> dict[str, Any]:
        return self._shelf("kept")

    def _written(self) -> dict[str, str | None]:
        return self._shelf("written")

    def _overwritten(self) -> dict[tuple[str, str | None], float]:
        return self._shelf("overwritten")

    def _times(self) -> dict[str, float]:
        return self._shelf("times")

    def _shelf(self, what: str) -> dict[Any, Any]:
        # Not a widget's key: Streamlit forgets those of pages that are not on the screen.
        shelf: dict[Any, Any] = st.session_state.setdefault(f"{self.page}/{what}", {})
        return shelf


def arrive_anew() -> None:
    """Take the next drawing for an arrival: what the address says counts, however soon it comes.

    A link from a page to itself with other controls would otherwise be taken, for a moment after
    a change, for an old address that comes back.
    """
    st.session_state.pop(_ON_SCREEN, None)


def listed(parameter: str) -> frozenset[str]:
    """The names in a parameter of the address, which has commas between them."""
    return frozenset(str(st.query_params.get(parameter, "")).split(",")) - {""}


def no_option(name: str, text: str, allowed: list[str]) -> ConvScopeError:
    """What is wrong with a text that is none of the codes allowed."""
    known = [option for option in allowed if not is_set_name(option)]  # keys are not to be read
    return ConvScopeError("url.not_an_option", field=name, value=shown(text), allowed=known)


def shown(text: str) -> str:
    """A text from the address, short enough for a message."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def as_text(value: Any) -> str:
    """A value as the address says it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return f"{value:g}" if isinstance(value, float) else str(value)
