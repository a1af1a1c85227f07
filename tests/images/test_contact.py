"""A row of pictures shows each of them whole and with its own shape."""

import numpy as np

from lib.images.contact import contact_strip


def test_each_picture_keeps_its_shape_and_stays_in_its_square():
    red = np.full((40, 80, 3), (255, 0, 0), np.uint8)
    blue = np.full((90, 30, 3), (0, 0, 255), np.uint8)
    strip = contact_strip([red, None, blue], side=60, gap=4)
    assert strip.shape == (60, 188, 4)
    opaque = strip[..., 3] == 255
    first, empty, last = opaque[:, :60], opaque[:, 60:128], opaque[:, 128:]
    assert first.sum() == 30 * 60 and first.all(axis=1).sum() == 30  # twice as wide as high
    assert not empty.any()
    assert last.sum() == 60 * 20 and last.all(axis=0).sum() == 20  # three times as high as wide
    np.testing.assert_array_equal(np.unique(strip[:, :60][first], axis=0), [[255, 0, 0, 255]])
    np.testing.assert_array_equal(np.unique(strip[:, 128:][last], axis=0), [[0, 0, 255, 255]])
