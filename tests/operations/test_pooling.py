"""What the page about pooling works out: properties, and the network's own pooled maps."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cnn.pooling import pool
from lib.operations import pooling_corner, pooling_shift
from lib.operations.feature_maps import picture_keys
from lib.operations.pooling import (
    REDUCTIONS,
    STAGES,
    PoolingControls,
    busiest_patch,
    feature_map,
    filter_count,
    first_window_options,
    notes_map,
)
from lib.operations.pooling_formulas import GRADIENTS, pooling_formula
from lib.operations.pooling_gradient import flow_through
from lib.operations.pooling_shift import ShiftCurve, changed_by, shift_curve, try_shift
from lib.ui.pooling_view import flip_facts
from lib.words import LANGUAGES, load_words

# A machine with other work must not fail a test of arithmetic.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

CONTROLS = st.builds(
    PoolingControls,
    reduction=st.sampled_from(REDUCTIONS),
    window=st.integers(2, 5),
    stride=st.sampled_from(("window", 1, 2, 3, 4)),
    padding=st.just("same"),
)


def test_the_opening_view_is_the_example_of_the_notes():
    assert pool(notes_map().values, **PoolingControls().options()).tolist() == [[5, 6], [8, 9]]


def test_every_recorded_map_can_be_looked_at():
    for picture in picture_keys()[:2]:
        for stage in STAGES:
            map_ = feature_map(picture, stage, filter_count(stage))
            assert map_.values.ndim == 2 and map_.values.min() >= 0


@given(CONTROLS, st.integers(0, 10_000))
def test_the_shares_of_all_outputs_add_up_to_the_gradient(controls, seed):
    x = np.random.default_rng(seed).normal(0, 1, (6, 6))
    flow = flow_through(x, controls)
    np.testing.assert_allclose(flow.shares.sum(axis=(0, 1)), flow.gradient, atol=1e-12)
    for output, cells in flow.windows.items():
        outside = flow.shares[output].copy()
        for cell in cells:
            outside[cell] = 0
        assert not outside.any()
    if controls.reduction != "l2":  # of the others every output's shares are a whole
        assert flow.gradient.sum() == pytest.approx(flow.output.size)


@given(CONTROLS, st.integers(0, 10_000))
def test_the_gradient_is_the_slope_of_the_summed_outputs(controls, seed):
    x = np.random.default_rng(seed).normal(0, 1, (4, 5))
    flow, step = flow_through(x, controls), 1e-6
    for cell in ((0, 0), (2, 3)):
        moved = x.copy()
        moved[cell] += step
        slope = (pool(moved, **controls.options()).sum() - flow.output.sum()) / step
        assert slope == pytest.approx(flow.gradient[cell], abs=1e-4)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("window", pooling_shift.WORST_WINDOWS)
def test_one_step_to_the_right_changes_every_pooled_cell(reduction, window):
    trial = try_shift(reduction, window, 1)
    assert trial.changed.all()
    assert changed_by(reduction, window, 0) == 0


@pytest.mark.parametrize("window", pooling_shift.WORST_WINDOWS)
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_one_step_to_the_left_changes_only_what_is_weighted_by_distance(reduction, window):
    trial = try_shift(reduction, window, -1)
    # In a window of two all cells are equally far from the middle.
    weighted = reduction == "gaussian" and window > 2
    assert trial.changed_input > 0
    assert int(trial.changed.sum()) == (trial.changed.size // 2 if weighted else 0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_what_is_said_of_the_step_to_the_left_is_what_it_does(language, reduction):
    say = load_words(language)
    still = say("pooling.flip.left.still")
    said = flip_facts(say, reduction, 3, 1)["left"]
    assert (said == still) == (changed_by(reduction, 3, -1) == 0)
    if said != still:
        assert str(changed_by(reduction, 3, -1)) in said


def test_without_a_move_everything_stays():
    map_ = feature_map("daisy", "conv2d_1", 8)
    for reduction in REDUCTIONS:
        curve = shift_curve(map_, PoolingControls(reduction), 0.0)
        assert isinstance(curve, ShiftCurve) and curve.shares[0] == 1.0


def test_a_larger_tolerance_never_lowers_a_share():
    map_ = feature_map("cat", "conv2d", 7)
    for controls in (None, PoolingControls("average", 3)):
        curves = [shift_curve(map_, controls, t).shares for t in pooling_shift.TOLERANCES]
        for strict, mild in pairwise(curves):
            assert all(more >= less for less, more in zip(strict, mild, strict=True))


def test_on_a_real_map_more_maxima_than_pixels_survive_a_step():
    map_ = feature_map("daisy", "conv2d", 7)
    before, after = (shift_curve(map_, found, 0.0).shares[1] for found in (None, PoolingControls()))
    assert after > 1.5 * before


def test_the_corner_is_lost_in_a_window_of_four_and_kept_without_pooling():
    for gap in (2, 3):
        for window, lost in ((4, True), (1, False)):
            corner = pooling_corner.draw_strokes(0, window)
            apart = pooling_corner.draw_strokes(gap, window)
            assert corner.touch and not apart.touch
            assert (corner.differing(apart) == 0) == lost


def test_each_detector_answers_to_its_own_strokes_only():
    strokes = pooling_corner.draw_strokes(3, 4)
    assert (strokes.upright[:, :4] == 0).all() and strokes.upright[2, 4] == 2
    assert (strokes.lying[:5] == 0).all() and strokes.lying[6, 9] == 2
    assert not np.logical_and(strokes.upright, strokes.lying).any()


@given(CONTROLS, st.integers(0, 10_000))
def test_the_right_answer_is_among_the_options(controls, seed):
    x = np.random.default_rng(seed).integers(0, 9, (6, 6)).astype(float)
    right, options = first_window_options(x, controls)
    assert right == pytest.approx(pool(x, **controls.options())[0, 0], abs=0.006)
    assert right in options and options == sorted(set(options))


def _read(latex: str) -> float:
    """The number that LaTeX shows."""
    digits, _, power = latex.replace("{,}", "").partition(r"\times 10^")
    return float(digits) * 10.0 ** int(power.strip("{}") or 0)


@given(CONTROLS, st.sampled_from([1e-4, 1.0, 255.0, 1e5]))
def test_the_formula_ends_with_the_output_as_mathematics_is_written(controls, brightness):
    x = brightness * np.arange(36.0).reshape(6, 6) / 36
    result = float(pool(x, **controls.options())[0, 0])
    formula = pooling_formula(x, controls)
    assert _read(formula.rpartition("= ")[2]) == pytest.approx(result, rel=0.06)
    assert not re.search(r"\de[+-]|\d,\d\d|\}\^", formula), formula
    assert controls.reduction in GRADIENTS


def test_a_bright_picture_has_its_root_with_thousands():
    controls = PoolingControls("l2", 5)
    assert pooling_formula(np.full((5, 5), 255.0), controls).endswith(r"= 1{,}275")
    assert r"\sqrt{(1.0\times 10^{-3})^2 + " in pooling_formula(np.full((5, 5), 0.001), controls)


def test_the_busiest_patch_holds_what_stands_out():
    values = np.zeros((20, 30))
    values[13, 21] = 9
    assert busiest_patch(values).max() == 9
    assert busiest_patch(values[:3, :2]).shape == (3, 2)
