"""Labels follow the alphabet, and what is measured of unequal classes adds up."""

import numpy as np
import pytest

from lib.datasets.garden.counts import REAL_COUNTS
from lib.errors import DatasetError
from lib.operations.labelling import label_folders, moves, rename_class, thin_class

FLOWERS = label_folders(REAL_COUNTS)


def test_labels_do_not_depend_on_the_order_in_which_folders_are_found():
    backwards = dict(reversed(REAL_COUNTS.items()))
    assert label_folders(backwards).class_names == FLOWERS.class_names
    assert [FLOWERS.label(name) for name in FLOWERS.class_names] == [0, 1, 2, 3, 4]


def test_one_hot_vectors_of_all_classes_are_the_identity():
    vectors = [FLOWERS.one_hot(name) for name in FLOWERS.class_names]
    np.testing.assert_array_equal(vectors, np.eye(5))


def test_a_folder_that_moves_to_the_end_of_the_alphabet_takes_one_from_all_behind_it():
    changed = moves(FLOWERS, "dandelion", "yellow")
    assert [(m.before, m.old, m.new) for m in changed] == [
        ("daisy", 0, 0),
        ("roses", 2, 1),
        ("sunflowers", 3, 2),
        ("tulips", 4, 3),
        ("dandelion", 1, 4),
    ]
    assert [m.after for m in changed if m.before == "dandelion"] == ["yellow"]


def test_renaming_keeps_every_picture_and_there_and_back_changes_nothing():
    there = rename_class(FLOWERS, "roses", "Roses")
    assert there.total == FLOWERS.total and there.class_names[0] == "Roses"
    assert rename_class(there, "Roses", "roses") == FLOWERS


def test_a_name_that_is_taken_or_no_name_is_refused():
    with pytest.raises(DatasetError, match=r"labels\.name_taken"):
        rename_class(FLOWERS, "roses", "tulips")
    for name in ("", "../x", ".hidden", "a/b", "a\n"):
        with pytest.raises(DatasetError, match=r"labels\.bad_name"):
            rename_class(FLOWERS, "roses", name)


@pytest.mark.parametrize("percent", [0, 1, 10, 50, 100])
def test_with_the_weights_every_class_counts_the_same_and_all_together_as_before(percent):
    thin = thin_class(FLOWERS, "daisy", percent)
    together = [thin.weights[name] * count for name, count in thin.counts.items()]
    np.testing.assert_allclose(together, thin.total / 5)


def test_always_saying_the_biggest_class_is_measured_as_a_confusion_matrix_would():
    thin = thin_class(FLOWERS, "roses", 5)
    truth = np.repeat(np.arange(5), list(thin.counts.values()))
    said = np.full_like(truth, thin.label(thin.biggest))
    assert thin.lazy_accuracy == pytest.approx((said == truth).mean())
    recalls = [(said[truth == label] == label).mean() for label in range(5)]
    assert thin.balanced_accuracy == pytest.approx(np.mean(recalls))


def test_a_thinned_class_keeps_at_least_one_picture():
    assert thin_class(FLOWERS, "daisy", 0).counts["daisy"] == 1
    assert thin_class(FLOWERS, "daisy", 100) == FLOWERS
