"""What the tests of the mathematics share: Keras as the oracle, and settings for Hypothesis."""

import pytest
from hypothesis import HealthCheck, settings

# The first call of an operation of TensorFlow takes long; which example meets it is chance.
settings.register_profile(
    "cnn", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("cnn")


@pytest.fixture(scope="session")
def tf():
    return pytest.importorskip("tensorflow")


@pytest.fixture(scope="session")
def keras():
    return pytest.importorskip("keras")
