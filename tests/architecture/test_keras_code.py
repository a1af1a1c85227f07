"""Code goes out and comes in again, and what comes in is read, never run."""

import random
import tracemalloc

import keras
import pytest
from architecture.random_networks import random_network

from lib.architecture.analysis import analyse
from lib.architecture.keras_code import model_code
from lib.architecture.keras_import import CODE_LIMIT, import_network
from lib.architecture.layers import Activation, Dense, Flatten, Outputs
from lib.architecture.network import NOTES_NETWORK
from lib.architecture.text import network_text, read_network
from lib.errors import ArchitectureError

# The layers of the tutorial, in code of our own.
TUTORIAL = """
import tensorflow as tf
from tensorflow.keras import layers

height, width = 180, 180
classes = len(train.class_names)
change = tf.keras.Sequential(
    [
        layers.RandomFlip("horizontal", input_shape=(height, width, 3)),
        layers.RandomRotation(0.1),
        layers.RandomZoom(0.1),
    ]
)
small = tf.keras.Sequential([layers.Flatten(), layers.Dense(3)])
model = tf.keras.models.Sequential([change, tf.keras.layers.Rescaling(1.0 / 255)])
model.add(layers.Conv2D(16, 3, padding="same", activation="relu"))
model.add(layers.MaxPooling2D())
model.add(layers.Conv2D(32, (3, 3), (1, 1), "SAME", activation=tf.nn.relu))
model.add(layers.MaxPool2D((2, 2), strides=2))
model.add(layers.Conv2D(kernel_size=3, filters=64, padding="same", activation="relu"))
model.add(tf.keras.layers.MaxPooling2D(pool_size=2))
model.add(layers.Dropout(0.2))
model.add(layers.Flatten(name="flat"))
model.add(layers.Dense(128, kernel_initializer="he_normal", activation="relu"))
model.add(layers.Dense(classes, name="outputs"))
model.compile(optimizer="adam", loss=tf.keras.losses.SparseCategoricalCrossentropy(True))
history = model.fit(train, validation_data=validation, epochs=15)
print(history.history["accuracy"])
"""


def refusal(code):
    with pytest.raises(ArchitectureError) as caught:
        import_network(code)
    return caught.value


def test_the_listing_of_the_tutorial_is_the_network_of_the_notes():
    read = import_network(TUTORIAL)
    assert read.network == NOTES_NETWORK
    assert (read.input_shape, read.classes, read.models) == ((180, 180, 3), None, 2)
    assert read.augmentation == ("RandomFlip", "RandomRotation", "RandomZoom")


def test_a_network_by_chance_comes_back_from_its_code():
    rng = random.Random(11)
    for _ in range(200):
        network = random_network(rng, most=10)
        read = import_network(model_code(network, (40, 40, 3), classes=7))
        inside = network.layers
        last = max((i for i, each in enumerate(inside) if not isinstance(each, Activation)),
                   default=0)  # fmt: skip
        expected = tuple(  # a dense layer is the outputs where it is the last, and only there
            Outputs(activation=each.activation, bias=each.bias)
            if isinstance(each, Dense) and place == last
            else Dense(7, activation=each.activation, bias=each.bias)
            if isinstance(each, Outputs) and place != last
            else each
            for place, each in enumerate(inside)
        )
        assert read.network.layers == expected, network_text(network)
        assert read.input_shape == (40, 40, 3)


@pytest.mark.parametrize(
    "text",
    [
        "notes",
        "rescaling-127.5-minus1_separable-8-3-m2-same-silu_batchnorm_relu_avgpool-3-s2-same"
        "_depthwise-3x5-d2-m2-nobias_dropout-0.125_globalaverage_dense-7-nobias_outputs-softmax",
    ],
)
def test_the_exported_code_runs_and_builds_what_was_counted(text):
    network = read_network(text)
    scope: dict = {}
    exec(model_code(network, (40, 36, 3), classes=4), scope)
    found = analyse(network, (40, 36, 3), classes=4)
    assert isinstance(scope["model"], keras.Sequential)
    assert scope["model"].count_params() == found.parameters
    assert [layer.output.shape[1:] for layer in scope["model"].layers] == [
        row.output_shape for row in found.rows
    ]


