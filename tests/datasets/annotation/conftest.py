"""Small pictures, each unlike all others, and a label set in a home of its own."""

import io

import pytest
from PIL import Image

from lib.datasets.annotation.adding import Offered, add_pictures
from lib.datasets.annotation.label_set import create_set


def picture_file(number=0, image_format="PNG", size=(12, 9)):
    """A picture file of one colour; every number gives another."""
    file = io.BytesIO()
    colour = (number % 256, number // 256 % 256, 90)
    Image.new("RGB", size, colour).save(file, image_format, lossless=True)
    return file.getvalue()


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def picture():
    return picture_file


@pytest.fixture
def label_set():
    """Six pictures ``0.png`` to ``5.png`` without a class, and the classes cat and dog."""
    made = create_set(by="me")
    add_pictures(made, [Offered(f"{number}.png", picture_file(number)) for number in range(6)])
    made.make_class("cat")
    made.make_class("dog")
    return made
