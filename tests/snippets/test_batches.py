"""The snippets about batches print what the page says."""

import pytest
import tensorflow as tf
from snippet_running import assert_prints_what_the_page_says

from lib.datasets.folder import split_counts
from lib.models import orders
from lib.operations.folder_split import Batches
from lib.operations.pipelines import PIPELINES
from lib.snippets.batches import buffer_snippet, count_snippet, epochs_snippet, seed_snippet


@pytest.fixture(autouse=True)
def as_in_a_new_process(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    tf.random.set_seed(None)
    yield
    tf.random.set_seed(None)


@pytest.mark.parametrize("buffer", [1, 8, 50])
def test_tf_data_gives_the_order_of_the_page(buffer):
    order = orders.shuffled(50, buffer, 123)
    assert_prints_what_the_page_says(buffer_snippet(order, buffer, 123))


def test_seeds_repeat_as_on_the_page():
    assert_prints_what_the_page_says(seed_snippet(orders.seeded(8, 5, 7), 5, 7))


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_batches_stay_together_as_on_the_page(pipeline):
    drawn = orders.members_of(pipeline, 123, 6, 32)
    assert_prints_what_the_page_says(epochs_snippet(pipeline, drawn, 32, 123))


@pytest.mark.parametrize(
    ("files", "percent", "batch"), [(3670, 20, 32), (100, 29, 1), (180, 35, 32)]
)
def test_an_epoch_has_as_many_updates_as_on_the_page(files, percent, batch):
    training, validation = split_counts(files, percent / 100)
    assert_prints_what_the_page_says(count_snippet(Batches(training, batch), validation, percent))
