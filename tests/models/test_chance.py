"""A network begins with the weights of its seed, whatever other threads draw meanwhile."""

import random
import threading

import keras
import numpy as np

from lib.models.chance import own_chance
from lib.models.network import build_network
from lib.runs.recipe import Recipe

RECIPE = Recipe(image_size=32)


def built(disturbed):
    keras.backend.clear_session()
    keras.utils.set_random_seed(RECIPE.seed)
    over = threading.Event()

    def draw():
        while not over.is_set():
            random.random()

    thread = threading.Thread(target=draw)
    if disturbed:
        thread.start()
    try:
        with own_chance(RECIPE.seed):
            return build_network(RECIPE, 2).get_weights()
    finally:
        over.set()
        if disturbed:
            thread.join()


def plain():
    keras.backend.clear_session()
    keras.utils.set_random_seed(RECIPE.seed)
    return build_network(RECIPE, 2).get_weights()


def test_the_weights_are_those_that_a_plain_script_begins_with():
    for ours, theirs in zip(built(disturbed=False), plain(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_threads_that_draw_at_random_change_nothing():
    for ours, theirs in zip(built(disturbed=True), plain(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_the_chance_of_the_process_is_back_afterwards():
    from keras.src.random import seed_generator

    with own_chance(1):
        assert seed_generator.python_random is not random
    assert seed_generator.python_random is random
