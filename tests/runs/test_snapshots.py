"""Snapshots are few, whole, and of training that counts."""

import numpy as np
import pytest

from lib.runs.snapshots import (
    MOST,
    Snapshot,
    drop_snapshots_after,
    moved_share,
    read_snapshots,
    shrunk,
    write_snapshot,
)

RNG = np.random.default_rng(4)


def moment(position):
    return Snapshot(
        position=position,
        layers=("conv2d",),
        pictures=(3, 0),
        kernel=RNG.random((3, 3, 3, 16)).astype(np.float16),
        maps=(RNG.random((2, 24, 24, 8)).astype(np.float16),),
        picture_probabilities=np.full((2, 2), 0.5, np.float16),
        probabilities=RNG.random((9, 2)).astype(np.float16),
    )


def test_what_is_written_is_read(tmp_path):
    written = moment(1.375)
    write_snapshot(tmp_path, written)
    (read,) = read_snapshots(tmp_path, last_epoch=1)
    assert (read.position, read.layers, read.pictures) == (1.375, ("conv2d",), (3, 0))
    for name in ("kernel", "picture_probabilities", "probabilities"):
        np.testing.assert_array_equal(getattr(read, name), getattr(written, name), strict=True)
    np.testing.assert_array_equal(read.maps[0], written.maps[0], strict=True)


def test_a_hundred_epochs_leave_few_moments_that_lie_dense_at_the_beginning(tmp_path):
    for position in (0, 1 / 8, 1 / 4, 1 / 2, *range(1, 101)):
        write_snapshot(tmp_path, moment(position))
    positions = [kept.position for kept in read_snapshots(tmp_path, last_epoch=100)]
    assert len(positions) == MOST
    assert (positions[0], positions[-1]) == (0, 100)
    gaps = np.diff(positions)
    assert positions[:4] == [0, 1 / 8, 1 / 4, 1 / 2]
    assert gaps[: len(gaps) // 3].sum() < gaps[-3:].sum()


@pytest.mark.parametrize("damage", [lambda b: b[:-40], lambda b: b[:90] + b"x" + b[91:], bytes])
def test_a_damaged_moment_is_skipped(tmp_path, damage):
    for epoch in (1, 2, 3):
        path = write_snapshot(tmp_path, moment(epoch))
        if epoch == 2:
            path.write_bytes(damage(path.read_bytes()) if damage is not bytes else b"")
    assert [kept.position for kept in read_snapshots(tmp_path, last_epoch=9)] == [1, 3]


def test_moments_of_epochs_that_may_yet_be_given_up_are_not_shown(tmp_path):
    for epoch in (0, 1, 2, 3):
        write_snapshot(tmp_path, moment(epoch))
    assert [kept.ended for kept in read_snapshots(tmp_path, last_epoch=2)] == [0, 1, 2]
    drop_snapshots_after(tmp_path, 1)
    assert [kept.ended for kept in read_snapshots(tmp_path, last_epoch=9)] == [0, 1]


def test_a_run_without_snapshots_has_none(tmp_path):
    assert read_snapshots(tmp_path, last_epoch=3) == []


@pytest.mark.parametrize(("size", "side"), [(96, 24), (180, 22), (24, 24), (1, 1), (25, 12)])
def test_shrunk_maps_are_means_over_squares(size, side):
    maps = RNG.random((1, size, size, 2)).astype(np.float32)
    small = shrunk(maps)
    assert small.shape == (1, side, side, 2)
    step = size // side
    np.testing.assert_allclose(small[0, 0, 0], maps[0, :step, :step].mean((0, 1)), rtol=1e-5)


def test_the_share_that_filters_moved_is_measured_by_what_they_began_with():
    first, last = moment(0), moment(1)
    before, after = (one.kernel.astype(np.float64) for one in (first, last))
    expected = np.linalg.norm(after - before) / np.linalg.norm(before)
    assert moved_share([first, moment(0.5), last]) == pytest.approx(expected, rel=1e-5)
    assert moved_share([first]) == 0
