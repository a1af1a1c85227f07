"""What is written for developers is true: the picture, the five minutes, the commands."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from lib.places import PROJECT


def _drawing():
    path = PROJECT / "docs" / "architecture.py"
    spec = importlib.util.spec_from_file_location("architecture_drawing", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_of_the_parts_is_that_of_the_code():
    """If this fails: python docs/architecture.py."""
    kept = (PROJECT / "docs" / "architecture.svg").read_text("utf-8")
    assert kept == _drawing().draw()


def test_every_file_and_folder_that_the_texts_name_is_there():
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (PROJECT / name).read_text("utf-8")
        parts = "docs|lib|tests|benchmarks|hosting|content"
        for path in re.findall(rf"(?:`|\()((?:{parts})/[\w./-]+)", text):
            if "counting" in path or path.startswith("docs/api"):
                continue
            assert (PROJECT / path).exists(), f"{name} names {path}"


def _blocks(text, language):
    found = re.findall(rf"^   ```{language}\n(.*?)^   ```$", text, re.DOTALL | re.MULTILINE)
    return ["\n".join(line[3:] for line in block.splitlines()) + "\n" for block in found]


_OPENING = """
from page_opening import opened
for language in ("en", "zh"):
    app = opened("counting", lang=language, filters="32")
    assert not app.error and not app.warning
    written = " ".join(element.value for element in app.markdown)
    assert "= 896" in written, written
(box,) = app.text_input
box.set_value("28").run()
assert "答对了" in " ".join(element.value for element in app.markdown)
"""


@pytest.mark.slow
def test_a_page_made_by_the_five_minutes_opens_in_every_language(tmp_path):
    copy = tmp_path / "project"
    parts = ["lib", "pages", "content", "data", "tests", "streamlit_app.py", ".streamlit"]
    copy.mkdir()
    for part in parts:
        source = PROJECT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / part)
    text = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
    row, page = _blocks(text, "python")
    registry = copy / "lib" / "ui" / "registry.py"
    before = registry.read_text("utf-8")
    place = '    PageSpec("edges"'
    registry.write_text(before.replace(place, f"    {row.strip()},\n{place}", 1), "utf-8")
    (copy / "pages" / "counting.py").write_text(page, "utf-8")
    for language in ("en", "zh"):
        folder = copy / "content" / language
        (folder / "counting.md").write_text(_blocks(text, "markdown")[0], "utf-8")
        words = _blocks(text, "json")[0]
        json.loads(words)
        (folder / "counting.json").write_text(words, "utf-8")
    environment = {**os.environ, "CONVSCOPE_HOME": str(tmp_path), "PYTHONPATH": "tests:."}
    subprocess.run([sys.executable, "-c", _OPENING], cwd=copy, env=environment, check=True)
    subprocess.run(["ruff", "check", "pages/counting.py"], cwd=copy, check=True)
