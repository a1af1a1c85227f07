"""Pictures are Keras' own; the order of an epoch follows from its number alone."""

import keras
import numpy as np
import pytest
from tiny_data import CLASSES, tiny_recipe

from lib.models.pipeline import Subset, batch_count, load_folder, training_batches


@pytest.fixture(scope="module")
def loaded(tiny_folder):
    return load_folder(tiny_folder, tiny_recipe())


def numbered(count):
    """Pictures that carry their index."""
    pictures = (
        np.zeros((count, 2, 2, 3), np.uint8) + np.arange(count, dtype=np.uint8)[:, None, None, None]
    )
    return Subset(pictures, np.arange(count, dtype=np.int32))


def epochs_of(subset, recipe, first_epoch=0):
    steps = batch_count(subset, recipe)
    labels = [
        batch[1].numpy() for batch in training_batches(subset, recipe, first_epoch=first_epoch)
    ]
    return [labels[start : start + steps] for start in range(0, len(labels), steps)]


def test_a_fifth_is_held_back_and_nothing_is_in_both_parts(loaded, tiny_folder):
    assert (len(loaded.training), len(loaded.validation)) == (39, 9)
    assert loaded.class_names == CLASSES
    everything = np.concatenate([loaded.training.pictures, loaded.validation.pictures])
    assert len(np.unique(everything.reshape(48, -1), axis=0)) == 48


def test_each_held_back_picture_is_what_keras_makes_of_its_file(loaded, tiny_folder):
    assert len(loaded.validation.files) == 9
    for file, label, picture in zip(
        loaded.validation.files, loaded.validation.labels, loaded.validation.pictures, strict=True
    ):
        assert file.split("/")[0] == CLASSES[label]
        by_keras = keras.utils.image_dataset_from_directory(
            tiny_folder,
            labels=None,
            image_size=(32, 32),
            shuffle=False,
            batch_size=1,
            verbose=False,
        )
        paths = [path[len(str(tiny_folder)) + 1 :] for path in by_keras.file_paths]
        expected = next(iter(by_keras.skip(paths.index(file)).take(1)))[0].numpy()
        assert np.abs(picture - expected).max() <= 0.5


def test_the_split_follows_from_the_seed(tiny_folder, loaded):
    again = load_folder(tiny_folder, tiny_recipe())
    other = load_folder(tiny_folder, tiny_recipe(seed=5))
    assert again.validation.files == loaded.validation.files
    assert set(other.validation.files) != set(loaded.validation.files)


def test_loading_tells_its_progress_up_to_the_last_picture(tiny_folder):
    told = []
    load_folder(tiny_folder, tiny_recipe(), report=lambda done, total: told.append((done, total)))
    assert told[-1] == (48, 48)
    assert told == sorted(told)


def test_every_epoch_holds_every_picture_once_in_batches_of_the_size_asked_for():
    recipe = tiny_recipe(epochs=3, batch_size=8)
    epochs = epochs_of(numbered(30), recipe)
    assert len(epochs) == 3
    for batches in epochs:
        assert [len(batch) for batch in batches] == [8, 8, 8, 6]
        assert sorted(np.concatenate(batches)) == list(range(30))


def test_a_picture_keeps_its_label_and_its_values():
    for pictures, labels in training_batches(numbered(30), tiny_recipe()):
        assert pictures.dtype == "float32"
        np.testing.assert_array_equal(pictures[:, 0, 0, 0], labels)


def test_batches_have_other_members_in_every_epoch_and_with_every_seed():
    first, second, _ = epochs_of(numbered(30), tiny_recipe(epochs=3))
    other, *_ = epochs_of(numbered(30), tiny_recipe(epochs=3, seed=4))
    members = [{frozenset(batch.tolist()) for batch in epoch} for epoch in (first, second, other)]
    assert not members[0] & members[1]
    assert not members[0] & members[2]


def test_an_epoch_is_the_same_wherever_training_begins():
    recipe = tiny_recipe(epochs=5)
    whole, late = epochs_of(numbered(30), recipe), epochs_of(numbered(30), recipe, first_epoch=3)
    assert len(late) == 2
    np.testing.assert_array_equal(np.concatenate(whole[4]), np.concatenate(late[1]))


def test_the_real_set_of_the_notes_has_92_batches():
    assert batch_count(Subset(np.empty(0), np.empty(2936)), tiny_recipe(batch_size=32)) == 92


def test_an_order_of_whole_batches_keeps_who_is_with_whom():
    recipe = tiny_recipe(epochs=3, order="notes")
    epochs = epochs_of(numbered(30), recipe)
    members = [{frozenset(batch.tolist()) for batch in epoch} for epoch in epochs]
    assert members[0] == members[1] == members[2]
    assert sorted(map(len, members[0])) == [6, 8, 8, 8]
    assert any(first.tolist() != second.tolist() for first, second in zip(*epochs[:2], strict=True)
               if len(first) == len(second))  # fmt: skip


def test_an_order_that_was_shuffled_once_is_the_same_in_every_epoch():
    first, second = epochs_of(numbered(30), tiny_recipe(epochs=2, order="once"))
    np.testing.assert_array_equal(np.concatenate(first), np.concatenate(second))
    assert sorted(np.concatenate(first)) == list(range(30))
    assert np.concatenate(first).tolist() != list(range(30))


def test_a_sorted_order_comes_class_after_class():
    classes = np.array([2, 0, 1] * 10, np.int32)
    subset = Subset(numbered(30).pictures, classes)
    first, second = epochs_of(subset, tiny_recipe(epochs=2, order="sorted"))
    assert np.concatenate(first).tolist() == sorted(classes.tolist())
    np.testing.assert_array_equal(np.concatenate(first), np.concatenate(second))


@pytest.mark.parametrize("order", ["pictures", "notes", "once", "sorted"])
def test_every_order_is_the_same_wherever_training_begins(order):
    recipe = tiny_recipe(epochs=4, order=order)
    whole, late = epochs_of(numbered(30), recipe), epochs_of(numbered(30), recipe, first_epoch=3)
    np.testing.assert_array_equal(np.concatenate(whole[3]), np.concatenate(late[0]))


@pytest.mark.parametrize("way", ["crop", "pad"])
def test_pictures_are_brought_to_size_as_the_recipe_says(way, tiny_folder):
    import tensorflow as tf

    from lib.models.resizing import resize_by

    held_back = load_folder(tiny_folder, tiny_recipe(resizing=way)).validation
    for file, picture in zip(held_back.files, held_back.pictures, strict=True):
        pixels = tf.io.decode_image((tiny_folder / file).read_bytes()).numpy()
        assert np.abs(picture - resize_by(way, pixels, (32, 32))).max() <= 0.5
