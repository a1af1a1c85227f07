"""What is said of a few seeds is what can be counted from them."""

import itertools
import math

import numpy as np
import pytest

from lib.operations.courses import Course, Ends, Repeats, chance_apart, pairs_ahead, verdict


def course(seed, training, validation):
    lines = [np.array(line, float) for line in (training, validation)]
    return Course(
        seed, *({"accuracy": line, "loss": 1 - line} for line in lines), unvaried=line_end(lines)
    )


def line_end(lines):
    return float(lines[0][-1]) if len(lines[0]) else None


TWO = Repeats(
    (
        course(1, [0.2, 0.4, 0.6, 0.8], [0.2, 0.3, 0.4, 0.5]),
        course(2, [0.4, 0.6], [0.3, 0.4]),
        course(3, [], []),
    )
)


def test_an_end_is_the_mean_over_the_last_three_epochs_of_those_that_have_got_farthest():
    np.testing.assert_allclose(TWO.end("training").seeds, [0.6])
    np.testing.assert_allclose(TWO.end("validation", "loss").seeds, [0.6])
    np.testing.assert_allclose(TWO.gap.seeds, [0.2])
    short = Repeats(TWO.courses[1:2])
    np.testing.assert_allclose(short.end("training").seeds, [0.5])


def test_mean_and_spread_of_an_epoch_are_over_the_seeds_that_have_got_there():
    mean, spread = TWO.middle("training", "accuracy")
    np.testing.assert_allclose(mean, [0.3, 0.5, 0.6, 0.8])
    np.testing.assert_allclose(spread, [np.std([0.2, 0.4], ddof=1)] * 2 + [0, 0])
    assert TWO.epochs == 4


def test_a_loss_that_is_no_number_any_more_is_no_small_one():
    lost = Repeats((course(1, [0.5, np.nan], [0.5, np.inf]), course(2, [0.3, 0.4], [0.3, 0.4])))
    for part in ("training", "validation"):
        mean, spread = lost.middle(part, "loss")
        np.testing.assert_allclose(mean, [0.6, np.inf])
        np.testing.assert_allclose(spread, [np.std([0.5, 0.7], ddof=1), 0])


def test_before_an_epoch_has_ended_there_is_nothing():
    empty = Repeats((course(1, [], []),))
    assert (empty.begun, empty.epochs, len(empty.middle("training", "loss")[0])) == ((), 0, 0)


def test_one_seed_has_no_spread_and_no_verdict():
    one = Ends(np.array([0.5]))
    assert one.spread is None
    told = verdict(one, Ends(np.array([0.6, 0.7])))
    assert (told.kind, told.noise) == ("single", None)
    assert told.difference == pytest.approx(0.15)


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        ([0.60, 0.61, 0.62], "apart"),
        ([0.30, 0.31, 0.32], "apart"),
        ([0.50, 0.51, 0.53], "within"),
        ([0.50, 0.51, 0.52], "within"),
        ([0.515, 0.56, 0.56], "larger"),
    ],
)
def test_a_difference_is_judged_by_the_spread_over_the_seeds(second, kind):
    first = Ends(np.array([0.50, 0.51, 0.52]))
    told = verdict(first, Ends(np.array(second)))
    assert told.kind == kind
    assert told.noise == pytest.approx(math.hypot(np.std(first.seeds, ddof=1),
                                                  np.std(second, ddof=1)))  # fmt: skip
    assert told.difference == pytest.approx(np.mean(second) - 0.51)


@pytest.mark.parametrize(("first", "second"), [(1, 1), (2, 2), (3, 3), (2, 3), (1, 4)])
def test_the_chance_of_luck_is_the_share_of_all_orders_in_which_equal_recipes_lie_apart(
    first, second
):
    orders = [*itertools.permutations(range(first + second))]
    apart = [
        max(order[:first]) < min(order[first:]) or min(order[:first]) > max(order[first:])
        for order in orders
    ]
    assert chance_apart(first, second) == pytest.approx(sum(apart) / len(orders))


def test_pairs_are_counted_one_by_one():
    first, second = Ends(np.array([0.1, 0.5, 0.9])), Ends(np.array([0.2, 0.5, 0.6]))
    counted = sum(a > b for a in first.seeds for b in second.seeds)
    assert pairs_ahead(first, second) == counted == 4
