"""The words of the explainer, read from ``content/<language>``.

Two kinds of text: short strings (labels, captions, errors), shared ones in ``strings.json`` and
those of one page in ``<page>.json`` under keys that begin with its name; and one Markdown file a
page, cut at its ``## name`` headings into named blocks.  Slots are written ``{{name}}``,
because braces and dollar signs belong to LaTeX.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from lib.errors import ConvScopeError
from lib.places import CONTENT

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "zh": "简体中文"})
DEFAULT_LANGUAGE = "en"

# Facts of errors that hold a key, and where its words are.
_OF_OUR_OWN: Mapping[str, str] = MappingProxyType(
    {"field": "field", "expected": "field", "status": "run.status", "reason": "error"}
)
_MOST_ALLOWED = 8  # of what is allowed that a message lists: nobody reads dozens of codes
_SLOT = re.compile(r"\{\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}\}")
_MARKUP = re.compile(r"([\\`*_\[\]<>$~:!|#&]|(?<=www)\.)", re.IGNORECASE)
_BLOCK = re.compile(r"^## +([\w-]+) *$", re.MULTILINE)


@dataclass(frozen=True)
class PageText:
    """The text of one page in one language: a title, the question it answers, named blocks."""

    title: str
    question: str
    blocks: Mapping[str, str]


@dataclass(frozen=True)
class Words:
    """Everything said in one language.

    Example:
        >>> words = load_words("en")
        >>> words("language.name")
        'English'
    """

    language: str
    strings: Mapping[str, str]

    def __call__(self, key: str, **facts: object) -> str:
        """The string under ``key`` with its slots filled.

        Raises:
            KeyError: The key is in no content file; a test keeps this from a visitor.
        """
        return fill(self.strings[key], facts)

    def error(self, error: ConvScopeError) -> str:
        """The sentence for an error: what was got, what is allowed, what to do.

        A fact may itself be an error.  Those called as in :data:`_OF_OUR_OWN` are names of ours
        and are said in words; all others may be a stranger's and are shown letter by letter.
        Lists are joined in the manner of the language.
        """
        facts = {name: self._fact(name, value) for name, value in error.facts.items()}
        if error.key.startswith("url.") and "field" in error.facts:
            facts["field"] = error.facts["field"]  # as it stands in the address
        return self(f"error.{error.key}", **facts)

    def _fact(self, name: str, value: object) -> object:
        if isinstance(value, ConvScopeError):
            return self.error(value)
        if name in _OF_OUR_OWN and f"{_OF_OUR_OWN[name]}.{value}" in self.strings:
            return self.strings[f"{_OF_OUR_OWN[name]}.{value}"]
        if isinstance(value, list | tuple | set | frozenset):
            return self._listed(name, [str(self._fact(name, one)) for one in value])
        if isinstance(value, float):
            return f"{value:g}"
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:,}"
        return plain(value) if isinstance(value, str) else value

    def _listed(self, name: str, values: list[str]) -> str:
        shown = values[:_MOST_ALLOWED] if name == "allowed" else values
        listed, more = self.strings["list.separator"].join(shown), len(values) - len(shown)
        return self("list.more", listed=listed, count=more) if more else listed


def plain(text: str) -> str:
    """A stranger's text (a file's name, an address) so that Markdown shows it letter by letter.

    Example:
        >>> print(plain("*a* :red[b]"))
        \\*a\\* \\:red\\[b\\]
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def fill(text: str, facts: Mapping[str, object]) -> str:
    """Put ``facts`` into the ``{{slots}}`` of ``text``; a slot without a fact is a KeyError.

    ``{{count|one|many}}`` is the first word when the fact is 1, else the second.

    Example:
        >>> fill("{{count}} {{count|picture|pictures}}", {"count": 32})
        '32 pictures'
        >>> fill("{{count}} {{count|picture|pictures}}", {"count": "1"})
        '1 picture'
    """

    def filled(found: re.Match[str]) -> str:
        fact, one, many = str(facts[found.group(1)]), found.group(2), found.group(3)
        if many is None:
            return fact
        return one if fact == "1" else many

    return _SLOT.sub(filled, text)


def slots(text: str) -> frozenset[str]:
    """The names of the slots in ``text``."""
    return frozenset(found.group(1) for found in _SLOT.finditer(text))


@cache
def load_words(language: str) -> Words:
    """Read the short strings of a language once a process."""
    strings: dict[str, str] = {}
    for file in sorted((CONTENT / language).glob("*.json")):
        strings |= json.loads(file.read_text(encoding="utf-8"))
    return Words(language, MappingProxyType(strings))


@cache
def load_page_text(language: str, page: str) -> PageText:
    """Read ``content/<language>/<page>.md`` once a process.

    The first line is the title (``# Title``); what follows it, up to the first block, is the
    question; each ``## name`` starts a block.
    """
    text = (CONTENT / language / f"{page}.md").read_text(encoding="utf-8")
    head, *rest = _BLOCK.split(text)
    title, _, question = head.strip().partition("\n")
    blocks = {name: body.strip() for name, body in zip(rest[::2], rest[1::2], strict=True)}
    return PageText(title.removeprefix("# ").strip(), question.strip(), MappingProxyType(blocks))
