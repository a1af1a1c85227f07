"""Two calls cut one folder: what they share is counted, expected and listed."""

import numpy as np
import pytest

from lib.datasets.folder import split_counts
from lib.errors import DatasetError
from lib.operations.folder_split import (
    Batches,
    Place,
    by_class,
    expected_in_both,
    listed,
    split_files,
    two_calls,
)
from lib.operations.held_back import held_back_formula

COUNTS = (633, 898, 641, 699, 799)


@pytest.mark.parametrize("seed", [None, 0, 123, 2**32 - 1])
@pytest.mark.parametrize(("total", "fraction"), [(3670, 0.2), (11, 0.1), (100, 0.29)])
def test_one_seed_puts_every_file_into_exactly_one_part(total, fraction, seed):
    split = split_files(total, fraction, seed=seed)
    together = np.concatenate([split.training, split.validation])
    np.testing.assert_array_equal(np.sort(together), np.arange(total))
    assert len(split.validation) == int(fraction * total)
    found = two_calls(total, fraction, training_seed=seed, validation_seed=seed)
    assert not found.files(Place.BOTH).size and not found.files(Place.NEITHER).size


def test_two_seeds_leave_out_as_many_as_they_take_twice():
    for seed in range(20):
        found = two_calls(3670, 0.2, training_seed=123, validation_seed=1000 + seed)
        both, neither = found.files(Place.BOTH), found.files(Place.NEITHER)
        assert both.size == neither.size > 0
        np.testing.assert_array_equal(both, np.intersect1d(found.training, found.validation))
        rest = np.setdiff1d(np.arange(3670), np.union1d(found.training, found.validation))
        np.testing.assert_array_equal(neither, rest)


def test_over_many_seeds_as_many_are_in_both_as_the_formula_expects():
    total, fraction = 200, 0.25
    found = [
        two_calls(total, fraction, training_seed=7, validation_seed=seed).files(Place.BOTH).size
        for seed in range(1000, 1400)
    ]
    # The spread of one count is √(V·(T/N)·(V/N)·(N−V)/(N−1)) ≈ 2.66, of the mean of 400 ≈ 0.13.
    assert np.mean(found) == pytest.approx(expected_in_both(150, 50), abs=0.55)


def test_without_shuffling_validation_is_the_end_of_the_alphabet():
    found = two_calls(3670, 0.2, training_seed=None, validation_seed=None)
    table = by_class(found.places, COUNTS)
    np.testing.assert_array_equal(table[:, Place.VALIDATION], [0, 0, 0, 0, 734])
    assert by_class(two_calls(3670, 0.25, training_seed=None, validation_seed=None).places, COUNTS)[
        :, Place.TRAINING
    ].tolist() == [633, 898, 641, 581, 0]


def test_a_table_of_classes_adds_up_also_with_an_empty_class():
    found = two_calls(12, 0.5, training_seed=1, validation_seed=2)
    table = by_class(found.places, (5, 0, 7))
    np.testing.assert_array_equal(table.sum(axis=1), [5, 0, 7])
    assert table[:, [Place.TRAINING, Place.BOTH]].sum() == 6


@pytest.mark.parametrize(("pictures", "size"), [(2936, 32), (1, 32), (64, 32), (65, 32), (7, 1)])
def test_batches_hold_every_picture_once(pictures, size):
    batches = Batches(pictures, size)
    sizes = [len(range(pictures)[start : start + size]) for start in range(0, pictures, size)]
    assert (batches.count, batches.last) == (len(sizes), sizes[-1])


def test_a_part_that_would_be_empty_is_refused():
    with pytest.raises(DatasetError, match=r"folder\.too_few"):
        split_files(9, 0.1, seed=1)


def test_the_list_is_shuffled_by_its_seed():
    assert sorted(listed(50, 3)) == list(range(50))
    assert listed(50, 3).tolist() == listed(50, 3).tolist() != listed(50, 4).tolist()


def test_the_formula_of_the_cut_is_true_for_every_share_and_count():
    short = []
    for percent in range(5, 51):
        for files in (*range(100, 260), 3670, 5000):
            held = split_counts(files, percent / 100)[1]
            formula = held_back_formula(percent, files)
            assert formula.endswith(f"= {held:,}".replace(",", "{,}"))
            if r"\lfloor" in formula:
                assert held == percent * files // 100
            else:
                short.append((percent, files))
                assert held == percent * files // 100 - 1
    assert {(35, 180), (29, 100)} <= set(short)
