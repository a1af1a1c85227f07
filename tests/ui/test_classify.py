"""The network sees all pixels of a picture, and the snippet beside it says the same numbers."""

import dataclasses
import importlib
import io
import re
import shutil

import numpy as np
import pytest
from PIL import Image

from lib.images.decode import decode_image
from lib.models.inference import resize
from lib.runs.directory import create_run
from lib.runs.shipped import shipped_run
from lib.ui import classify as asking
from lib.ui.picture import own_picture

SIDES = 1500, 1100  # more than a page shows


@pytest.fixture(autouse=True)
def worker_here(monkeypatch):
    """Questions are answered in this process, by the same functions."""

    def here(module, function, *arguments):
        return getattr(importlib.import_module(module), function)(*arguments)

    monkeypatch.setattr(asking.engine, "quick", here)


def grainy_file(*, orientation=1, alpha=False):
    """A PNG whose pixels differ so much from their neighbours that shrinking shows."""
    rng = np.random.default_rng(3)
    width, height = SIDES
    pixels = rng.integers(0, 60, (height, width, 3))
    pixels[100:700, 200:700] = rng.integers(0, 256, (600, 500, 1)) * [1.0, 0.8, 0.2]
    picture = Image.fromarray(pixels.astype(np.uint8))
    if alpha:
        ramp = np.broadcast_to(np.linspace(0, 255, width).astype(np.uint8), (height, width))
        picture.putalpha(Image.fromarray(np.ascontiguousarray(ramp)))
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1, exif=exif)
    return file.getvalue()


def chosen(data):
    return own_picture(data, name="picture.png", title="mine")


def test_the_square_of_the_network_is_made_from_all_pixels():
    data = grainy_file()
    picture = chosen(data)
    assert max(picture.pixels.shape) < max(SIDES)  # what is shown is a smaller copy
    seen = asking.classify(shipped_run(), picture).seen
    np.testing.assert_array_equal(seen, resize(decode_image(data).pixels, seen.shape[0]))


def test_of_a_picture_that_is_shown_whole_no_second_copy_is_kept():
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(file, "PNG")
    assert chosen(file.getvalue()).file is None


@pytest.mark.parametrize(
    "facts",
    [{}, {"orientation": 6}, {"alpha": True}, {"orientation": 8, "alpha": True}],
    ids=["plain", "turned", "transparent", "turned and transparent"],
)
def test_the_snippet_prints_the_probabilities_of_the_page(facts, tmp_path, monkeypatch, capsys):
    data, run = grainy_file(**facts), shipped_run()
    picture = chosen(data)
    answer = asking.classify(run, picture)
    (tmp_path / "picture.jpg").write_bytes(data)
    shutil.copy(run.model_path, tmp_path / f"convscope-{run.id}.keras")
    monkeypatch.chdir(tmp_path)
    exec(asking.keras_snippet(run, answer, picture), {})
    printed = re.findall(r"^(\w+): ([\d.]+)$", capsys.readouterr().out, re.MULTILINE)
    assert [name for name, _ in printed] == list(answer.class_names)
    said = [float(share) for _, share in printed]
    np.testing.assert_allclose(said, answer.probabilities, atol=1e-4)


@pytest.mark.parametrize("way", ["crop", "pad"])
def test_a_network_gets_a_picture_as_those_that_it_was_trained_on(
    way, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    run = create_run(dataclasses.replace(shipped_run().recipe, resizing=way))
    for name in ("state.json", "model.keras"):
        shutil.copy(shipped_run().folder / name, run.folder / name)
    data = grainy_file()
    picture = chosen(data)
    answer = asking.classify(run, picture)
    whole = decode_image(data).pixels
    np.testing.assert_array_equal(answer.seen, resize(whole, answer.seen.shape[0], way=way))
    assert np.abs(answer.seen.astype(int) - resize(whole, answer.seen.shape[0])).max() > 20
    (tmp_path / "picture.jpg").write_bytes(data)
    shutil.copy(run.model_path, tmp_path / f"convscope-{run.id}.keras")
    monkeypatch.chdir(tmp_path)
    exec(asking.keras_snippet(run, answer, picture), {})
    printed = [float(share) for share in re.findall(r": ([\d.]+)$", capsys.readouterr().out, re.M)]
    np.testing.assert_allclose(printed, answer.probabilities, atol=1e-4)


def test_colours_that_keras_reads_otherwise_are_said_so():
    deep = np.arange(2000, dtype=np.uint16)[None].repeat(40, axis=0) * 30
    file = io.BytesIO()
    Image.fromarray(deep).save(file, "PNG")
    picture = chosen(file.getvalue())
    answer = asking.classify(shipped_run(), picture)
    assert "other pixels" in asking.keras_snippet(shipped_run(), answer, picture)
    plain = chosen(grainy_file())
    assert "other pixels" not in asking.keras_snippet(shipped_run(), answer, plain)
