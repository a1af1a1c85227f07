"""What follows from an order: the buffer, the travel, the mixture, who stays together."""

import numpy as np
import pytest

from lib.operations.shuffling import (
    class_counts_of,
    companions,
    earliest,
    in_buffer,
    kept_batches,
    mixture,
    places_out,
    travel,
)


def orders(count=40, times=20):
    """Orders that a buffer of each size can give: a simulation of the rule itself."""
    rng = np.random.default_rng(5)
    for buffer in (1, 2, 7, 39, 40, 60):
        for _ in range(times):
            waiting, held, order = list(range(count)), [], []
            while waiting or held:
                while waiting and len(held) < buffer:
                    held.append(waiting.pop(0))
                order.append(held.pop(rng.integers(len(held))))
            yield buffer, np.array(order)


def test_what_comes_out_next_was_always_in_the_buffer():
    for buffer, order in orders():
        for step in range(len(order)):
            held = in_buffer(order, buffer, step)
            assert int(order[step]) in held
            assert len(held) == min(buffer, len(order) - step)


def test_nothing_comes_out_before_its_earliest_step_and_somebody_does_then():
    met = set()
    for buffer, order in orders(times=60):
        out = places_out(order)
        for place in range(len(order)):
            assert out[place] >= earliest(place, buffer)
            met |= {(buffer, "limit")} if out[place] == place - (buffer - 1) > 0 else set()
    assert {buffer for buffer, _ in met} >= {1, 2, 7}  # the limit is sharp


def test_a_buffer_of_one_leaves_everything_in_place():
    order = next(order for buffer, order in orders() if buffer == 1)
    assert travel(order).mean == 0 and order.tolist() == list(range(40))


def test_moves_forward_and_back_add_up_to_nothing():
    for _, order in orders():
        moves = travel(order)
        assert moves.moves.sum() == 0
        assert moves.most_early == max(0, -moves.moves.min())


def test_one_class_has_no_entropy_and_equal_classes_have_the_most():
    single, equal = mixture(np.array([[8, 0, 0, 0]])), mixture(np.array([[2, 2, 2, 2]]))
    assert (single.entropy, single.single, single.biggest) == (0, 1, 1)
    assert equal.entropy == pytest.approx(np.log2(4)) and equal.single == 0


def test_every_element_is_counted_in_its_batch():
    labels = np.repeat([0, 1, 2], [10, 5, 6])
    for order in (np.arange(21), np.random.default_rng(0).permutation(21)):
        counts = class_counts_of(order, labels, 8, 3)
        assert counts.sum(axis=0).tolist() == [10, 5, 6]
        assert counts.sum(axis=1).tolist() == [8, 8, 5]


def test_batches_in_another_order_are_kept_and_mixed_ones_are_not():
    first = np.arange(12)
    moved = np.concatenate([first[8:], first[:4][::-1], first[4:8]])
    swapped = first.copy()
    swapped[[3, 4]] = swapped[[4, 3]]
    same, other, mixed = kept_batches(np.stack([first, moved, swapped]), 4)
    assert (same.members, same.places) == (3, 3)
    assert (other.members, other.places) == (3, 0)
    assert other.origins.tolist() == [2, 0, 1]
    assert (mixed.members, mixed.origins.tolist()) == (1, [-1, -1, 2])


def test_a_part_of_a_batch_is_not_the_batch():
    # The last batch holds two of the first one's four: none of its own, and not all of them.
    first, later = np.array([0, 1, 2, 3, 4, 5]), np.array([4, 5, 0, 1, 2, 3])
    assert kept_batches(np.stack([first, later]), 4)[1].origins.tolist() == [-1, -1]


def test_companions_are_counted_once():
    assert companions(np.stack([np.arange(8)] * 3), 4, 5) == 3
