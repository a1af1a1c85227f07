"""Arrays as picture files, and the addresses that hold them."""

import base64
import io
from urllib.parse import urlsplit

import numpy as np
import pytest
from PIL import Image

from lib.figures.pixels import picture_png, picture_webp, signed_png
from lib.figures.svg import data_address
from lib.ui.inline_picture import inline_picture


def opened(file: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(file)))


@pytest.mark.parametrize("pack", [picture_png, picture_webp])
@pytest.mark.parametrize("shape", [(1, 1, 3), (7, 5, 3), (40, 64, 3)])
def test_a_picture_is_unpacked_as_it_was(pack, shape):
    pixels = np.random.default_rng(3).integers(0, 256, shape, np.uint8)
    assert (opened(pack(pixels)) == pixels).all()


def test_a_peak_of_zero_is_not_the_pictures_own():
    largest = opened(signed_png(np.array([[0.5, 1.0]]), peak=0.0))
    assert (largest == opened(signed_png(np.array([[0.5, 1.0]]), peak=1.0))).all()


def test_an_address_holds_the_very_file_and_says_what_it_is():
    pixels = np.full((3, 4, 3), 90, np.uint8)
    for kind, file in (("png", picture_png(pixels)), ("webp", picture_webp(pixels))):
        beginning, _, data = data_address(file).partition(",")
        assert beginning == f"data:image/{kind};base64"
        assert base64.b64decode(data) == file


def test_what_no_browser_shows_has_no_address():
    with pytest.raises(ValueError, match="not a picture"):
        data_address(b"BM......")


def test_addresses_of_pictures_are_not_kept():
    for value in range(5):
        inline_picture(picture_png(np.full((9, 9), value, np.uint8)), width=9, alt="")
        assert urlsplit.cache_info().currsize == 0
