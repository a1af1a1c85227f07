"""The passage of a text around what was looked for, short enough to be read beside others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 160  # characters, the ellipses included
GAP = "…"  # where a text has a slot or a formula, of which a passage shows nothing
_SENTENCE_END = ".!?。！？"
_LOOSE = " \t,;:·=+−–-/|()[]{}，；：、（）~≈×→<>%" + _SENTENCE_END
_WIDE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_NO_START = "，。；：、！？）》”’」』,.;:!?)%"
_BEFORE = 60  # characters of a long run that stand before the hit, where no sentence begins


@dataclass(frozen=True)
class _Run:
    """What stands between two gaps, and whether it begins and ends as a sentence does."""

    text: str
    begins: bool
    ends: bool


def passage(text: str, words: Sequence[str]) -> str:
    """The part of ``text`` around the first hits, in whole words.

    Of the runs between two gaps it takes the one with most of the words, of these the longest; so
    there is an ellipsis on a side where the text goes on, and none inside.

    Args:
        text: Without markup; a :data:`GAP` stands for what is computed.
        words: What is looked for, in lower case.

    Returns:
        At most :data:`LONGEST` characters; the beginning of the text where no word is in it.

    Example:
        >>> passage("… cells were not seen. A stride of … leaves cells out.", ["stride"])
        'A stride of…'
        >>> passage("Over … maps", ["stride"])
        'Over…'
    """
    runs = _runs(text)
    if not runs:
        return ""
    hits = [sum(word in run.text.casefold() for word in words) for run in runs]
    if not any(hits):
        return _cut(runs[0], 0, 0)
    best = max(zip(hits, runs, strict=True), key=lambda one: (one[0], min(len(one[1].text), 99)))[1]
    lower = best.text.casefold()
    at, length = min((lower.find(word), -len(word)) for word in words if word in lower)
    return _cut(best, at, at - length)


def reach(text: str, words: Sequence[str]) -> int:
    """How much a passage says: the number of words in it, then its length."""
    found = passage(text, words)
    return 1000 * sum(word in found.casefold() for word in words) + len(found)


def _runs(text: str) -> list[_Run]:
    """The runs between gaps, without signs that have lost what stood beside them."""
    parts = text.split(GAP)
    runs = []
    for place, part in enumerate(parts):
        begins, ends = place == 0, place == len(parts) - 1
        run = part.strip()
        if not begins:
            stripped = run.lstrip(_LOOSE)
            begins = any(sign in _SENTENCE_END for sign in run[: len(run) - len(stripped)])
            run = stripped
        if not ends:
            stripped = run.rstrip(_LOOSE)
            if run[len(stripped) : len(stripped) + 1] in tuple(_SENTENCE_END):
                stripped, ends = run[: len(stripped) + 1], True
            run = stripped
        if run:
            runs.append(_Run(run, begins, ends))
    return runs


def _cut(run: _Run, at: int, to: int) -> str:
    """What of a run fits around the characters from ``at`` to ``to``."""
    text, room = run.text, LONGEST - 2
    start, begins = 0, run.begins
    if not begins or len(text) > room:
        sentence = max(text.rfind(sign, 0, at) for sign in _SENTENCE_END) + 1
        if at - sentence >= room // 2:
            start, begins = _edge(text, max(at - _BEFORE, 0), forward=True), False
        elif sentence:
            start, begins = sentence, True
    end, ends = len(text), run.ends
    if end - start > room:
        end = max(_edge(text, start + room, forward=False), min(to, start + room))
        sentence = max(text.rfind(sign, max(to, start + room // 2), end) for sign in _SENTENCE_END)
        end, ends = (sentence + 1, True) if sentence >= 0 else (end, False)
    shown = text[start:end].strip()
    if not ends:
        shown = shown.rstrip(_LOOSE) or shown
    return f"{'' if begins else GAP}{shown}{'' if ends else GAP}"


def _edge(text: str, at: int, *, forward: bool) -> int:
    """The place nearest to ``at`` where a word begins, after it or before it."""
    step = 1 if forward else -1
    place = at
    while 0 < place < len(text) and not _begins_word(text, place):
        place += step
    return place


def _begins_word(text: str, at: int) -> bool:
    before, here = text[at - 1], text[at]
    if before.isspace():
        return True
    wide = _WIDE.match(before) or _WIDE.match(here)
    return bool(wide) and here not in _NO_START and not here.isspace()
