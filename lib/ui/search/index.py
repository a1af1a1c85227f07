"""What can be found: pages, their views, their texts and words, the terms, the lesson's stops."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from lib.ui.glossary.terms import TERMS
from lib.ui.lesson.stops import STOPS
from lib.ui.registry import PAGES
from lib.words import LANGUAGES, load_page_text, load_words

_SLOT = re.compile(r"\{\{(\w+)(?:\|[^{}|]*\|([^{}|]*))?\}\}")
_MARKUP = re.compile(
    r"^#+ .*?$|^- |[*`|]|:material/\w+:|\]\([^)]*\)|\[",
    re.DOTALL | re.MULTILINE,
)
_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
# Which find counts more; a name more than a sentence, a sentence more than a label.
_TITLE, _TERM, _VIEW, _QUESTION, _BLOCK, _LABEL = 32, 24, 16, 8, 4, 1


@dataclass(frozen=True)
class Entry:
    """Something to be found.

    Attributes:
        kind: ``page``, ``term`` or ``stop``.
        page: Path of the page on which it is.
        address: The controls to set there.
        name: What it is called.
        text: What is searched, beside the name, and shown where it was found.
        also: What is searched, but not shown.
        weight: How much a find counts.
    """

    kind: str
    page: str
    address: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    text: str = ""
    also: str = ""
    weight: int = _LABEL


@dataclass(frozen=True)
class Found:
    """An entry that has every word looked for, and the place in its text around the first."""

    entry: Entry
    snippet: str
    score: int


def find(text: str, language: str) -> list[Found]:
    """Everything in which every word of ``text`` appears; the best first, one a place.

    Example:
        >>> find("gabor", "en")[0].entry.page
        'edges'
        >>> find("步幅", "en")[0].entry.kind
        'term'
        >>> find("   ", "en"), find("xylophone", "en")
        ([], [])
    """
    words = _plain(text).split()
    if not words:
        return []
    best: dict[tuple[str, str, tuple[tuple[str, str], ...]], Found] = {}
    for entry in _index(language):
        name, body = _plain(entry.name), _plain(f"{entry.text} {entry.also}")
        if not all(word in name or word in body for word in words):
            continue
        score = entry.weight + 64 * (name == " ".join(words)) + 8 * all(w in name for w in words)
        place = entry.kind, entry.page, tuple(entry.address.items())
        if place not in best or best[place].score < score:
            best[place] = Found(entry, _snippet(entry.text, words[0]), score)
    return sorted(best.values(), key=lambda found: -found.score)


@cache
def _index(language: str) -> tuple[Entry, ...]:
    return (*_terms(language), *_pages(language), *_stops(language))


def _terms(language: str) -> Iterator[Entry]:
    say = load_words(language)
    for term in TERMS:
        key = f"glossary.term.{term.code}"
        # A term is known by its names in all languages.
        names = " ".join(load_words(code)(key + part) for code in LANGUAGES for part in _NAMES)
        yield Entry(
            "term", "glossary", {"term": term.code}, say(key), say(f"{key}.is"), names, weight=_TERM
        )


_NAMES = ("", ".forms")


def _pages(language: str) -> Iterator[Entry]:
    say = load_words(language)
    for page in PAGES:
        written = load_page_text(language, page.path)
        yield Entry("page", page.path, {}, written.title, _bare(written.question), weight=_TITLE)
        prefix = f"{page.path}.view."
        views = [key.removeprefix(prefix) for key in say.strings if key.startswith(prefix)]
        for view in views:
            label = say(prefix + view)
            yield Entry("page", page.path, {"view": view}, label, also=written.title, weight=_VIEW)
        for name, block in written.blocks.items():
            view = name.partition("-")[2]
            address = {"view": view} if view in views else {}
            title = say(prefix + view) if address else written.title
            yield Entry("page", page.path, address, title, _bare(block), weight=_BLOCK)
        for key, string in say.strings.items():
            if key.startswith(f"{page.path}.") and page.path not in ("glossary", "lesson"):
                yield Entry("page", page.path, {}, written.title, _bare(string), weight=_LABEL)


def _stops(language: str) -> Iterator[Entry]:
    say = load_words(language)
    for stop in STOPS:
        key = f"lesson.stop.{stop.name}"
        yield Entry(
            "stop", stop.page, stop.query, say(key), _bare(say(f"{key}.do")), weight=_QUESTION
        )


def _bare(text: str) -> str:
    """Running text without markup, and without the numbers that a page would fill in."""
    filled = _SLOT.sub(lambda slot: slot.group(2) or "…", text)
    return " ".join(_MARKUP.sub(" ", _FORMULA.sub("…", filled)).split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _snippet(text: str, word: str, *, around: int = 70) -> str:
    """The text around the first use of a word; its beginning if the word is not in it."""
    at = max(text.casefold().find(word), 0)
    start, end = max(at - around, 0), at + len(word) + around
    if start and " " in text[start:at]:
        start += text[start:at].index(" ") + 1
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
