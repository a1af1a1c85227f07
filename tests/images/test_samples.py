from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from lib.errors import ImageError
from lib.images import samples
from lib.images.samples import SAMPLES, sample_path, sample_picture
from lib.places import PROJECT


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
def test_every_sample_opens_as_a_picture(sample: samples.Sample) -> None:
    picture = sample_picture(sample.key)
    assert min(picture.width, picture.height) >= 150
    assert picture.pixels.std() > 10
    grey = np.ptp(picture.pixels, axis=2).max() == 0
    assert grey == sample.grey
    assert sample.credit and sample.licence


def test_sample_keys_are_unique_and_fit_an_address() -> None:
    keys = [sample.key for sample in SAMPLES]
    assert len(set(keys)) == len(keys) == 12
    assert all(key.isascii() and key.isalpha() and key.islower() for key in keys)


def test_a_sample_is_decoded_once() -> None:
    assert sample_picture("cat") is sample_picture("cat")


def test_an_unknown_or_missing_sample_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("unicorn", "../cat", ""):
        with pytest.raises(ImageError) as raised:
            sample_picture(key)
        assert raised.value.key == "image.sample_missing"
    monkeypatch.setattr(samples.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ImageError) as raised:
        sample_path("cat")
    assert raised.value.facts == {"sample": "cat"}


def test_reading_a_sample_imports_neither_scikit_image_nor_scipy() -> None:
    code = (
        "import sys; from lib.images.samples import sample_picture; sample_picture('cat');"
        "print([name for name in ('skimage', 'scipy', 'tensorflow', 'keras', 'streamlit')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
