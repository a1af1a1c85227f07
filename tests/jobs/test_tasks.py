"""What comes back from a worker can be read without the libraries of the worker."""

import pickle

import pytest

from lib.errors import ConvScopeError, EngineError, RunError
from lib.jobs.tasks import call
from lib.words import LANGUAGES, load_words


def fail_like_a_library():
    raise ArithmeticError("no solution")


def fail_like_ourselves():
    try:
        fail_like_a_library()
    except ArithmeticError as error:
        raise RunError("run.no_model", run="x") from error


def test_a_function_is_called_by_its_name():
    assert call("math", "gcd", 12, 18) == 6


def test_an_error_of_our_family_arrives_as_it_is_without_what_caused_it():
    with pytest.raises(RunError) as caught:
        call(__name__, "fail_like_ourselves")
    assert (caught.value.key, caught.value.facts) == ("run.no_model", {"run": "x"})
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_any_other_error_arrives_as_one_of_our_family_that_says_what_it_was():
    with pytest.raises(EngineError) as caught:
        call(__name__, "fail_like_a_library")
    assert caught.value.key == "engine.task_failed"
    assert caught.value.facts == {"reason": "ArithmeticError: no solution"}
    assert caught.value.__context__ is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_library_s_own_words_are_for_the_log_and_not_for_the_visitor(language):
    for key in ("engine.task_failed", "engine.unavailable"):
        told = load_words(language).error(EngineError(key, reason="ArithmeticError: x"))
        assert "ArithmeticError" not in told


def test_an_error_survives_the_way_between_processes():
    error = pickle.loads(pickle.dumps(EngineError("engine.busy", seconds=3)))
    assert isinstance(error, ConvScopeError)
    assert (error.key, error.facts) == ("engine.busy", {"seconds": 3})
