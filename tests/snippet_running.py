"""Run a page's snippet as a visitor would, and compare what it prints with what the page says."""

import contextlib
import io
import re

import numpy as np

from lib.snippets.snippet import Snippet

_NUMBER = re.compile(r"-?(?:inf|nan|\d[\d,]*\.?\d*(?:e[+-]?\d+)?)")


def run_snippet(snippet: Snippet) -> str:
    """What the snippet's code prints when it is run on its own."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(snippet.code, "<snippet>", "exec"), {"__name__": "__main__"})
    return printed.getvalue().rstrip("\n")


def assert_prints_what_the_page_says(snippet: Snippet, *, tolerance: float = 1e-4) -> None:
    """Same text around the numbers, and the numbers equal within ``tolerance``."""
    said, printed = snippet.printed, run_snippet(snippet)
    assert _NUMBER.sub("#", said).split() == _NUMBER.sub("#", printed).split(), printed
    np.testing.assert_allclose(_numbers(said), _numbers(printed), rtol=tolerance, atol=tolerance)


def _numbers(text: str) -> list[float]:
    return [float(number.replace(",", "")) for number in _NUMBER.findall(text)]
