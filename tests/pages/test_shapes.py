"""The page about shapes without a browser: what is changed, and what nonsense leads to."""

import pytest
from page_opening import opened

OWN = "rescaling_conv-8-3-same-nobias_batchnorm_relu_maxpool-2_globalaverage_outputs"


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def written(app):
    return " ".join(element.value for element in app.markdown)


def address(app, name, default=None):
    found = app.query_params.get(name, default)
    return found[0] if isinstance(found, list) else found


def network(app):
    return address(app, "network", "notes")


def press(app, key):
    next(button for button in app.button if button.key == key).click()
    app.run()
    assert not app.exception, [found.value for found in app.exception]


def errors(app):
    return " ".join(error.value for error in app.error)


def test_a_changed_setting_changes_the_formulas_and_the_address():
    app = opened("shapes", lang="en")
    assert "(3 · 3 · 3 + 1) · 16" in written(app)
    app.number_input(key="shapes.set.2.conv.filters").set_value(20).run()
    assert "(3 · 3 · 3 + 1) · 20" in written(app)
    assert "conv-20-3-same-relu" in network(app)


def test_layers_are_removed_moved_undone_and_reset():
    app = opened("shapes", lang="en", layer="8")
    press(app, "shapes.remove")
    assert "dropout" not in network(app)
    press(app, "shapes.up")  # layer 7, the last pooling, is opened now
    assert "maxpool-2_maxpool-2_conv-64-3-same-relu_flatten" in network(app)
    press(app, "shapes.undo")
    press(app, "shapes.undo")
    assert network(app) == "notes"
    app = opened("shapes", lang="en", network=OWN)
    press(app, "shapes.reset")
    assert network(app) == "notes"


def test_a_layer_is_added_after_the_opened_one():
    app = opened("shapes", lang="en", layer="2")
    app.selectbox(key="shapes.add").set_value("BatchNormalization").run()
    assert "conv-16-3-same-relu_batchnorm_maxpool-2" in network(app)
    assert address(app, "layer") == "3"
    assert "2 · 16" in written(app)


def test_a_network_that_does_not_fit_says_which_layer_and_why():
    app = opened("shapes", lang="en", network="conv-16-3_dense-4_outputs")
    assert "Layer 2, Dense, does not fit" in errors(app)
    assert "178×178×16" in errors(app)
    app = opened("shapes", lang="en", network="conv-4-5_flatten_outputs", side="16")
    assert not app.error
    app = opened("shapes", lang="en", network="maxpool-9_conv-4-3_flatten_outputs", side="16")
    assert "Layer 2, Conv2D, does not fit. The window reaches over 3 cells" in errors(app)


@pytest.mark.parametrize(
    ("view", "text"),
    [
        ("table", "dense-4"),
        ("batch", "dense-4"),
        ("where", "dense-4"),
        ("where", "flatten"),
        ("batch", "conv-4096-99-s99_flatten_outputs"),
        ("table", "dropout-0.5_dense-3"),
        ("code", "flatten_flatten"),
    ],
)
def test_no_view_breaks_on_a_strange_network(view, text):
    app = opened("shapes", lang="zh", view=view, network=text, side="16", channels="1")
    assert "{{" not in written(app)


@pytest.mark.parametrize("text", ["💥", "conv-16-3_lstm-4", "x" * 3000])
def test_a_text_that_is_no_network_is_named_and_the_notes_are_shown(text):
    app = opened("shapes", lang="en", network=text)
    assert "network" in " ".join(warning.value for warning in app.warning)
    assert "(3 · 3 · 3 + 1) · 16" in written(app)


def test_a_setting_that_cannot_be_is_refused_and_the_network_stays():
    app = opened("shapes", lang="en", layer="1", network="conv-8-3-s2_flatten_outputs")
    app.selectbox(key="shapes.set.1.conv.dilation").set_value("2×2").run()
    assert "cannot have a stride and a dilation" in errors(app)
    assert network(app) == "conv-8-3-s2_flatten_outputs"


def test_code_is_read_into_the_network_and_what_is_not_understood_is_named():
    app = opened("shapes", lang="en", view="code")
    code = """
model = keras.Sequential([
    layers.Input((64, 64, 1)),
    layers.RandomFlip("horizontal"),
    layers.Conv2D(4, 5, activation="relu"),
    layers.GlobalAveragePooling2D(),
    layers.Dense(7),
])
"""
    app.text_area(key="shapes.pasted").set_value(code).run()
    read = next(button for button in app.button if button.label == "Read the code")
    read.click()
    app.run()
    assert network(app) == "conv-4-5-relu_globalaverage_outputs"
    assert [address(app, name) for name in ("side", "channels", "classes")] == ["64", "1", "7"]
    assert "RandomFlip" in app.success[0].value
    app.text_area(key="shapes.pasted").set_value("m = Sequential([\n LSTM(3)])").run()
    next(button for button in app.button if button.label == "Read the code").click()
    app.run()
    assert "Line 2" in errors(app) and "LSTM" in errors(app)
    assert network(app) == "conv-4-5-relu_globalaverage_outputs"


def test_the_page_about_training_takes_a_network_of_ones_own_and_refuses_one_that_does_not_end():
    app = opened("train", lang="en", network=OWN)
    assert "7 layers" in app.info[0].value
    assert [button.disabled for button in app.button if button.label == "Train"] == [False]
    app = opened("train", lang="en", network="conv-4-3_flatten")
    assert "The last layer is Flatten" in errors(app)
    assert [button.disabled for button in app.button if button.label == "Train"] == [True]
    app = opened("train", lang="en", network="globalaverage_outputs-softmax")
    assert "softmax" in errors(app)
