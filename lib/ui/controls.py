"""Controls whose values live in the address.

Streamlit's own binding falls back to the default in silence when a parameter makes no sense and
writes translated labels into the address.  Here a parameter is a plain code or number in every
language, and a bad one is named in a message while the default is used.

The address can also say that controls are locked (``lock=stride,window``) or not shown at all
(``hide=…``), as a teacher sets them: see :mod:`lib.ui.share`.

A widget is made with its value as its default, too: a browser that is told neither, because a
message was lost on a busy machine, would show the least, and send it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from lib.errors import ConvScopeError
from lib.ui.bound import Bound, no_option, shown


class Controls(Bound):
    """The bound controls of one page and what was wrong with the address.

    Args:
        page: Path of the page; values of different pages do not mix.
    """

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
                raise no_option(name, text, [*by_code])
            return by_code[text]

        key = self._settle(name, default, parse)
        if st.session_state[key] not in options:  # the options themselves may have changed
            self.problems.append(no_option(name, str(st.session_state[key]), [*by_code]))
            self._put(key, default)
        if self._shut(name, label, options_of_widget):
            return self._write(name, st.session_state[key], default)
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
        if self._shut(name, label, options_of_widget):
            return self._write(name, st.session_state[key], default)
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
        if self._shut(name, label, options_of_widget):
            return self._write(name, st.session_state[key], default)
        self._tell(key)
        value = st.number_input(
            label, minimum, maximum, st.session_state[key], step, key=key, **options_of_widget
        )
        return self._write(name, value, default)

    def toggle(self, name: str, *, label: str, default: bool, **options_of_widget: Any) -> bool:
        """On or off; ``1`` or ``0`` in the address."""

        def parse(text: str) -> bool:
            if text not in ("0", "1"):
                raise no_option(name, text, ["0", "1"])
            return text == "1"

        key = self._settle(name, default, parse)
        if self._shut(name, label, options_of_widget):
            return bool(self._write(name, st.session_state[key], default))
        self._tell(key)
        value = st.toggle(label, st.session_state[key], key=key, **options_of_widget)
        return bool(self._write(name, value, default))

    def held(
        self, name: str, *, default: Any, parse: Callable[[str], Any], personal: bool = False
    ) -> Any:
        """A value that something other than a widget of Streamlit shows, and :meth:`set` changes.

        Args:
            name: Of the parameter.
            default: What is not written into the address.
            parse: From the address's text to the value; raises ``ConvScopeError`` for nonsense.
            personal: It is this visitor's own, and not in a link made for others.
        """
        if personal:
            self._shelf("personal")[name] = True
        key = self._settle(name, default, parse)
        return self._write(name, st.session_state[key], default)

    def held_choice(self, name: str, options: Sequence[str], *, default: str) -> str:
        """One of a few codes, as :meth:`held`; the default once the options lack it."""

        def parse(text: str) -> str:
            if text not in options:
                raise no_option(name, text, [option for option in options if option])
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
                    "url.unusable", field=name, value=shown(text), reason=reason
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
