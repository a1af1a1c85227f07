"""Networks of every kind of layer and activation that can be trained here."""

import keras
import numpy as np
from keras import layers

from lib.architecture.settings import ACTIVATIONS

CLASSES = ("a b", "*b*", "猫")
SIDE = 24


def mixed_network(seed=3):
    """Names of one's own, windows that are no squares, strides, dilation, all activations."""
    keras.utils.set_random_seed(seed)
    network = keras.Sequential(
        [
            layers.Input((SIDE, SIDE, 3)),
            keras.Sequential([layers.RandomFlip("horizontal")], name="augmentation"),
            layers.Rescaling(1 / 127.5, offset=-1, name="to.one"),
            layers.Conv2D(6, 5, strides=2, padding="same", activation="gelu", name="stem"),
            layers.BatchNormalization(name="norm"),
            layers.DepthwiseConv2D(
                3, depth_multiplier=2, padding="same", activation="elu", name="depthwise_conv2d"
            ),
            layers.SeparableConv2D(10, 3, padding="same", name="apart"),
            layers.BatchNormalization(scale=False),
            layers.ReLU(name="re_lu"),
            layers.MaxPooling2D(3, strides=2, padding="same"),
            layers.Conv2D(8, (1, 3), dilation_rate=(1, 2), activation="leaky_relu", name="conv2d"),
            layers.AveragePooling2D(2, padding="same"),
            *[layers.Conv2D(4, 1, activation=name, name=f"as_{name}") for name in ACTIVATIONS],
            layers.Rescaling(3.0, offset=-1.5, name="later"),
            layers.Activation("tanh"),
            layers.LeakyReLU(),
            layers.GlobalAveragePooling2D(),
            layers.Dropout(0.2),
            layers.Dense(7, activation="silu"),
            layers.Dense(3, name="klasse"),
        ]
    )
    noise = np.random.default_rng(seed).uniform(0, 255, (16, SIDE, SIDE, 3)).astype("float32")
    for _ in range(30):  # means and variances of its own, instead of 0 and 1
        network(noise, training=True)
    return network


def saved_run(network, side, names):
    """A finished run that has this network."""
    from lib.runs.directory import create_run
    from lib.runs.recipe import Recipe

    run = create_run(Recipe(image_size=max(32, side)))
    network.save(run.model_path)
    run.write_state(status="finished", class_names=tuple(names))
    return run
