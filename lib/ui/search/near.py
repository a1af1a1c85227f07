"""What somebody may have meant who found nothing: names that look like what was typed.

Latin letters are compared in their order, as typing errors change few of them; of Chinese ones
those that are shared count, as a wrong character is mostly one of several.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from lib.ui.search.index import Entry, find, index, plain_text

MOST = 4  # places offered
_LATIN_ENOUGH, _CHINESE_ENOUGH = 0.75, 0.5
_SHORTEST = 4  # letters of a word that is corrected: of shorter ones too many are alike
_MOST_WORDS, _MOST_TRIES = 6, 27
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[a-z][a-z_]{3,}")


@lru_cache(maxsize=256)
def near_places(text: str, language: str) -> tuple[Entry, ...]:
    """Terms, pages and views whose name is like ``text``, or else one of its words.

    Example:
        >>> near_places("sofmax", "en")[0].name
        'Softmax'
        >>> near_places("感授野", "zh")[0].address["term"]
        'receptive_field'
        >>> near_places("xylophone", "en")
        ()
    """
    asked = plain_text(text)
    parts = [word for word in asked.split() if len(word) >= _SHORTEST][:_MOST_WORDS]
    return _ranked([asked], language) or _ranked(parts, language)


def _ranked(asked: list[str], language: str) -> tuple[Entry, ...]:
    """The places whose name is like one of these; the nearest first, one each."""
    best: dict[tuple[str, str, str], tuple[float, int, Entry]] = {}
    for place, entry in enumerate(index(language) if asked else ()):
        if not entry.names:
            continue
        score = max(likeness(one, name) for name in entry.names for one in asked)
        key = entry.kind, entry.page, str(entry.address)
        if score and (key not in best or best[key][0] < score):
            best[key] = score, -place, entry
    ranked = sorted(best.values(), key=lambda one: one[:2], reverse=True)
    return tuple(entry for _, _, entry in ranked[:MOST])


@lru_cache(maxsize=256)
def corrected(text: str, language: str) -> str:
    """The text with each word that is nowhere replaced by the one nearest to it.

    Returns:
        Empty where there is nothing to replace, or where that would find nothing either.

    Example:
        >>> corrected("symetric pading", "en"), corrected("stride", "en")
        ('symmetric padding', '')
    """
    words = plain_text(text).split()
    known = _vocabulary(language)
    choices = [_nearest(word, known) for word in words[:_MOST_WORDS]]
    for changed in itertools.islice(itertools.product(*choices), _MOST_TRIES):
        together = " ".join([*changed, *words[_MOST_WORDS:]])
        if together != " ".join(words) and find(together, language):
            return together
    return ""


def likeness(asked: str, name: str) -> float:
    """How alike two names in lower case are, from 0 (not enough to be meant) to 1.

    A word of a longer name counts, too, but less than the whole.

    Example:
        >>> likeness("strde", "stride") > 0.9, likeness("strde", "padding")
        (True, 0.0)
        >>> likeness("池华", "池化"), likeness("池华", "步幅")
        (0.5, 0.0)
    """
    if _CHINESE.search(asked):
        shared = sum((Counter(asked) & Counter(name)).values())
        share = 2 * shared / (len(asked) + len(name))
        return share if share >= _CHINESE_ENOUGH and _CHINESE.search(name) else 0.0
    if len(asked) < _SHORTEST:
        return 0.0
    parts = [(name, 1.0)] + [(word, 0.95) for word in name.split() if len(word) >= _SHORTEST]
    alike = max(weight * _ratio(asked, part) for part, weight in parts)
    return alike if alike >= _LATIN_ENOUGH else 0.0


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _nearest(word: str, known: dict[str, None]) -> list[str]:
    """What a word may have been meant to be; itself where it is known, or nothing is like it."""
    if not _WORD.fullmatch(word) or any(word in one for one in known):
        return [word]
    return difflib.get_close_matches(word, known, n=3, cutoff=_LATIN_ENOUGH) or [word]


@lru_cache(maxsize=4)
def _vocabulary(language: str) -> dict[str, None]:
    """Every word in Latin letters that can be found, in the order of its first use."""
    return dict.fromkeys(_words(language))


def _words(language: str) -> Iterator[str]:
    for entry in index(language):
        yield from _WORD.findall(plain_text(f"{entry.name} {entry.text} {entry.also}"))
