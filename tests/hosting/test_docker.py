"""The container runs what the README runs, from nothing but what it copies, and as nobody."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hosting.dockerfile import let_through, read_dockerfile
from hosting.serving import free_port, wait_until_well
from websocket_visitor import Visitor

from lib.places import PROJECT
from lib.settings import VARIABLES
from lib.words import load_page_text

FILE = read_dockerfile()


def _tracked():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, check=False, capture_output=True, text=True
    ).stdout.split("\n")
    files = [file for file in listed if file and (PROJECT / file).is_file()]
    if not files:
        pytest.skip("not a git repository: which files belong to the project is not known")
    return files


def _copied():
    """Every file that ends up in the image, as the context lets it through."""
    sources = [source for sources, _ in FILE.copies for source in sources]
    return [
        file
        for file in let_through(_tracked())
        if any(file == source or file.startswith(f"{source}/") for source in sources)
    ]


def test_everything_that_is_copied_exists_and_is_let_through():
    through = let_through(_tracked())
    for sources, destination in FILE.copies:
        for source in sources:
            assert (PROJECT / source).exists(), source
            assert any(file == source or file.startswith(f"{source}/") for file in through), source
            assert destination in ("./", f"./{source}")


def test_only_what_is_copied_is_let_through_and_neither_tests_nor_secrets_are():
    assert set(let_through(_tracked())) == set(_copied())
    kept_out = [
        "tests/conftest.py", ".git/config", ".streamlit/secrets.toml", "lib/__pycache__/a.pyc",
        "README.md", "lib/ui/__pycache__/b.cpython-311.pyc", "benchmarks/load.py", ".env",
    ]  # fmt: skip
    assert let_through(kept_out) == []


def test_the_command_is_that_of_the_readme_with_an_address_and_the_port_that_is_exposed():
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert " ".join(FILE.command[:3]) in readme
    assert set(FILE.command[3:]) == {
        "--server.address=0.0.0.0",
        f"--server.port={FILE.exposed}",
        "--server.headless=true",
    }
    assert f"127.0.0.1:{FILE.exposed}/health" in FILE.health[-1]


def test_its_variables_are_settings_and_what_it_writes_lies_on_the_volume():
    ours = {name for name in FILE.environment if name.startswith("CONVSCOPE_")}
    assert ours <= set(VARIABLES)
    assert [FILE.environment["CONVSCOPE_HOME"]] == FILE.volumes
    assert f"chown {FILE.user} {FILE.volumes[0]}" in FILE.runs[-1]


def test_it_runs_as_nobody_on_a_slim_python_that_the_project_allows():
    assert FILE.user not in ("", "root", "0")
    assert FILE.base == "python:3.11-slim"
    assert 'requires-python = ">=3.11"' in (PROJECT / "pyproject.toml").read_text("utf-8")
    assert not [run for run in FILE.runs if "apt" in run]  # no build tools


@pytest.mark.slow
def test_the_same_steps_in_an_empty_directory_make_an_app_that_answers(tmp_path):
    port, app, home = free_port(), tmp_path / "app", tmp_path / "home"
    for file in _copied():
        (app / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / file, app / file)
    before = set(app.rglob("*"))
    environment = {
        **FILE.environment,
        "CONVSCOPE_HOME": str(home),
        "HOME": str(tmp_path),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = [part.replace(FILE.exposed, str(port)) for part in FILE.command]
    command = [part.replace("0.0.0.0", "127.0.0.1") for part in command]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=app, env=environment, stdout=log, stderr=log)
    try:
        wait_until_well(port, server, tmp_path / "log")
        check = [sys.executable, *FILE.health[1:]]
        check[-1] = check[-1].replace(FILE.exposed, str(port))
        assert subprocess.run(check, check=False).returncode == 0
        said = asyncio.run(_visit(f"http://127.0.0.1:{port}"))
        assert f"## {load_page_text('zh', 'edges').title}" in said
    finally:
        server.terminate()
        server.wait(30)
    assert set(app.rglob("*")) == before  # it writes nothing beside the code
    assert subprocess.run(check, check=False, capture_output=True).returncode != 0


async def _visit(url):
    async with Visitor(url) as visitor:
        await visitor.open("edges", lang="zh")
        assert visitor.errors == []
        return visitor.text()
