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
from lib.ui.search.passage import GAP, passage, reach
from lib.words import LANGUAGES, load_page_text, load_words

_SLOT = re.compile(r"\{\{(\w+)(?:\|[^{}|]*\|([^{}|]*))?\}\}")
_MARKUP = re.compile(
    r"^#+ .*?$|^- |[*`|]|:material/\w+:|\]\([^)]*\)|\[",
    re.DOTALL | re.MULTILINE,
)
_FORMULA = re.compile(r"\$\$.*?\$\$|\$([^$\n]*)\$", re.DOTALL)
# What taking out the markup leaves: before a sign, and between Chinese letters.
_NO_SPACE = re.compile(
    r" (?=[,.;:!?)，。；：、！？）])"
    r"|(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])"
)
_SIMPLE_FORMULA = re.compile(r"[\w .,+=()-]{1,24}")
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
        names: What it is known by, in lower case; empty for a text that only stands there.
    """

    kind: str
    page: str
    address: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    text: str = ""
    also: str = ""
    weight: int = _LABEL
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """An entry that has every word looked for, and the passage of its text around them."""

    entry: Entry
    snippet: str
    score: int
    reach: int


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
    words = plain_text(text).split()
    if not words:
        return []
    best: dict[tuple[str, str, tuple[tuple[str, str], ...]], Found] = {}
    for entry in index(language):
        name, body = plain_text(entry.name), plain_text(f"{entry.text} {entry.also}")
        if not all(word in name or word in body for word in words):
            continue
        score = entry.weight + 64 * (name == " ".join(words)) + 8 * all(w in name for w in words)
        place = entry.kind, entry.page, tuple(entry.address.items())
        known = best.get(place)
        if known is None or (known.score, known.reach) < (score, reach(entry.text, words)):
            best[place] = Found(entry, passage(entry.text, words), score, reach(entry.text, words))
    return sorted(best.values(), key=lambda found: -found.score)


@cache
def index(language: str) -> tuple[Entry, ...]:
    """Everything that can be found in a language; read once a process."""
    return (*_terms(language), *_pages(language), *_stops(language))


def _terms(language: str) -> Iterator[Entry]:
    say = load_words(language)
    for term in TERMS:
        key = f"glossary.term.{term.code}"
        # A term is known by its names in all languages.
        called = [load_words(code)(key + part) for code in LANGUAGES for part in ("", ".forms")]
        yield Entry(
            "term",
            "glossary",
            {"term": term.code},
            say(key),
            say(f"{key}.is"),
            also=" ".join(called),
            weight=_TERM,
            names=_names("/".join(called)),
        )


def _pages(language: str) -> Iterator[Entry]:
    say = load_words(language)
    for page in PAGES:
        written = load_page_text(language, page.path)
        yield Entry(
            "page",
            page.path,
            {},
            written.title,
            _bare(written.question),
            weight=_TITLE,
            names=_names(written.title),
        )
        prefix = f"{page.path}.view."
        views = [key.removeprefix(prefix) for key in say.strings if key.startswith(prefix)]
        for view in views:
            label = say(prefix + view)
            yield Entry(
                "page",
                page.path,
                {"view": view},
                label,
                also=written.title,
                weight=_VIEW,
                names=_names(label),
            )
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


def _names(text: str) -> tuple[str, ...]:
    """Names with slashes between them; what stands in parentheses is one of its own."""
    return tuple(dict.fromkeys(part for part in re.split(r"\s*[/()]\s*", plain_text(text)) if part))


def _bare(text: str) -> str:
    """Running text without markup, and without the numbers that a page would fill in."""
    filled = _SLOT.sub(lambda slot: slot.group(2) or GAP, text)
    return _NO_SPACE.sub("", " ".join(_MARKUP.sub(" ", _FORMULA.sub(_formula, filled)).split()))


def _formula(found: re.Match[str]) -> str:
    """A formula that is a name or a number stays; another is not to be read without its setting."""
    inside = found.group(1) or ""
    return inside if _SIMPLE_FORMULA.fullmatch(inside) else GAP


def plain_text(text: str) -> str:
    """A text as it is compared: full-width letters as usual ones, all in lower case."""
    return unicodedata.normalize("NFKC", text).casefold()
