"""Controls whose values live in the address.

Streamlit's own binding falls back to the default in silence when a parameter makes no sense and
writes translated labels into the address.  Here a parameter is a plain code or number in every
language, and a bad one is named in a message while the default is used.

A value's way: the address at the first run of a page (or when somebody changed it there), else
what the visitor had set on an earlier visit in this session, else the default.  After each run
the address says every value that differs from its default.

A widget is made with its value as its default, too: a browser that is told neither, because a
message was lost on a busy machine, would show the least, and send it back.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
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


class Controls:
    """The bound controls of one page and what was wrong with the address.

    Args:
        page: Path of the page; values of different pages do not mix.
    """

    def __init__(self, page: str) -> None:
        self.page = page
        self.problems: list[ConvScopeError] = []
        if st.session_state.get(_ON_SCREEN) != page:
            self._arrive()
        st.session_state[_ON_SCREEN] = page

    def choice(
        self,
        name: str,
        options: Sequence[Any],
        *,
        label: str,
        default: Any,
        format_func: Callable[[Any], str] = str,
        style: str = "segmented",
        away: bool = False,
        **options_of_widget: Any,
    ) -> Any:
        """One of a few options, shown as buttons (``segmented``) or as a list (``select``).

        ``away``, here and for sliders: it lies in a popover, and is made when that is opened.
        """
        by_code = {str(option): option for option in options}

        def parse(text: str) -> Any:
            if text not in by_code:
                raise _no_option(name, text, [*by_code])
            return by_code[text]

        key = self._settle(name, default, parse)
        if st.session_state[key] not in options:  # the options themselves may have changed
            self.problems.append(_no_option(name, str(st.session_state[key]), [*by_code]))
            self._put(key, default)
        # A list keeps the words of the language in which it was made until it is told again.
        self._tell(key, always=style == "select" or away)
        chosen = st.session_state[key]
        widget: Any
        if style == "segmented":
            widget, begin = st.segmented_control, {"default": chosen, "required": True}
        else:
            widget, begin = st.selectbox, {"index": list(options).index(chosen)}
        value = widget(
            label, options, format_func=format_func, key=key, **begin, **options_of_widget
        )
        return self._write(name, default if value is None else value, default)

    def slider(
        self,
        name: str,
        *,
        label: str,
        minimum: float,
        maximum: float,
        default: float,
        step: float,
        away: bool = False,
        **options_of_widget: Any,
    ) -> Any:
        """A number on a slider; whole if ``step`` is whole."""
        key = self._settle(name, default, self._number(name, minimum, maximum, default))
        self._tell(key, always=away)
        value = st.slider(
            label, minimum, maximum, st.session_state[key], step, key=key, **options_of_widget
        )
        return self._write(name, value, default)

    def number(
        self,
        name: str,
        *,
        label: str,
        minimum: float,
        maximum: float,
        default: float,
        step: float,
        **options_of_widget: Any,
    ) -> Any:
        """A number typed in; whole if ``default`` is whole."""
        key = self._settle(name, default, self._number(name, minimum, maximum, default))
        self._tell(key)
        value = st.number_input(
            label, minimum, maximum, st.session_state[key], step, key=key, **options_of_widget
        )
        return self._write(name, value, default)

    def toggle(self, name: str, *, label: str, default: bool, **options_of_widget: Any) -> bool:
        """On or off; ``1`` or ``0`` in the address."""

        def parse(text: str) -> bool:
            if text not in ("0", "1"):
                raise _no_option(name, text, ["0", "1"])
            return text == "1"

        key = self._settle(name, default, parse)
        self._tell(key)
        value = st.toggle(label, st.session_state[key], key=key, **options_of_widget)
        return bool(self._write(name, value, default))

    def held(self, name: str, *, default: Any, parse: Callable[[str], Any]) -> Any:
        """A value that something other than a widget of Streamlit shows, and :meth:`set` changes.

        Args:
            name: Of the parameter.
            default: What is not written into the address.
            parse: From the address's text to the value; raises ``ConvScopeError`` for nonsense.
        """
        key = self._settle(name, default, parse)
        return self._write(name, st.session_state[key], default)

    def held_choice(self, name: str, options: Sequence[str], *, default: str) -> str:
        """One of a few codes, as :meth:`held`; the default once the options lack it."""

        def parse(text: str) -> str:
            if text not in options:
                raise _no_option(name, text, [option for option in options if option])
            return text

        key = self._settle(name, default, parse)
        if st.session_state[key] not in options:
            self._put(key, default)
        return str(self._write(name, st.session_state[key], default))

    def text(self, name: str, *, default: str, parse: Callable[[str], object]) -> str:
        """A text without a widget of its own, such as the cells of a kernel.

        ``parse`` raises a :class:`ConvScopeError` for a text that makes no sense; what was shown
        last then stays, and the message says why.
        """

        def checked(text: str) -> str:
            try:
                parse(text)
            except ConvScopeError as reason:
                raise ConvScopeError(
                    "url.unusable", field=name, value=_shown(text), reason=reason
                ) from reason
            return text

        key = self._settle(name, default, checked, fallback=self._kept().get(name, default))
        return str(self._write(name, st.session_state[key], default))

    def set(self, **values: Any) -> None:
        """Set controls from a callback, as a preset does."""
        for name, value in values.items():
            self._put(f"{self.page}.{name}", value)
            self._kept()[name] = value
            self._changed(name)

    def withdraw(self, name: str) -> None:
        """Take a value of :meth:`held` out of the address while nothing shows it.

        It is kept, and back in the address as soon as it is held again.
        """
        if name in st.query_params:
            self._overwritten()[name, st.query_params.pop(name)] = time.monotonic()
            self._changed(name)
        self._written()[name] = None

    # -- the way of a value ------------------------------------------------------------------

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

    def _put(self, key: str, value: Any) -> None:
        st.session_state[key] = value
        self._shelf("told")[key] = math.inf

    def _tell(self, key: str, *, always: bool = False) -> None:
        """Have the browser told the value of a widget that we set, not its visitor.

        Streamlit tells it in the one run in which it was set, which the next run may overtake.
        So it is told again until a while after a page that told it was drawn to its end.
        """
        told = self._shelf("told").get(key, -math.inf)
        if always or time.monotonic() - told < _TOLD_SECONDS:
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
                    value=_shown(text),
                    minimum=minimum,
                    maximum=maximum,
                )
            return value

        return parse

    def _write(self, name: str, value: Any, default: Any) -> Any:
        self._kept()[name] = value
        text = None if value == default else _as_text(value)
        written = self._written()
        if name in written and written[name] != text:
            self._overwritten()[name, written[name]] = time.monotonic()
        if st.query_params.get(name) != text:
            if text is None:
                st.query_params.pop(name, None)
            else:
                st.query_params[name] = text
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


def _no_option(name: str, text: str, allowed: list[str]) -> ConvScopeError:
    known = [option for option in allowed if not is_set_name(option)]  # keys are not to be read
    return ConvScopeError("url.not_an_option", field=name, value=_shown(text), allowed=known)


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return f"{value:g}" if isinstance(value, float) else str(value)
