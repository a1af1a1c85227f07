"""A host's settings are read, checked and documented in one place."""

import dataclasses

import pytest

from lib.errors import SettingsError
from lib.places import PROJECT, home
from lib.settings import (
    LANGUAGE_CODES,
    VARIABLES,
    Settings,
    readme_table,
    settings,
    unknown_variables,
)
from lib.words import LANGUAGES, load_words

WRONG = {
    "CONVSCOPE_HOME": ("data", "folder"),
    "CONVSCOPE_SCHEDULER": ("127.0.0.1:8786", "scheduler"),
    "CONVSCOPE_TRAINING": ("yes", "switch"),
    "CONVSCOPE_LANGUAGES": ("en,de", "languages"),
    "CONVSCOPE_QUEUE_LIMIT": ("0", "whole"),
    "CONVSCOPE_EPOCH_LIMIT": ("101", "whole"),
    "CONVSCOPE_PICTURE_LIMIT": ("9", "whole"),
    "CONVSCOPE_SIZE_LIMIT": ("1e2", "whole"),
    "CONVSCOPE_UPLOAD_MB": ("-5", "whole"),
    "CONVSCOPE_KEEP_DAYS": ("½", "whole"),
    "CONVSCOPE_KEEP_RUN_DAYS": ("9" * 30, "whole"),
    "CONVSCOPE_FLOWERS_URL": ("flowers.tgz", "address"),
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def test_a_port_that_cannot_be_is_no_scheduler(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SCHEDULER", "tcp://127.0.0.1:65536")
    with pytest.raises(SettingsError):
        settings()
    monkeypatch.setenv("CONVSCOPE_SCHEDULER", "tcp://127.0.0.1:65535")
    assert settings().scheduler == "tcp://127.0.0.1:65535"


def test_without_variables_the_defaults_hold(monkeypatch):
    assert settings() == Settings()
    monkeypatch.setenv("CONVSCOPE_QUEUE_LIMIT", " ")
    assert settings() == Settings()


def test_what_is_set_is_read_as_what_it_is(monkeypatch, tmp_path):
    for variable, text in {
        "CONVSCOPE_HOME": str(tmp_path / "kept"),
        "CONVSCOPE_SCHEDULER": "tcp://10.0.0.7:8786",
        "CONVSCOPE_TRAINING": "off",
        "CONVSCOPE_LANGUAGES": "zh, en",
        "CONVSCOPE_QUEUE_LIMIT": "3",
    }.items():
        monkeypatch.setenv(variable, text)
    read = settings()
    assert (read.home, read.scheduler) == (tmp_path / "kept", "tcp://10.0.0.7:8786")
    assert (read.training, read.languages, read.queue_limit) == (False, ("zh", "en"), 3)
    assert home() == tmp_path / "kept" and home().is_dir()


def test_nobody_can_change_them_afterwards():
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings().queue_limit = 9


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_wrong_value_is_refused_with_its_variable_and_what_is_allowed(variable, monkeypatch):
    value, kind = WRONG[variable]
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        settings()
    facts = caught.value.facts
    assert (caught.value.key, facts["variable"]) == ("settings.not_allowed", variable)
    assert (facts["value"], facts["allowed"].key) == (value, f"settings.allowed.{kind}")
    for language in LANGUAGES:
        assert value in load_words(language).error(caught.value).replace("\\", "")


def test_a_variable_that_does_not_exist_is_named_with_the_nearest(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_TRAINNG", "off")
    monkeypatch.setenv("CONVSCOPE_XYZ", "1")
    found = unknown_variables()
    assert found["CONVSCOPE_TRAINNG"] == "CONVSCOPE_TRAINING"
    assert found["CONVSCOPE_XYZ"] is None
    assert not set(found) & set(VARIABLES)


def test_the_readme_has_the_table_of_all_settings():
    assert readme_table() in (PROJECT / "README.md").read_text("utf-8")
    assert all(readme_table().count(f"| `{variable}` |") == 1 for variable in VARIABLES)


def test_the_languages_that_can_be_offered_are_those_that_are_written():
    assert tuple(LANGUAGES) == LANGUAGE_CODES


def test_a_folder_of_somebody_unknown_is_refused(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", "~nobody-of-that-name/kept")
    with pytest.raises(SettingsError, match="not_allowed"):
        settings()


def test_a_folder_that_cannot_be_looked_at_is_left_to_the_check_at_the_start(monkeypatch):
    """As below the home of another user: the start says what is wrong, without a traceback."""
    folder = "/" + "x" * 300  # no file system has such a name
    monkeypatch.setenv("CONVSCOPE_HOME", folder)
    assert str(settings().home) == folder
