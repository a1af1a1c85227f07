"""What was found, best first, each a door with its controls set."""

from __future__ import annotations

import re

import streamlit as st

from lib.ui.language import page_text
from lib.ui.page import Page, door
from lib.ui.registry import find_page
from lib.ui.search.box import search_box
from lib.ui.search.index import Entry, Found, find, plain_text
from lib.ui.search.near import corrected, near_places
from lib.words import plain

_MOST = 24  # results; who sees more than a screenful types another word
_FEW = 2  # results at most, beside which it is asked whether something else was meant
_ICONS = {"term": ":material/menu_book:", "stop": ":material/school:"}


def draw(page: Page) -> None:
    """The field and the results."""
    say = page.say
    text = search_box(page, "search.box", "search.hint")
    if not text:
        page.block("begin")
        door("glossary")
        return
    results = find(text, say.language)
    if not results:
        st.info(say("search.none", text=plain(text)))
        _suggest(page, text, [])
        door("glossary")
        return
    st.caption(say("search.count", count=len(results)))
    for place, found in enumerate(results[:_MOST]):
        with st.container(key=f"search-result-{place}", gap="xsmall"):
            _show(page, found, plain_text(text).split())
    if len(results) > _MOST:
        st.caption(say("search.more", count=len(results) - _MOST))
    if len(results) <= _FEW:
        _suggest(page, text, results)


def _suggest(page: Page, text: str, results: list[Found]) -> None:
    """Ask whether something else was meant: the words without typing errors, places by name."""
    say = page.say
    shown = [(found.entry.kind, found.entry.page, found.entry.address) for found in results]
    places = [
        entry
        for entry in near_places(text, say.language)
        if (entry.kind, entry.page, entry.address) not in shown
    ]
    words = "" if results else corrected(text, say.language)
    if not places and not words:
        return
    with st.container(key="search-meant", gap="xsmall"):
        st.markdown(f"**{say('search.meant')}**")
        if words:
            st.button(
                plain(words),
                key="search-corrected",
                type="tertiary",
                icon=":material/search:",
                on_click=lambda: page.controls.set(q=words),
            )
        for entry in places:
            _door(page, entry)


def _show(page: Page, found: Found, words: list[str]) -> None:
    entry = found.entry
    _door(page, entry)
    if found.snippet and found.snippet != entry.name:
        st.caption(_marked(plain(found.snippet), words))


def _door(page: Page, entry: Entry) -> None:
    icon = _ICONS.get(entry.kind, find_page(entry.page).icon)
    door(entry.page, label=_label(page, entry), icon=icon, query_params=dict(entry.address))


def _label(page: Page, entry: Entry) -> str:
    title = page_text(entry.page).title
    if entry.kind == "page":
        return title if entry.name == title else f"{title} · {entry.name}"
    return page.say(f"search.{entry.kind}", name=entry.name, page=title)


def _marked(text: str, words: list[str]) -> str:
    """The words looked for in bold; those next to each other at once, as ``****`` is no mark."""
    pattern = "|".join(re.escape(plain(word)) for word in sorted(words, key=len, reverse=True))
    return re.sub(f"((?:{pattern})+)", r"**\1**", text, flags=re.IGNORECASE)
