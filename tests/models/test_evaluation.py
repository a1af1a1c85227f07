"""One pass says what Keras' evaluate and predict say."""

import keras
import numpy as np
import pytest
from tiny_data import tiny_recipe

from lib.models.evaluation import Evaluator, evaluate_logits
from lib.models.network import build_network
from lib.models.pipeline import Subset


@pytest.fixture(scope="module")
def network():
    keras.utils.set_random_seed(0)
    return build_network(tiny_recipe(), 3)


@pytest.fixture(scope="module")
def subset():
    rng = np.random.default_rng(0)
    return Subset(
        rng.integers(0, 256, (21, 32, 32, 3), dtype=np.uint8),
        rng.integers(0, 3, 21, dtype=np.int32),
    )


def test_loss_accuracy_and_probabilities_are_those_of_keras(network, subset):
    mine = Evaluator(network, subset, batch_size=8)(lambda: None)
    floats = subset.pictures.astype("float32")
    loss, accuracy = network.evaluate(floats, subset.labels, batch_size=8, verbose=0)
    assert mine.loss == pytest.approx(loss, abs=1e-5)
    assert mine.accuracy == pytest.approx(accuracy, abs=1e-6)
    softmax = keras.ops.softmax(network.predict(floats, verbose=0))
    np.testing.assert_allclose(mine.probabilities, softmax, atol=1e-5)


def test_it_asks_before_every_batch_whether_to_go_on(network, subset):
    asked = []
    Evaluator(network, subset, batch_size=8)(lambda: asked.append(1))
    assert len(asked) == 3


def test_it_leaves_at_once_when_the_answer_is_no(network, subset):
    def no():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Evaluator(network, subset, batch_size=8)(no)


def test_logits_of_a_thousand_do_not_overflow():
    evaluation = evaluate_logits(
        np.array([[1000.0, 0.0], [0.0, 1000.0]], np.float32), np.array([0, 0], np.int32)
    )
    assert evaluation.loss == pytest.approx(500.0)
    assert evaluation.accuracy == 0.5
    np.testing.assert_allclose(evaluation.probabilities, [[1, 0], [0, 1]])
