"""What the mathematics refuses is said in words, in both languages."""

import ast

import pytest

from lib import errors
from lib.places import PROJECT
from lib.words import LANGUAGES, load_words, slots

SOURCES = sorted((PROJECT / "lib").rglob("*.py"))


def _raised():
    """Every error that the library makes: its key and the names of its facts."""
    kinds = ("ShapeError", "KernelError", "NumberError")
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in kinds:
                yield source.name, node.args[0].value, {word.arg for word in node.keywords}


RAISED = list(_raised())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_uses_every_fact_and_no_other(language):
    assert len(RAISED) > 20
    strings = load_words(language).strings
    for source, key, facts in RAISED:
        assert slots(strings[f"error.{key}"]) == facts, f"{source}: {key}"


def test_no_message_about_shapes_kernels_and_numbers_is_left_over():
    made = {f"error.{key}" for _, key, _ in RAISED}
    prefixes = ("error.shape.", "error.kernel.", "error.number.")
    assert {key for key in load_words("en").strings if key.startswith(prefixes)} == made


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_named_by_words(language):
    fields = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check_number":
                fields.add(node.args[0].value)
    assert fields
    assert {f"field.{name}" for name in fields} <= set(load_words(language).strings)


def test_an_error_reads_well():
    error = errors.ShapeError("shape.window_larger", reach=7, available=5)
    assert "7 cells" in load_words("en").error(error)
    assert "7 格" in load_words("zh").error(error)
