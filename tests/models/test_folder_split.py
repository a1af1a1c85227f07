"""Labels, order and subsets are those of ``image_dataset_from_directory`` itself."""

import keras
import numpy as np
import pytest

from lib.datasets.keras_index import index_folder
from lib.operations.folder_split import Batches, split_files, two_calls
from lib.operations.held_back import cut_short, held_back_formula
from lib.operations.labelling import label_folders

# Capitals, digits, spaces, other scripts; an empty class; nested folders; names that are no
# pictures, endings in capitals, hidden files, and a hidden folder beside the classes.
FILES = {
    "tulips": ["2.jpg", "10.jpg", "B.PNG", "a.jpeg", "deep/er/c.gif", "notes.txt", ".dot.bmp"],
    "Roses": [f"{number}.jpg" for number in range(7)],
    "雏菊": ["一.jpg", "二.png", "x.webp"],
    "10 days": ["a b.bmp", "z.jpg"],
    "9": ["only.jpg"],
    "empty": [],
    ".hidden": ["not this.jpg"],
}


@pytest.fixture
def folder(tmp_path):
    for name, files in FILES.items():
        (tmp_path / name).mkdir()
        for file in files:
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    (tmp_path / "beside.jpg").touch()
    return tmp_path


def relative(dataset, folder):
    return [path.removeprefix(f"{folder}/") for path in dataset.file_paths]


def loaded(folder, **options):
    return keras.utils.image_dataset_from_directory(folder, verbose=False, **options)


def test_classes_and_files_are_listed_as_keras_lists_them(folder):
    index = index_folder(folder)
    dataset = loaded(folder, shuffle=False)
    assert list(index.class_names) == dataset.class_names
    assert list(index.files) == relative(dataset, folder)
    counted = dict(zip(index.class_names, index.counts, strict=True))
    assert label_folders(counted).class_names == tuple(dataset.class_names)


@pytest.mark.parametrize("seed", [0, 1, 123, 2**32 - 1])
@pytest.mark.parametrize("fraction", [0.2, 0.29, 0.5])
def test_the_members_of_both_subsets_are_those_of_keras(folder, seed, fraction):
    files = index_folder(folder).files
    training, validation = loaded(folder, validation_split=fraction, subset="both", seed=seed)
    split = split_files(len(files), fraction, seed=seed)
    assert [files[i] for i in split.training] == relative(training, folder)
    assert [files[i] for i in split.validation] == relative(validation, folder)


def test_unshuffled_subsets_are_those_of_keras(folder):
    files = index_folder(folder).files
    options = {"validation_split": 0.3, "shuffle": False}
    split = split_files(len(files), 0.3, seed=None)
    for subset in ("training", "validation"):
        found = loaded(folder, subset=subset, **options)
        assert [files[i] for i in getattr(split, subset)] == relative(found, folder)


def test_two_calls_with_two_seeds_overlap_as_in_keras(folder):
    files = index_folder(folder).files
    training = loaded(folder, validation_split=0.4, subset="training", seed=123)
    validation = loaded(folder, validation_split=0.4, subset="validation", seed=124)
    found = two_calls(len(files), 0.4, training_seed=123, validation_seed=124)
    shared = set(relative(training, folder)) & set(relative(validation, folder))
    assert {files[i] for i in np.intersect1d(found.training, found.validation)} == shared
    assert shared


def test_keras_cuts_where_the_formula_says_also_where_a_computer_rounds_down(tmp_path):
    (tmp_path / "a").mkdir()
    for number in range(180):
        (tmp_path / "a" / f"{number}.jpg").touch()
    _, validation = loaded(tmp_path, validation_split=0.35, subset="both", seed=1)
    assert cut_short(35, 180)
    assert held_back_formula(35, 180).endswith(f"= {len(validation.file_paths)}")


def test_keras_makes_as_many_batches(tmp_path):
    for name, count in {"a": 40, "b": 60}.items():
        (tmp_path / name).mkdir()
        for number in range(count):
            (tmp_path / name / f"{number}.jpg").touch()
    dataset = loaded(tmp_path, validation_split=0.2, subset="training", seed=1, batch_size=32)
    assert len(dataset) == Batches(80, 32).count == 3