@pytest.mark.parametrize(
    ("code", "line", "reason"),
    [
        ("m = keras.Sequential([\n    layers.LSTM(3),\n])", 2, "code.unknown_layer"),
        ("m = keras.Sequential([\n    layers.Conv2D(16),\n])", 2, "code.missing"),
        ("m = keras.Sequential()\nm.add(layers.Conv2D(16, 3, groups=2))", 2, "code.fixed"),
        ("m = keras.Sequential()\nm.add(layers.LeakyReLU())", 2, "code.slope"),
        ("m = keras.Sequential()\nm.add(layers.ReLU(negative_slope=0.1))", 2, "code.argument"),
        ("m = keras.Sequential([layers.Conv2D(16, 3, colour=2)])", 1, "code.argument"),
        ("m = keras.Sequential([layers.Rescaling(1 // 255)])", 1, "code.rescaling_zero"),
        ("m = keras.Sequential([layers.Dropout(1.5)])", 1, "layer.out_of_range"),
        ("m = keras.Sequential([layers.Dense(2 ** 9)])", 1, "code.value"),
        ("m = keras.Sequential([layers.Dense('a' * 9)])", 1, "code.value"),
        ("m = keras.Sequential([layers.Conv2D(*some)])", 1, "code.value"),
        ("m = keras.Sequential([layers.Flatten(1, 2, 3)])", 1, "code.places"),
        ("m = keras.Sequential([layers.Input((180, 180))])", 1, "code.input_shape"),
        ("x = layers.Flatten()\ny = layers.Dense(3)(x)", 1, "code.not_understood"),
        ("for n in (16, 32):\n    m.add(layers.Dense(n))", 2, "code.not_understood"),
        ("m = keras.Sequential(some_layers)", 1, "code.not_understood"),
        ("m = Sequential([Flatten()])\nm.pop()", 2, "code.not_understood"),
        ("m = Sequential([Flatten()])\nx = m.pop()", 2, "code.not_understood"),
        ("m = Sequential([Flatten()])\nfor i in (1, 2):\n    m.add(b)", 3, "code.not_understood"),
        ("m = Sequential([Flatten()])\nif large:\n    m = b", 3, "code.not_understood"),
        ("m = Sequential([Flatten()])\nm.add(m)", 2, "code.not_understood"),
        (
            "b = Sequential([Flatten()])\nm = Sequential([b])\nb.add(Dense(3))",
            3,
            "code.not_understood",
        ),
        (
            "n = 4\nfor i in (1, 2):\n    n *= 2\nm = Sequential([Conv2D(n, 3)])",
            4,
            "layer.out_of_range",
        ),
    ],
)
def test_what_is_not_understood_is_named_with_its_line(code, line, reason):
    error = refusal(code)
    assert (error.key, error.facts["line"]) == ("code.line", line)
    assert error.facts["reason"].key == reason


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("", "code.no_model"),
        ("x = 3", "code.no_model"),
        ("x = (", "code.syntax"),
        ("'''", "code.syntax"),
        ("\0", "code.syntax"),
        ("1+" * 9_000 + "1", "code.too_deep"),
        ("-" * 15_000 + "1", "code.too_deep"),
        ("#" * (CODE_LIMIT + 1), "code.too_long"),
        ("m = Sequential([Flatten(), Dense(n), Dense(3)])", "code.unknown_units"),
    ],
)
def test_what_is_no_model_is_refused(code, key):
    assert refusal(code).key == key


@pytest.mark.parametrize(
    ("first", "line"),
    [
        ("m0 = Sequential([Flatten()])", "m{next} = Sequential([m{last}, m{last}])"),
        ("m0 = Sequential([RandomFlip(), Flatten()])", "m{next} = Sequential([m{last}, m{last}])"),
        ("m0 = (1,)", "m{next} = m{last} + m{last}"),
        ("m0 = (1,)", "m{next} = (*m{last}, *m{last})"),
        ("m0 = (1,)", "m{next} = (m{last}, m{last})"),
    ],
)
def test_what_doubles_from_line_to_line_is_refused_before_it_is_large(first, line):
    code = "\n".join([first, *(line.format(last=i, next=i + 1) for i in range(60))])
    tracemalloc.start()
    try:
        refusal(f"{code}\nm = Sequential([Input(m60), m60])")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("shape", ["SIZE + (3,)", "(*SIZE, 3)"])
def test_shapes_put_together_from_a_size_are_read(shape):
    read = import_network(f"SIZE = (180, 120)\nm = Sequential([Input(shape={shape}), Flatten()])")
    assert read.input_shape == (180, 120, 3)


@pytest.mark.parametrize(
    ("given", "shape"),
    [("batch_shape=(None, 28, 20, 1)", (28, 20, 1)), ("batch_shape=shape", None),
     ("shape=(28, 20, 1), batch_size=8", (28, 20, 1)), ("batch_shape=(8, None, None, 3)", None)],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Input", "InputLayer"])
def test_an_input_may_be_given_with_its_batch(name, given, shape):
    read = import_network(f"m = keras.Sequential([layers.{name}({given}), layers.Flatten()])")
    assert read.input_shape == shape


def test_a_number_may_be_kept_under_a_name_with_its_type():
    read = import_network("n: int = 8\nm = keras.Sequential([layers.Conv2D(n, 3)])")
    assert read.network.layers[0].filters == 8
    typed = import_network("m: keras.Sequential = keras.Sequential([layers.Flatten()])")
    assert typed.network.layers == (Flatten(),)


def test_a_second_name_means_the_same_model():
    read = import_network("m = n = Sequential([Flatten()])\nk = n\nk.add(Dense(3))")
    assert (len(read.network.layers), read.models) == (2, 1)


def test_nothing_of_the_code_is_run(tmp_path):
    victim = tmp_path / "here"
    code = f"""
open({str(victim)!r}, "w")
n = __import__("os").system("touch {victim}")
m = keras.Sequential([layers.Flatten(), layers.Dense(n)])
"""
    assert import_network(code).network.layers[-1] == Outputs()
    assert not victim.exists()
