"""What snippets of the page *layers* load."""

import shutil

import pytest
from PIL import Image

from lib.datasets.pictures import specimen
from lib.runs.shipped import shipped_run


@pytest.fixture
def model(tmp_path, monkeypatch):
    """The network that ships, and in the folder of the snippets its file and a picture."""
    from lib.models.inside import passing

    path = shipped_run().model_path
    shutil.copy(path, tmp_path / "convscope-shipped.keras")
    Image.fromarray(specimen("roses")).save(tmp_path / "picture.jpg", format="PNG")
    monkeypatch.chdir(tmp_path)
    passing.square("roses", specimen("roses"), str(path))
    return str(path)
