"""The frame every page shares: heading and question, messages, text blocks, doors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.errors import ConvScopeError
from lib.settings import settings
from lib.ui.controls import Controls
from lib.ui.figure_first import FigureFirst
from lib.ui.glossary.linking import link_terms
from lib.ui.language import language_picker, page_text, words
from lib.ui.lesson.bar import show_bar
from lib.ui.nonsense import misspelt, noted, unknown_locks
from lib.ui.registry import PAGES, find_page
from lib.ui.share.dialog import share_button
from lib.ui.share.presenting import end_button, presenting
from lib.ui.turns import taking_turns
from lib.words import PageText, Words, fill

_SAID = "said of the address"  # in the session, for a drawing that nobody has asked for
_OWN_LINE = re.compile(r"^\$\$(.+)\$\$$", re.MULTILINE)


class Page:
    """One page while it is being drawn.

    Args:
        path: Its path in the registry, which also names its texts.

    Attributes:
        say: The short strings in the visitor's language; ``page.say("train.start")``.
        controls: The controls bound to the address.
        partial: Whether this drawing lacks something: an answer on its way, or after an error.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.say: Words = words()
        self.text: PageText = page_text(path)
        self.controls = Controls(path)
        self.partial = False
        self._said: list[ConvScopeError] = []
        self._figures = FigureFirst()
        self._linked: frozenset[str] = frozenset()
        self._heading()
        show_bar(path)
        self._messages = st.container()

    def _heading(self) -> None:
        with st.container(
            key="heading",
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="top",
        ):
            with st.container(key=f"question-{self.path}", width="stretch", gap="small"):
                st.markdown(f"## {self.text.title}")
                st.markdown(self.text.question)
            self._tools()

    def _tools(self) -> None:
        """What concerns every page: search, sharing, the language."""
        with st.container(
            key="tools", width="content", horizontal=True, vertical_alignment="center", gap="small"
        ):
            if presenting():
                end_button()
            else:
                door("search", label=self.say("search.door"))
                share_button(self.controls)
            language_picker()

    def run(self, body: Callable[[], object]) -> None:
        """Draw the rest of the page, so that its controls redraw only it; then close the page.

        Args:
            body: Draws it, everything anew at each change of a control, while heading and
                navigation stay.
        """

        figures = self._figures

        @st.fragment
        def shown() -> None:
            with figures.redraw(), taking_turns(quick=_of_a_control()):
                self._messages = st.container()
                self.controls.begin()
                self.partial = False
                self._said = self._said_before()
                self._linked = frozenset()
                with self.reporting():
                    body()
                self.close()

        shown()

    def again(self) -> NoReturn:
        """Draw the page anew though nobody has asked for it: what it says of the address stays."""
        st.session_state[_SAID] = self.path, [*self._said, *self.controls.problems]
        st.rerun()

    def _said_before(self) -> list[ConvScopeError]:
        path, said = st.session_state.pop(_SAID, ("", []))
        return said if path == self.path else []

    def together(self) -> None:
        """Have figure and controls change at the same moment, where a press is about a figure."""
        self._figures.together()

    def let_paint(self) -> None:
        """Behind the main figure: where nothing of the page is there yet, have it painted first."""
        self._figures.pause()

    def block(self, name: str, /, **facts: object) -> None:
        """Write a block of the page's text with its slots filled."""
        with st.container(key=f"prose-{self.path}-{name}"):
            st.markdown(self._written(fill(self.text.blocks[name], facts)))

    def fold(self, name: str, /, **facts: object) -> None:
        """Write a block folded away; its first line is the title of the fold."""
        title, _, body = self.text.blocks[name].partition("\n")
        with st.expander(fill(title, facts)), st.container(key=f"prose-{self.path}-{name}"):
            st.markdown(self._written(fill(body, facts)))

    def _written(self, markdown: str) -> str:
        """A text of the page with its formulas set, and its first uses of terms explained."""
        if find_page(self.path).aside:
            return _displayed(markdown)
        linked, self._linked = link_terms(markdown, self.say.language, self._linked)
        return _displayed(linked)

    def report(self, error: ConvScopeError, *, stays: bool = False) -> None:
        """Say an error above the page, where it is seen, and go on.

        Args:
            error: What was wrong.
            stays: Say too that the page still shows what could be shown last.
        """
        message = self.say.error(error)
        if stays:
            message += " " + self.say("page.last_good")
        self._messages.error(message, icon=":material/error:")

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Turn an error of the family raised inside into a message on the page."""
        try:
            yield
        except ConvScopeError as error:
            self.partial = True
            self.report(error)

    def close(self) -> None:
        """End the page: what was wrong with the address, and the doors to its neighbours."""
        self.controls.drawn()
        wrong = [*self._said, *self.controls.problems]
        if not self.partial:
            wrong += [*noted(), *unknown_locks(self.path, self.controls.labels())]
            wrong += misspelt(self.path, *self.controls.names())
        self._said = wrong
        problems = list(dict.fromkeys(self.say.error(problem) for problem in wrong))
        if problems:
            listed = problems[0] if len(problems) == 1 else "\n".join(f"- {p}" for p in problems)
            self._messages.warning(listed, icon=":material/link_off:")
        order = [page.path for page in PAGES if not page.aside]
        st.divider()
        if self.path not in order:
            door(order[0], icon=":material/arrow_back:")
            return
        here = order.index(self.path)
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            if here > 0:
                door(order[here - 1], icon=":material/arrow_back:")
            if here + 1 < len(order):
                door(order[here + 1], icon=":material/arrow_forward:", icon_position="right")


def _of_a_control() -> bool:
    """Whether only the page's body is drawn, because a control was moved; else all of it is."""
    context = get_script_run_ctx(suppress_warning=True)
    return bool(context and context.fragment_ids_this_run)


def _displayed(markdown: str) -> str:
    """Formulas that have a line for themselves, in the size of such: inside a line they shrink."""
    return _OWN_LINE.sub(r"$$\n\1\n$$", markdown)


def door(
    path: str, *, label: str | None = None, icon: str | None = None, **options: object
) -> None:
    """A link to another page, in its translated name, with its controls as ``query_params``."""
    page = find_page(path)
    st.page_link(page.file, label=label or page_text(path).title, icon=icon or page.icon, **options)  # type: ignore[arg-type]


def training_door(label: str, **address: str) -> None:
    """A link to *train* with these controls; where this host trains nothing, a word on that.

    Args:
        label: What it says.
        **address: The controls.
    """
    if settings().training:
        door("train", label=label, query_params=address)
    else:
        st.caption(words()("training.off.door", label=label), width="content")
