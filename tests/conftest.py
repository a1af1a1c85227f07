"""What several tests share."""

from __future__ import annotations

import functools
import sys
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

PROJECT = Path(__file__).resolve().parents[1]
REAL_PHOTOGRAPHS = PROJECT.parent / "shared" / "flower_photos"

# So that one test file alone, or pytest started from elsewhere, finds the library too.
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

# A page opened without a browser looks through all installed packages for components first, which
# takes longer than the page. What is installed does not change while the tests run.
manifest_scanner.scan_component_manifests = functools.cache(
    manifest_scanner.scan_component_manifests
)


@pytest.fixture(scope="session")
def flower_photos() -> Path:
    """Folder with 600 real photographs in five classes, beside the project."""
    if not REAL_PHOTOGRAPHS.is_dir():
        pytest.skip("the real photographs are not there: ../shared/flower_photos")
    return REAL_PHOTOGRAPHS
