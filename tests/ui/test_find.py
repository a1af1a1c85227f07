"""The glossary, its links in the texts, and the search."""

import re

import pytest
from page_opening import opened

from lib.ui.glossary.linking import link_terms
from lib.ui.glossary.terms import TERMS
from lib.ui.registry import PAGES
from lib.ui.search.index import find
from lib.words import LANGUAGES, load_page_text, load_words

NONE: frozenset[str] = frozenset()


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_terms_look_the_same_in_a_text(language):
    say = load_words(language)
    forms = [f for term in TERMS for f in say(f"glossary.term.{term.code}.forms").split("/")]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_found_by_each_of_its_forms(language):
    say = load_words(language)
    for term in TERMS:
        for form in say(f"glossary.term.{term.code}.forms").split("/"):
            linked, known = link_terms(f"x {form} y", language, NONE)
            assert known == {term.code}, form
            assert f"[{form}](glossary?term={term.code}&lang={language} " in linked


def test_code_formulas_links_and_headings_stay_as_they_are():
    text = "### Stride\n`stride` and $stride$ and [stride](x)\n$$\nstride\n$$\n**stride**"
    assert link_terms(text, "en", NONE) == (text, NONE)


def test_a_word_that_only_contains_a_term_is_none():
    assert link_terms("unlabelled, batchwise", "en", NONE)[1] == NONE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_linked_text_is_the_text_with_links(path, language):
    """Taking the links out gives back what was written: nothing is lost or doubled."""
    for block in load_page_text(language, path).blocks.values():
        linked, _ = link_terms(block, language, NONE)
        bare = re.sub(r"\[([^\]]*)\]\(glossary\?term=\w+&lang=\w\w \"[^\"]*\"\)", r"\1", linked)
        assert bare == block


def test_a_term_is_linked_at_its_first_use_only():
    app = opened("padding", lang="en")
    written = " ".join(element.value for element in app.markdown)
    linked = re.findall(r"\(glossary\?term=(\w+)", written)
    assert "stride" in linked
    assert len(linked) == len(set(linked))


@pytest.mark.slow
def test_every_term_has_a_page_that_knows_its_controls():
    seen = set()
    for term in TERMS:
        place = term.page, *term.address.items()
        if place in seen:
            continue
        seen.add(place)
        app = opened(term.page, lang="en", **term.address)
        assert not [warning.value for warning in app.warning], term.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_shows_the_term_of_the_address_first(language):
    app = opened("glossary", lang=language, term="stride")
    written = [element.value for element in app.markdown]
    say = load_words(language)
    names = [f"**{say(f'glossary.term.{term.code}')}**" for term in TERMS]
    shown = [text for text in written if text in names]
    assert shown[0] == f"**{say('glossary.term.stride')}**"
    assert len(shown) == len(TERMS)


@pytest.mark.parametrize(("text", "code"), [("感受野", "receptive_field"), ("STRIDE", "stride")])
def test_the_glossary_finds_a_term_by_its_name_in_either_language(text, code):
    app = opened("glossary", lang="en", q=text)
    written = [element.value for element in app.markdown]
    assert f"**{load_words('en')(f'glossary.term.{code}')}**" in written
    assert len([w for w in written if w.startswith("**")]) < len(TERMS)


def test_what_nobody_says_is_not_found_and_the_way_on_is_shown():
    app = opened("search", lang="en", q="xylophone <b>*")
    assert "xylophone" in app.info[0].value
    assert "Glossary" in [link.proto.label for link in app.get("page_link")]


def test_a_search_leads_to_the_view_that_has_the_words():
    places = [(f.entry.page, dict(f.entry.address)) for f in find("symmetric padding", "en")]
    assert ("padding", {"view": "compare"}) in places


def test_every_word_must_appear():
    assert find("stride xylophone", "en") == []


def test_what_is_typed_is_in_the_address():
    app = opened("search", lang="zh")
    app.text_input(key="search.search-box").set_value("交叉熵").run()
    assert app.query_params["q"] in ("交叉熵", ["交叉熵"])
    assert any("交叉熵" in link.proto.label for link in app.get("page_link"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_glossary_does_not_know_is_shown_letter_by_letter(language):
    """A link may hold anything: nobody else's link or picture may come of it."""
    app = opened("glossary", lang=language, q="[win](http://a.b) ![x](http://a.b/c.png)")
    assert r"\[win\]" in app.info[0].value and r"\!\[x\]" in app.info[0].value


def test_letters_that_only_count_as_those_of_a_term_are_none():
    """Without regard to case Unicode takes a long s for an s, and a dotless i for an i."""
    text = "ſtride, actıvation functıon, \N{KELVIN SIGN}ernel, Stride"
    linked, known = link_terms(text, "en", NONE)
    assert known == {"stride"} and "[Stride](" in linked


def test_words_that_stand_together_are_marked_as_one():
    app = opened("search", lang="en", q="max pooling")
    said = [caption.value for caption in app.caption]
    assert any("Global**MaxPooling**2D" in text for text in said)
    assert not any("****" in text for text in said)
