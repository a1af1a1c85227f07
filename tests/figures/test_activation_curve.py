"""The drawings of the ReLU page hold the numbers they are given."""

import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from lib.cnn.activations import ACTIVATIONS
from lib.figures.activation_curve import CurveWords, activation_curve
from lib.figures.axes import Axes
from lib.figures.filter_peaks import NARROW, WIDE, PeakWords, filter_peaks
from lib.figures.pixels import signed_png
from lib.operations.relu import follow, respond, shifted_filters

WORDS = CurveWords("f", "f′", "z")


def parts(svg, class_):
    return [one for one in ElementTree.fromstring(svg).iter() if one.get("class") == class_]


def points(path):
    return [tuple(map(float, pair)) for pair in re.findall(r"([-\d.]+) ([-\d.]+)", path.get("d"))]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_curve_goes_through_the_activations_values(name):
    response = respond("daisy", 1, 8, name, shift=0.0)
    cell = follow(response, None)
    svg = activation_curve(response, (cell.z, cell.value), words=WORDS)
    drawn = points(next(one for one in parts(svg, "curve accent") if one.tag.endswith("path")))
    axes = Axes(34, 14, 410, 228, (-2, 2), (-1.6, 2))
    for x, y in drawn[::20]:
        z = (x - axes.left) / (axes.right - axes.left) * 4 - 2
        expected = float(ACTIVATIONS[name].function(z))
        assert y == pytest.approx(axes.up(min(expected, 2)), abs=0.2)
    assert len(parts(svg, "dot accent")) == 1


def test_bars_below_zero_are_as_high_as_their_share_of_the_cells():
    response = respond("daisy", 1, 8, "relu", shift=0.0)
    svg = activation_curve(response, (0, 0), words=WORDS)
    below, above = (
        sum(float(bar.get("height")) for bar in parts(svg, class_))
        for class_ in ("bar minus", "bar plus")
    )
    assert below / (below + above) == pytest.approx((response.before < 0).mean(), rel=1e-3)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("convolution", [1, 2, 3])
def test_every_filter_is_a_part_and_the_silent_ones_are_crossed(width, convolution):
    filters = shifted_filters("cat", convolution, shift=-0.35)
    count = len(filters.anywhere)
    words = PeakWords("up", "down", [f"filter {number}" for number in range(count)])
    svg = filter_peaks(filters.anywhere, filters.here, chosen=2, words=words, width=width)
    pressed = [one.get("data-pick") for one in ElementTree.fromstring(svg).findall(".//{*}g")]
    assert pressed == [f"{number + 1} from 3" for number in range(count)]
    assert svg.count(">✕<") == len(parts(svg, "bar minus")) == filters.silent.sum() > 0


def test_a_signed_picture_is_clear_at_zero_and_full_at_the_peak():
    file = signed_png(np.array([[-2.0, -0.5, 0.0, 0.5, 1.0]]), peak=1.0)
    picture = np.asarray(Image.open(io.BytesIO(file)).convert("RGBA"))[0]
    assert picture[:, 3].tolist() == pytest.approx([255, 128, 0, 128, 255], abs=1)  # by steps
    assert (picture[0, :3] == picture[1, :3]).all() and (picture[1, :3] != picture[3, :3]).any()


def test_logarithmic_axes_give_equal_factors_equal_steps():
    axes = Axes(0, 0, 90, 10, (1, 1000), (0, 1), logarithmic=True)
    assert [axes.across(x) for x in (1, 10, 100, 1000)] == pytest.approx([0, 30, 60, 90])
