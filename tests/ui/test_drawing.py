"""Images that several forms of a drawing show travel once."""

import re

import numpy as np

from lib.drawing.drawing import share_images
from lib.figures.layers.overview import NARROW, WIDE, PictureRow, Row, overview
from lib.layers.passage import code_maps, spread_of

IMAGE = re.compile(r'href="(data:image/png;base64,[^"]+|image:\d+)"')


def drawn(width):
    rng = np.random.default_rng(4)
    maps = rng.normal(0, 1, (20, 20, 9)).astype(np.float32)
    coded = code_maps("conv", maps, tuple(range(9)), spread_of(maps), 64)
    row = Row(coded, 9, "convolution", "conv", ("20×20×9",), "a layer", lambda _: "a map", None)
    picture = PictureRow(rng.integers(0, 255, (20, 20, 3), np.uint8), "p", ("a", "b"), "said")
    return overview(picture, [row, row], width=width)


def test_the_wide_and_the_narrow_form_of_all_layers_share_their_images_and_nothing_else_changes():
    forms = [drawn(WIDE), drawn(NARROW)]
    shared, images = share_images(*forms)
    assert len(images) == 2  # the picture, and the maps of both equal rows
    assert sum(map(len, shared)) + sum(map(len, images)) < 0.6 * sum(map(len, forms))
    for form, short in zip(forms, shared, strict=True):
        whole = IMAGE.sub(lambda m: f'href="{images[int(m[1].partition(":")[2])]}"', short)
        assert whole == form
