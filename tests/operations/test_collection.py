"""A position in the sorted list of a data set leads to its class and its file."""

import numpy as np
import pytest

from lib.datasets.garden.counts import REAL_COUNTS
from lib.errors import DatasetError
from lib.operations.collection import archive, folder_collection, garden
from lib.places import datasets_home


def test_the_largest_garden_has_the_counts_of_the_archive():
    assert garden(3670).counts == archive().counts == tuple(REAL_COUNTS.items())
    assert archive().total == 3670 and archive().file(0) is None and not archive().has_pictures


@pytest.mark.parametrize("count", [10, 11, 2000, 3670])
def test_positions_run_through_all_classes_in_order(count):
    flowers = garden(count)
    located = [flowers.locate(position) for position in range(count)]
    names = flowers.labelling.class_names
    expected = [(name, number) for name, of in flowers.counts for number in range(of)]
    assert located == expected
    labels = [names.index(name) for name, _ in located]
    np.testing.assert_array_equal(labels, np.repeat(np.arange(5), flowers.class_counts))


def test_the_files_of_a_garden_are_sorted_as_keras_sorts_them():
    flowers = garden(3670)
    files = [flowers.file(position) for position in range(flowers.total)]
    assert files == sorted(files)


def test_a_folder_is_found_by_its_name_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    for name in ("x/b.jpg", "x/a.jpg", "W/1.png"):
        path = datasets_home() / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = folder_collection("mine")
    assert found.counts == (("W", 1), ("x", 2))
    assert [found.file(position) for position in range(3)] == ["W/1.png", "x/a.jpg", "x/b.jpg"]
    for wrong in ("../mine", "nobody", ""):
        with pytest.raises(DatasetError):
            folder_collection(wrong)
