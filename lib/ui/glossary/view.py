"""The glossary as a page: every term in both languages, what it means, and where to see it."""

from __future__ import annotations

import unicodedata

import streamlit as st

from lib.errors import ConvScopeError
from lib.ui.glossary.terms import TERMS, Term
from lib.ui.language import page_text
from lib.ui.page import Page, door
from lib.ui.search.box import search_box
from lib.ui.search.near import near_places
from lib.words import LANGUAGES, load_words, plain


def draw(page: Page) -> None:
    """The search field and the terms that are looked for."""
    say = page.say
    asked = page.controls.held("term", default="", parse=_parse)
    text = search_box(page, "glossary.search", "glossary.search.hint")
    found = [term for term in _ordered(say.language) if _matches(term, text)]
    if asked and not text:
        (chosen,) = [term for term in TERMS if term.code == asked]
        with st.container(border=True, key="glossary-asked"):
            _show(page, chosen)
        found.remove(chosen)
    if not found:
        st.info(say("glossary.none", text=plain(text)))
        if meant := _like(text, say.language):
            st.markdown(f"**{say('search.meant')}**")
            _list(page, meant)
        door("search", query_params={"q": text})
        return
    st.caption(say("glossary.count", count=len(found)))
    _list(page, found)


def _list(page: Page, terms: list[Term]) -> None:
    with st.container(key="glossary-list"):
        for term in terms:
            with st.container(key=f"glossary-term-{term.code}", gap="xsmall"):
                _show(page, term)


def _like(text: str, language: str) -> list[Term]:
    """The terms whose names are almost the text, the nearest first."""
    codes = [place.address["term"] for place in near_places(text, language) if place.kind == "term"]
    return [term for code in codes for term in TERMS if term.code == code]


def _parse(text: str) -> str:
    codes = [term.code for term in TERMS]
    if text not in codes:
        raise ConvScopeError("url.not_an_option", field="term", value=text[:60], allowed=codes)
    return text


def _show(page: Page, term: Term) -> None:
    say, key = page.say, f"glossary.term.{term.code}"
    others = [_foreign(load_words(code)(key)) for code in LANGUAGES if code != say.language]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{say(key)}**", width="content")
        said = say(key).casefold()
        if names := [name for name in others if name.casefold() not in said]:
            st.caption(say("list.separator").join(names), width="content")
        label = say("glossary.see", page=page_text(term.page).title)
        door(term.page, label=label, query_params=dict(term.address))
    st.markdown(say(f"{key}.is"))


def _foreign(name: str) -> str:
    """A name in another language without what it repeats of this one in parentheses."""
    return name.partition("（")[0]


def _matches(term: Term, text: str) -> bool:
    """Whether every word of the text is in the term's names or meanings, in any language."""
    keys = [f"glossary.term.{term.code}{part}" for part in ("", ".is", ".forms")]
    written = _plain(" ".join(load_words(code)(key) for code in LANGUAGES for key in keys))
    return all(word in written for word in _plain(text).split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _ordered(language: str) -> list[Term]:
    """By name; Chinese as in a dictionary: the national encoding lists characters by sound."""
    say = load_words(language)

    def place(term: Term) -> tuple[bool, bytes]:
        name = say(f"glossary.term.{term.code}")
        return not name[0].isascii(), name.casefold().encode("gb18030")

    return sorted(TERMS, key=place)
