"""A host that set something wrong reads a sentence, and nothing is served."""

import os
import subprocess
import sys

import pytest

from lib.hosting.start import EXIT_CODE, check_start
from lib.places import PROJECT


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C")


def _said(capsys):
    with pytest.raises(SystemExit) as ended:
        check_start()
    assert ended.value.code == EXIT_CODE
    return capsys.readouterr().err


def test_all_is_well_in_silence_and_nothing_is_left(capsys, tmp_path):
    check_start()
    assert capsys.readouterr().err == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named_with_the_reason(capsys, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", "/proc/convscope")
    said = _said(capsys)
    assert "/proc/convscope" in said and "No such file or directory" in said


def test_an_unknown_variable_is_warned_of_and_does_not_keep_the_server_from_starting(
    capsys, monkeypatch
):
    monkeypatch.setenv("CONVSCOPE_QUEUE_LIMITS", "1")
    check_start()
    assert "Did you mean CONVSCOPE_QUEUE_LIMIT?" in capsys.readouterr().err


def test_a_chinese_terminal_reads_chinese(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("CONVSCOPE_TRAINING", "maybe")
    assert "CONVSCOPE_TRAINING：不允许的值“maybe”" in _said(capsys)


def test_the_server_ends_with_the_sentence_and_no_traceback(tmp_path):
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    ended = subprocess.run(
        [*command, "--server.headless=true", "--server.address=127.0.0.1", "--server.port=0"],
        cwd=PROJECT,
        env={**os.environ, "CONVSCOPE_QUEUE_LIMIT": "lots"},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == EXIT_CODE
    assert "CONVSCOPE_QUEUE_LIMIT: “lots” is not allowed. Allowed: a whole number from 1" in said
    assert "Traceback" not in said


def test_a_folder_that_cannot_even_be_looked_at_is_named_with_the_reason(capsys, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", "/" + "x" * 300)
    said = _said(capsys)
    assert "File name too long" in said and "Traceback" not in said
