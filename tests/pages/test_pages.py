"""Every page in every language, without a browser."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from page_opening import opened

from lib.places import PROJECT
from lib.ui.registry import PAGES
from lib.words import LANGUAGES, load_page_text


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_page_opens_in_a_language(path, language):
    app = opened(path, lang=language)
    text = load_page_text(language, path)
    written = [element.value for element in app.markdown]
    assert f"## {text.title}" in written
    assert text.question in written
    assert not app.error


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_nonsense_in_the_address_breaks_no_page(path):
    nonsense = {
        "run": "../../x",
        "epochs": "-3",
        "picture": "💥",
        "image_size": "1e9",
        "cell": "a-b",
        "source": "",
        "stage": "<b>",
        "lang": "xx",
        "learning_rate": "nan",
    }
    app = opened(path, **nonsense)
    assert f"## {load_page_text('en', path).title}" in [element.value for element in app.markdown]


def test_a_recipe_that_cannot_be_is_named_and_cannot_be_started(monkeypatch):
    from lib.errors import RecipeError
    from lib.ui import recipe_form

    def refuse(page):
        raise RecipeError("recipe.folder_name", field="data", value="x")

    monkeypatch.setattr(recipe_form, "recipe_form", refuse)
    app = opened("train", lang="en")
    assert len(app.error) == 1
    assert [button.disabled for button in app.button if button.label == "Train"] == [True]


def test_the_script_is_there_once_the_classes_are_known_and_says_its_own_name():
    from lib.runs.clean_copy import CleanCopy
    from lib.runs.directory import create_run
    from lib.runs.recipe import Recipe

    def scripts(run):
        return [code.value for code in opened("train", lang="en", run=run.id).code]

    run = create_run(Recipe(data="mine"))
    run.write_state(status="failed")
    assert scripts(run) == []
    run.write_state(class_names=["a", "b"])
    run.clean_copy_path.write_text(CleanCopy(("a/torn.jpg",)).to_json())
    (script,) = scripts(run)
    assert "CLASSES = ['a', 'b']" in script
    assert "SKIPPED = ['a/torn.jpg']" in script
    assert f"python convscope-{run.id}.py path/to/pictures" in script


def _printed(program: str, home: Path) -> str:
    """What a new process prints, with the errors of one that fails."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        check=False,
        env={
            **os.environ,
            "CONVSCOPE_HOME": str(home),
            "PYTHONPATH": str(PROJECT),
        },
        capture_output=True,
        text=True,
        timeout=180,
    )
    return done.stdout + (done.stderr[-2000:] if done.returncode else "")


def test_the_start_page_loads_nothing_that_draws_other_pages(tmp_path):
    visit = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(PROJECT / "tests")!r})
from page_opening import opened
opened("start")
print("LOADED", [name for name in sys.modules if name.startswith(("lib.lens", "lib.cnn",
    "lib.batches", "lib.operations"))])
"""
    assert "LOADED []" in _printed(visit, tmp_path)


def test_the_web_process_has_no_tensorflow_after_every_page_was_visited(tmp_path):
    visit = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(PROJECT / "tests")!r})
from page_opening import in_turns, opened
from lib.ui.registry import PAGES
for path, language in in_turns([(page.path,) for page in PAGES]):
    opened(path, lang=language)
loaded = {{"tensorflow", "keras", "scipy", "skimage", "pandas", "pyarrow"}} & set(sys.modules)
from lib.jobs import engine
engine.close()
print("LOADED", sorted(loaded))
"""
    assert "LOADED []" in _printed(visit, tmp_path)
