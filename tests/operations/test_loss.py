"""What the page about the loss computes holds together, and its claims about Keras are true."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.operations.loss import (
    gradient_check,
    label_forms,
    loss_steps,
    matching_preset,
    presets,
    tempered,
)
from lib.operations.loss_mistakes import EXP_LIMIT, double, overflow, settings
from lib.stages.activations import load_network, load_recording

LOGITS = st.lists(st.integers(-120, 120).map(lambda tenth: tenth / 10), min_size=5, max_size=5)
LABEL = st.integers(0, 4)


@given(logits=LOGITS, label=LABEL)
def test_every_step_follows_from_the_one_before(logits, label):
    steps = loss_steps(logits, label)
    np.testing.assert_allclose(steps.exponentials, [math.exp(z) for z in logits])
    assert steps.total == pytest.approx(math.fsum(steps.exponentials))
    np.testing.assert_allclose(steps.probabilities, steps.exponentials / steps.total)
    np.testing.assert_allclose(steps.surprises, -np.log(steps.probabilities), atol=1e-9)
    assert steps.loss == steps.surprises[label]
    assert logits[steps.verdict] == max(logits)


@given(logits=LOGITS, label=LABEL)
def test_the_measured_slopes_are_those_of_the_formula(logits, label):
    check = gradient_check(logits, label)
    assert check.largest_difference < 1e-7
    assert check.gradient.sum() == pytest.approx(0, abs=1e-12)
    assert check.gradient[label] <= 0
    assert (np.delete(check.gradient, label) >= 0).all()


@given(logits=LOGITS, label=LABEL)
def test_both_forms_of_a_label_give_one_loss(logits, label):
    forms = label_forms(logits, label)
    assert forms.one_hot == pytest.approx(forms.sparse, abs=1e-12)
    assert forms.products.sum() == pytest.approx(forms.one_hot, abs=1e-12)
    assert np.count_nonzero(forms.target) == 1


@given(logits=LOGITS, label=LABEL, temperature=st.floats(0.1, 10))
def test_temperature_never_changes_the_order_and_a_high_one_evens_out(logits, label, temperature):
    found = tempered(logits, label, temperature, lowest=0.1, highest=10.0)
    assert found.probabilities.argmax() in np.flatnonzero(found.plain == found.plain.max())
    np.testing.assert_allclose(found.curve.sum(axis=1), 1)
    assert (np.diff(found.curve.max(axis=1)) <= 1e-12).all()
    np.testing.assert_allclose(found.curve[30], found.plain)  # T = 1 lies in the middle


@given(logits=LOGITS, label=LABEL)
def test_the_two_right_settings_agree_until_probabilities_are_clipped(logits, label):
    told, _, _, given_probabilities = settings(logits, label)
    if told.loss < 16:
        assert given_probabilities.loss == pytest.approx(told.loss, abs=1e-5)
    np.testing.assert_allclose(told.slopes, gradient_check(logits, label).gradient, atol=1e-7)


@given(logits=LOGITS, label=LABEL)
def test_a_logit_taken_for_a_probability_has_no_slope_where_it_is_cut_off(logits, label):
    _, wrong, _, _ = settings(logits, label)
    outside = np.array([z <= 0 or z >= 1 for z in logits])
    assert (wrong.slopes[outside] == 0).all()


@pytest.mark.parametrize("logits", [(0.0,) * 5, (1.0, 0.0, -3.0, 2.0, 0.5), (12.0, -12.0, 0, 3, 4)])
@pytest.mark.parametrize("label", [0, 1, 4])
def test_the_slopes_of_every_setting_are_those_of_tensorflow(logits, label):
    import keras
    import tensorflow as tf

    for setting in settings(logits, label):
        z = tf.Variable([logits], dtype="float64")
        with tf.GradientTape() as tape:
            given = z if setting.gives_logits else tf.nn.softmax(z)
            loss = keras.losses.sparse_categorical_crossentropy(
                tf.constant([label]), given, from_logits=setting.from_logits
            )
        np.testing.assert_allclose(setting.slopes, tape.gradient(loss, z)[0], atol=1e-6)
        assert setting.loss == pytest.approx(float(loss[0]), abs=1e-5)


@given(logits=LOGITS, label=LABEL)
def test_every_setting_uses_probabilities_whose_surprise_is_its_loss(logits, label):
    for setting in settings(logits, label):
        assert setting.probabilities.sum() == pytest.approx(1)
        assert -math.log(setting.probabilities[label]) == pytest.approx(setting.loss, abs=1e-6)


@given(logits=LOGITS, label=LABEL)
def test_the_double_softmax_stays_above_its_floor(logits, label):
    found = double(logits, label, lowest=-12, highest=12)
    assert found.floor == pytest.approx(0.9048, abs=1e-4)
    assert found.loss_twice >= found.floor - 1e-12
    assert (found.curve_twice >= found.floor - 1e-12).all()
    assert found.loss_when_sure == pytest.approx(found.floor)
    assert (np.diff(found.curve_once) < 0).all()
    assert found.twice.max() <= math.e * found.twice.min() + 1e-12


@given(logits=LOGITS, label=LABEL, size=st.integers(1, 1000))
def test_log_sum_exp_always_gives_a_number_and_the_naive_form_says_why_not(logits, label, size):
    found = overflow(logits, label, float(size))
    assert math.isfinite(found.loss)
    assert found.loss >= 0
    if any(logits):
        assert np.abs(found.logits).max() == pytest.approx(size)
    if found.reason == "infinity_over_infinity":
        assert found.largest > EXP_LIMIT - 2  # five exponentials may overflow only as a sum
    if found.reason == "zero_over_zero":
        assert found.largest < -87
    if found.reason == "number" and found.naive_loss < 60:
        assert found.naive_loss == pytest.approx(found.loss, rel=1e-3, abs=1e-5)


def test_the_four_ends_of_the_naive_form_all_occur():
    ends = {
        overflow([1, 2, 3], 2, 10).reason,
        overflow([1, 2, 3], 2, 100).reason,
        overflow([-1, 2, 3], 0, 300).reason,
        overflow([-2, -3, -3], 0, 300).reason,
    }
    assert ends == {"number", "infinity_over_infinity", "log_zero", "zero_over_zero"}


def test_presets_are_what_the_network_said_rounded():
    classes = load_network().classes
    for preset in presets()[:-1]:
        said = load_recording(preset.key).arrays()["outputs"]
        np.testing.assert_allclose(preset.logits, said, atol=0.0501)
        assert preset.label in classes
        assert matching_preset(preset.logits, preset.label) == preset.key
    assert matching_preset((1.0, 2.0, 3.0, 4.0, 5.0), "daisy") is None


@pytest.mark.parametrize(("between", "doubled"), [(False, False), (True, True)])
def test_keras_undoes_a_double_softmax_only_right_behind_the_softmax(between, doubled):
    keras = pytest.importorskip("keras")
    logits = np.float32([[-4.9, -10.1, 7.8, 2.4, 7.6]])
    layers = [keras.Input((5,)), keras.layers.Softmax()]
    layers += [keras.layers.Reshape((5,))] if between else []
    model = keras.Sequential(layers)
    model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        loss = model.evaluate(logits, np.array([2]), verbose=0)
    told, _, twice, _ = settings(logits[0], 2)
    assert loss == pytest.approx(twice.loss if doubled else told.loss, rel=1e-4)
    assert any("does not represent logits" in str(w.message) for w in warned) is not doubled
