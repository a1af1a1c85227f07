"""The Keras code of the page about labels prints what the page says."""

import pytest
from snippet_running import assert_prints_what_the_page_says

from lib.datasets.garden.counts import REAL_COUNTS
from lib.operations.labelling import label_folders, rename_class, thin_class
from lib.snippets.labels import MOST_CLASSES, files_snippet, folder_snippet, split_snippet

SMALL = {"daisy": 12, "dandelion": 17, "roses": 3, "tulips": 9}


@pytest.mark.parametrize("name", ["zinnia", "Roses", "10 roses", "玫瑰", 'it\'s "red"'])
def test_keras_numbers_and_weighs_renamed_and_thinned_folders_as_the_page_does(name):
    labelling = rename_class(thin_class(label_folders(SMALL), "daisy", 20), "roses", name)
    snippet = folder_snippet(labelling)
    assert snippet is not None
    assert_prints_what_the_page_says(snippet)


@pytest.mark.parametrize(
    ("training", "validation"), [(123, 123), (123, 124), (None, None), (0, 2**31 - 1)]
)
@pytest.mark.parametrize(("counts", "fraction", "size"), [(REAL_COUNTS, 0.2, 32), (SMALL, 0.35, 4)])
def test_keras_splits_and_batches_as_the_page_does(counts, fraction, size, training, validation):
    snippet = split_snippet(
        counts, fraction, batch_size=size, training_seed=training, validation_seed=validation
    )
    assert snippet is not None
    assert_prints_what_the_page_says(snippet)


def test_the_numbers_of_the_notes_are_written_out():
    snippet = split_snippet(REAL_COUNTS, 0.2, batch_size=32, training_seed=123, validation_seed=123)
    assert snippet is not None
    said = snippet.printed.splitlines()
    assert said[:5] == [
        "Using 2936 files for training.",
        "Using 734 files for validation.",
        "92 batches, the last of 24",
        "in both: 0",
        "in neither: 0",
    ]


@pytest.mark.parametrize("copies", [0, 2])
def test_keras_sees_sizes_copies_and_empty_files_as_the_page_says(copies):
    assert_prints_what_the_page_says(files_snippet([(320, 240), (7, 50)], copies=copies))


def test_a_folder_that_cannot_be_written_out_has_no_snippet():
    many = {f"c{number:03}": 2 for number in range(MOST_CLASSES + 1)}
    assert folder_snippet(label_folders(many)) is None
    assert folder_snippet(label_folders({"a": 0, "b": 3})) is None
    options = {"batch_size": 2, "training_seed": 1, "validation_seed": 1}
    assert split_snippet(many, 0.5, **options) is None
