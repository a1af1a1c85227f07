"""Both languages say everything, and say the same."""

import ast
import json
import re
from pathlib import Path

import pytest
from node_running import imported, needs_node, run_node

from lib.errors import ConvScopeError
from lib.places import CONTENT, PROJECT
from lib.ui.registry import PAGES, SECTIONS
from lib.words import LANGUAGES, fill, load_page_text, load_words, slots

SOURCES = [*(PROJECT / "lib").rglob("*.py"), *(PROJECT / "pages").glob("*.py")]
ERRORS = {kind.__name__ for kind in (ConvScopeError, *ConvScopeError.__subclasses__())}


def _calls(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            yield name, node.args[0].value


def _keys_in_code() -> set[str]:
    keys = set()
    for source in SOURCES:
        for name, value in _calls(ast.parse(source.read_text("utf-8"))):
            if not isinstance(value, str):
                continue
            if name == "say":
                keys.add(value)
            elif name in ERRORS:
                keys.add(f"error.{value}")
    return keys


def test_every_key_in_the_code_is_said_in_both_languages():
    used = _keys_in_code()
    assert len(used) > 50
    for language in LANGUAGES:
        assert used - set(load_words(language).strings) == set()


def test_the_languages_have_the_same_keys_and_slots():
    english, chinese = load_words("en").strings, load_words("zh").strings
    assert set(english) == set(chinese)
    assert {k for k in english if slots(english[k]) != slots(chinese[k])} == set()


def test_the_languages_have_the_same_files():
    assert {f.name for f in (CONTENT / "en").iterdir()} == {
        f.name for f in (CONTENT / "zh").iterdir()
    }


def test_a_pages_own_strings_begin_with_its_name():
    for file in CONTENT.glob("*/*.json"):
        if file.name != "strings.json":
            keys = json.loads(file.read_text("utf-8"))
            assert {key for key in keys if not key.startswith(f"{file.stem}.")} == set(), file


@pytest.mark.parametrize("page", [page.path for page in PAGES])
def test_a_page_has_the_same_blocks_and_slots_in_both_languages(page):
    english, chinese = load_page_text("en", page), load_page_text("zh", page)
    assert english.title and english.question and chinese.title and chinese.question
    assert list(english.blocks) == list(chinese.blocks)
    for name in english.blocks:
        assert slots(english.blocks[name]) == slots(chinese.blocks[name]), name


def test_sections_of_registered_pages_have_a_name():
    for page in PAGES:
        assert page.section in SECTIONS
        if page.section != "start":
            assert all(f"section.{page.section}" in load_words(lang).strings for lang in LANGUAGES)


def test_chinese_text_has_chinese_punctuation():
    wrong = re.compile(r"[\u4e00-\u9fff] ?[,:;?!]|[,;?!] ?[\u4e00-\u9fff]")
    for file in (CONTENT / "zh").iterdir():
        for line in file.read_text("utf-8").splitlines():
            text = re.sub(r"`[^`]*`|\$[^$]*\$", "", line)
            if file.suffix == ".json":  # the separators of JSON itself
                text = text.partition('": "')[2].rstrip('",')
            assert not wrong.search(text), f"{file.name}: {line}"


def test_a_slot_without_a_fact_is_an_error_and_a_filled_one_is_not():
    assert fill("{{a}} of {{b}}", {"a": 1, "b": 2, "c": 3}) == "1 of 2"
    with pytest.raises(KeyError):
        fill("{{a}}", {})


def test_an_error_is_said_with_its_facts_in_words():
    error = ConvScopeError("url.not_an_option", field="k", value="x", allowed=["a", "b"])
    assert "a, b" in load_words("en").error(error)
    assert "a、b" in load_words("zh").error(error)


def test_no_page_holds_words_of_its_own():
    for source in (PROJECT / "pages").glob("*.py"):
        code = re.sub(r'""".*?"""|#.*', "", source.read_text("utf-8"), flags=re.S)
        assert not re.search(r"[\u4e00-\u9fff]", code), source.name
        shown = re.compile(r"st\.(markdown|caption|info|button|write|title|header)\(\s*\"")
        assert not shown.search(code), source.name
    assert Path(PROJECT / "pages").is_dir()


@needs_node
def test_the_browser_fills_slots_as_python_does(tmp_path):
    cases = [
        ("{{a}} of {{b}}", {"a": 1, "b": "two"}),
        ("{{count}} {{count|window|windows}}", {"count": 1}),
        ("{{count}} {{count|window|windows}}", {"count": "1"}),
        ("{{count}} {{count|window|windows}}, {{a}}", {"count": 12, "a": "{{b}}"}),
        ("{{count|is|are}}{{count||s}} | {a} {{", {"count": 0}),
    ]
    program = f"""{imported("fill", PROJECT / "lib" / "browser" / "text.mjs")}
    console.log(JSON.stringify({json.dumps(cases)}.map(([text, facts]) => fill(text, facts))));"""
    assert run_node(tmp_path, program) == [fill(text, facts) for text, facts in cases]
