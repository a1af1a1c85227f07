"""The parts depend on each other in one direction."""

import ast
import sys

import pytest

from lib.places import PROJECT

# folder → packages it must not import at all
FORBIDDEN = {
    "lib/cnn": {"streamlit", "plotly", "tensorflow", "keras"},
    "lib/figures": {"streamlit", "tensorflow", "keras"},
    "lib/architecture": {"streamlit", "plotly", "tensorflow", "keras", "scipy"},
    "lib/operations": {"streamlit", "plotly", "tensorflow", "keras", "scipy"},
    "lib/snippets": {"streamlit", "plotly", "tensorflow", "keras", "scipy"},
    "lib/models": {"streamlit", "plotly"},
    "lib/runs": {"streamlit", "plotly", "tensorflow", "keras"},
    "lib/jobs": {"streamlit", "plotly", "tensorflow", "keras"},
    "lib/hosting": {"streamlit", "plotly", "tensorflow", "keras", "numpy"},
    "lib/images": {"streamlit", "plotly", "tensorflow", "keras", "scipy", "skimage"},
    "lib/datasets": {"streamlit", "plotly", "tensorflow", "keras", "scipy", "skimage"},
    "lib/browser": {"streamlit", "plotly", "tensorflow", "keras", "numpy"},
    "lib/lens": {"plotly", "tensorflow", "keras", "scipy"},
    "lib/stages": {"plotly", "tensorflow", "keras"},
    "lib/ui": {"tensorflow", "keras", "scipy"},
    "pages": {"tensorflow", "keras", "numpy"},
}


# part → parts of our own that it must not know; what it may know lies further down
ABOVE = {
    "lib/cnn": {"figures", "lens", "drawing", "ui", "stages", "datasets", "images", "runs", "jobs"},
    "lib/architecture": {
        "figures",
        "lens",
        "drawing",
        "ui",
        "stages",
        "datasets",
        "images",
        "runs",
        "jobs",
    },
    "lib/images": {"figures", "lens", "drawing", "ui", "stages", "runs", "jobs", "snippets"},
    "lib/figures": {"lens", "drawing", "ui", "stages", "jobs"},
    "lib/runs": {"figures", "lens", "drawing", "ui", "stages", "jobs"},
    "lib/datasets": {"figures", "lens", "drawing", "ui", "stages", "jobs"},
    "lib/jobs": {"figures", "lens", "drawing", "ui", "stages", "datasets"},
    "lib/models": {"lens", "drawing", "ui", "figures"},
    "lib/lens": {"ui", "stages", "runs", "jobs", "datasets"},
    "lib/drawing": {"ui", "stages", "runs", "jobs", "datasets"},
}


def _imports(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("folder", [name for name in FORBIDDEN if (PROJECT / name).is_dir()])
def test_a_part_imports_nothing_it_must_not_know(folder):
    files = list((PROJECT / folder).rglob("*.py"))
    assert files
    for file in files:
        found = {name.split(".")[0] for name in _imports(file)} & FORBIDDEN[folder]
        assert found == set(), f"{file.relative_to(PROJECT)} imports {found}"


@pytest.mark.parametrize("folder", ABOVE)
def test_a_part_imports_no_part_above_it(folder):
    files = list((PROJECT / folder).rglob("*.py"))
    assert files
    for file in files:
        parts = {name.split(".")[1] for name in _imports(file) if name.startswith("lib.")}
        assert parts & ABOVE[folder] == set(), file.relative_to(PROJECT)


def test_only_workers_import_the_models():
    for part in ("lib", "pages"):
        for file in (PROJECT / part).rglob("*.py"):
            if file.is_relative_to(PROJECT / "lib" / "models"):
                continue
            assert not [name for name in _imports(file) if name.startswith("lib.models")], file


def test_pages_are_short():
    for file in (PROJECT / "pages").glob("*.py"):
        assert len(file.read_text("utf-8").splitlines()) <= 130, file.name


def test_no_folder_named_pages_lies_beside_the_main_script():
    # Streamlit's older page discovery would answer the first deep link by itself.
    assert (PROJECT / "lib" / "main.py").exists()
    assert not (PROJECT / "lib" / "pages").exists()
    assert sys.version_info >= (3, 11)


def _reads_of_the_environment(file):
    """Lines that ask the environment; to set something in it for a child process is none."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        name = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Subscript) else ""
        loaded = name.startswith("os.environ[") and isinstance(node.ctx, ast.Load)
        if loaded or name in ("os.environ.get", "os.getenv", "os.environb"):
            yield node.lineno


def test_only_the_settings_read_the_environment():
    files = [*(PROJECT / "lib").rglob("*.py"), *(PROJECT / "pages").glob("*.py")]
    readers = {f.relative_to(PROJECT).as_posix() for f in files if [*_reads_of_the_environment(f)]}
    assert readers == {"lib/settings.py"}
