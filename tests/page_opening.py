"""Open a page of the app without a browser."""

import re
from collections.abc import Iterable
from itertools import cycle
from typing import Any

from streamlit.testing.v1 import AppTest

from lib.places import PROJECT
from lib.ui.reproduce import fold_key
from lib.words import LANGUAGES

MAIN = str(PROJECT / "lib" / "main.py")


def in_turns(cases: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Each case with one of the languages, by turns: that all words are there in both is tested
    without pages, and each page is opened in both."""
    return [(*case, language) for case, language in zip(cases, cycle(LANGUAGES), strict=False)]


_LINK = re.compile(r"\[([^\]]*)\]\(glossary\?term=\w+&lang=\w\w \"[^\"]*\"\)")


def without_links(text: str) -> str:
    """A text as it was written, without the links to the glossary."""
    return _LINK.sub(r"\1", text)


def opened(path: str, **address: str) -> AppTest:
    """The page as a first visitor gets it, with the fold open that has the code."""
    app = AppTest.from_file(MAIN, default_timeout=60)
    if path != "start":
        app.switch_page(f"../pages/{path}.py")
    app.session_state[fold_key(path)] = True
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, [found.value for found in app.exception]
    return app
