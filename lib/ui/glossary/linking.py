"""The first use of a term in a text becomes a link: its title says what it means."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lib.ui.glossary.terms import TERMS
from lib.words import load_words

# What is no running text: code, formulas, links, headings, icons, tags.
_PROTECTED = re.compile(
    r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]*\$|\[[^\]]*\]\([^)]*\)"
    r"|^#+ .*?$|:material/\w+:|<[^>]*>",
    re.DOTALL | re.MULTILINE,
)


@lru_cache(maxsize=512)
def link_terms(text: str, language: str, known: frozenset[str]) -> tuple[str, frozenset[str]]:
    """Link the first use of each term that the page has not linked yet.

    Args:
        text: Markdown.
        language: Of the text.
        known: Codes of the terms that are linked already.

    Returns:
        The text with its links, and the codes linked by now.

    Example:
        >>> linked, known = link_terms("The stride. A larger `stride`, a larger stride.", "en",
        ...     frozenset())
        >>> linked.startswith("The [stride](glossary?term=stride&lang=en "), linked.count("](")
        (True, 1)
        >>> sorted(known)
        ['stride']
    """
    pattern, codes = _forms(language)
    linked = set(known)

    def link(found: re.Match[str]) -> str:
        code = codes.get(found.group()) or codes[found.group().lower()]
        if code in linked:
            return found.group()
        linked.add(code)
        meaning = load_words(language)(f"glossary.term.{code}.is").replace('"', "”")
        return f'[{found.group()}](glossary?term={code}&lang={language} "{meaning}")'

    parts, end = [], 0
    for protected in _PROTECTED.finditer(text):
        parts.append(pattern.sub(link, text[end : protected.start()]))
        parts.append(protected.group())
        end = protected.end()
    parts.append(pattern.sub(link, text[end:]))
    return "".join(parts), frozenset(linked)


@cache
def _forms(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """What terms look like in a text, longest first, and which term each form is.

    A form with a capital is a name (``Dense``) and must be written so; others may begin a
    sentence.  Beside an asterisk nothing is linked: Markdown would not see the bold face there.
    """
    say, codes = load_words(language), {}
    for term in TERMS:
        for form in say(f"glossary.term.{term.code}.forms").split("/"):
            codes[form] = term.code
    forms = sorted(codes, key=len, reverse=True)
    written = "|".join(
        re.escape(form) if form != form.lower() else f"(?ai:{re.escape(form)})" for form in forms
    )
    return re.compile(rf"(?<![A-Za-z0-9_*\-])(?:{written})(?![A-Za-z0-9_*\-])"), codes
