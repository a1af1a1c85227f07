"""Search forgives typing errors, and shows the passage in which something was found."""

import re

import pytest
from page_opening import opened

from lib.ui.search.index import find, index, plain_text
from lib.ui.search.near import corrected, near_places
from lib.ui.search.passage import GAP, LONGEST, passage
from lib.words import LANGUAGES, load_words


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def _queries(language):
    """Every eighth of the names of terms and places, and of the words of these."""
    names = [name for entry in index(language) for name in entry.names]
    parts = {*names, *(word for name in names for word in name.split())}
    return sorted(part for part in parts if any(letter.isalnum() for letter in part))[::8]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_snippet_has_the_hit_and_whole_words_and_goes_on_at_its_ends_only(language):
    seen = 0
    whole = set(re.findall(r"[A-Za-z]+", " ".join(entry.text for entry in index(language))))
    for query in _queries(language):
        words = query.split()
        for found in find(query, language):
            text, snippet = plain_text(found.entry.text), plain_text(found.snippet)
            assert len(found.snippet) <= LONGEST
            inside = found.snippet.removeprefix(GAP).removesuffix(GAP)
            assert GAP not in inside, found.snippet
            if any(word in text for word in words):
                assert any(word in snippet for word in words), (query, found)
                seen += 1
            assert set(re.findall(r"[A-Za-z]+", found.snippet)) <= whole, found.snippet
    assert seen > 100


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("… cells. A stride of 2 skips cells. … = …", ["stride"], "A stride of 2 skips cells."),
        ("Over … maps with … filters", ["filters"], "…filters"),
        ("…，步幅 (stride) 为 …", ["步幅"], "…步幅 (stride) 为…"),
        ("The one. The stride.", ["stride"], "The one. The stride."),
        ("Nothing of it … here", ["stride"], "Nothing of it…"),
        ("… … …", ["stride"], ""),
    ],
)
def test_a_snippet_is_what_stands_between_two_numbers_of_the_page(text, words, shown):
    assert passage(text, words) == shown


def test_a_long_text_is_cut_at_sentences_or_words_around_the_hit():
    sentence = "Ten little words stand in this sentence, no more. "
    text = sentence * 6 + "Here is the stride. " + sentence * 6
    shown = passage(text, ["stride"])
    assert shown.startswith("Here is the stride. ") and shown.endswith(".")
    one = "word " * 100 + "stride" + " word" * 100
    shown = passage(one, ["stride"])
    assert shown.startswith("…word ") and shown.endswith(" word…") and " stride " in shown


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("en", "strde", "stride"),
        ("en", "Sofmax", "softmax"),
        ("en", "recieptive feild", "receptive_field"),
        ("en", "leraning rate", "learning_rate"),
        ("en", "sofmax xylophone", "softmax"),
        ("zh", "感授野", "receptive_field"),
        ("zh", "步福", "stride"),
        ("zh", "学习律", "learning_rate"),
        ("zh", "convolutoin", "convolution"),
    ],
)
def test_a_typing_error_leads_to_the_term_that_was_meant(language, typed, code):
    assert find(typed, language) == []
    app = opened("search", lang=language, q=typed)
    say = load_words(language)
    assert say("search.meant") in " ".join(element.value for element in app.markdown)
    name = say("search.term", name=say(f"glossary.term.{code}"))
    assert name in [link.proto.label for link in app.get("page_link")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_meant_by_its_name_with_two_letters_turned(language):
    for entry in index(language):
        for name in entry.names if entry.kind == "term" and entry.name.isascii() else ():
            if len(name) < 6 or name[3] == name[4]:
                continue
            turned = name[:3] + name[4] + name[3] + name[5:]
            assert entry in near_places(turned, language), (turned, name)


def test_words_are_corrected_where_that_finds_something_and_can_be_taken_at_once():
    assert corrected("leraning rate", "en") == "learning rate"
    assert corrected("xylophone", "en") == corrected("stride", "en") == ""
    app = opened("search", lang="en", q="symetric pading")
    app.button(key="search-corrected").click().run()
    assert app.query_params["q"] in ("symmetric padding", ["symmetric padding"])
    labels = [link.proto.label for link in app.get("page_link")]
    assert "Padding · Two rules compared" in labels


def test_of_several_words_each_may_be_what_was_meant():
    names = [entry.name for entry in near_places("sofmax strde", "en")]
    assert names[:2] == ["Softmax", "Stride"]


def test_who_finds_enough_is_asked_nothing():
    app = opened("search", lang="en", q="stride")
    assert "Did you mean" not in " ".join(element.value for element in app.markdown)


def test_what_was_found_is_not_offered_again():
    app = opened("search", lang="zh", q="随机丢弃")
    labels = [link.proto.label for link in app.get("page_link")]
    assert "Dropout（随机失活） · 术语表" in labels and len(labels) == len(set(labels))


@pytest.mark.parametrize("typed", ["*", "a" * 100, "池" * 100, "(" * 50, "[x](y) :z[z]"])
def test_nothing_that_is_typed_is_too_strange(typed):
    for language in LANGUAGES:
        assert near_places(typed, language) == () or typed.startswith("池")
        assert corrected(typed, language) == ""


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [("en", "sofmax", "softmax"), ("en", "fliter", "filter"), ("zh", "感授野", "receptive_field")],
)
def test_the_glossary_too_forgives_typing_errors(language, typed, code):
    say = load_words(language)
    app = opened("glossary", lang=language, q=typed)
    assert say(f"glossary.term.{code}.is") in [text.value for text in app.markdown]
    assert f"**{say('search.meant')}**" in [text.value for text in app.markdown]
    assert len(app.info) == 1  # that nothing has the text as it was typed


def test_the_glossary_offers_nothing_where_no_term_is_alike():
    say = load_words("en")
    app = opened("glossary", lang="en", q="xylophone")
    assert f"**{say('search.meant')}**" not in [text.value for text in app.markdown]
