"""The page *layers* without a browser: every view, other networks, what cannot be shown."""

import math
import shutil
import zipfile

import numpy as np
import pytest
from layers.mixed_networks import CLASSES, SIDE, saved_run
from page_opening import opened

from lib.layers.field import pixels_seen
from lib.models.inside.network import describe
from lib.ui import known_sets
from lib.ui.layers import lens_view, photograph

VIEWS = ("maps", "lens", "filters", "signs", "dead")
pytestmark = pytest.mark.usefixtures("worker_here")


def written(app):
    return [element.value for element in (*app.markdown, *app.caption)]


@pytest.mark.parametrize(
    ("view", "language"), [*((view, "en") for view in VIEWS), ("lens", "zh"), ("signs", "zh")]
)
def test_a_view_opens_in_a_language(view, language):
    app = opened("layers", view=view, lang=language)
    assert not app.error
    assert not app.warning
    assert any(block for block in written(app) if "$$" in block)  # its formula in numbers
    assert app.code  # the same in Keras


@pytest.mark.parametrize("view", ["maps", "filters", "signs", "dead"])
def test_a_network_of_other_layers_names_and_classes_is_shown(view, run):
    app = opened("layers", view=view, run=run.id, lang="en")
    assert not app.error
    if view == "maps":
        one = opened("layers", view=view, show="one", run=run.id, lang="en")
        said = next(text for text in written(one) if text.startswith("It says"))
        assert any(name in said for name in ("a b", r"\*b\*", "猫"))


@pytest.mark.parametrize(
    "layer",
    ["norm", "depthwise_conv2d", "apart", "max_pooling2d", "activation", "klasse",
     "global_average_pooling2d", "later", "as_selu", "as_softmax", "leaky_re_lu", "conv2d"],
)  # fmt: skip
def test_every_kind_of_layer_has_a_lens(layer, run):
    app = opened("layers", view="lens", run=run.id, layer=layer, unit="2", lang="en")
    assert not app.error
    assert not app.warning


@pytest.mark.parametrize(
    ("layer", "formula"),
    [("stem", r"\text{GELU}(z) = \tfrac{1}{2}\,z"), ("as_tanh", r"\frac{e^z - e^{-z}}"),
     ("leaky_re_lu", r"0.3\,z & z \le 0"), ("re_lu", r"\max(0, z)"), ("as_linear", "f(z) = z")],
)  # fmt: skip
def test_the_formula_under_the_lens_is_that_of_the_layers_own_activation(layer, formula, run):
    app = opened("layers", view="lens", run=run.id, layer=layer, lang="en")
    assert not app.error
    assert app.selectbox(key="layers.layer").value == layer
    assert any(formula in text for text in written(app))


def test_the_cells_on_both_sides_of_every_lens_have_their_pixels_on_the_photograph(run):
    network = describe(str(run.model_path))
    sights = {(layer.name, stage): found for layer, stage, found in photograph._sights(network)}
    assert len(sights) > 15
    for layer in filter(lens_view._explained, network.layers):
        if layer.kind == "Dense":
            continue  # a sum over everything: it has no lens
        found = sights[layer.name, "whole"]
        if layer.kind != "SeparableConv2D":  # whose second half weighs what its first half gave
            assert tuple(axis.units for axis in found.input) == layer.input_shape[:2]
        if not layer.has_maps:
            assert found.output is None
            continue
        assert tuple(axis.units for axis in found.output) == layer.map_shape
        field = pixels_seen(network.layers, network.place(layer.name), 0, 0)
        assert tuple(axis.size for axis in found.output) == field.size
    assert ("apart", "depthwise") in sights


def test_a_normalisation_is_shown_with_its_four_numbers(run):
    app = opened("layers", view="lens", run=run.id, layer="norm", unit="2", lang="en")
    formula = next(text for text in written(app) if r"\sqrt{\sigma^2" in text)
    assert "{{" not in formula
    assert "products" not in formula


def test_a_network_that_cannot_be_read_is_named_and_the_others_stay_usable(network):
    bad = saved_run(network, SIDE, CLASSES)
    with zipfile.ZipFile(bad.model_path, "w") as archive:
        for part in ("config.json", "model.weights.h5"):
            archive.writestr(part, "nonsense")
    try:
        app = opened("layers", run=bad.id, lang="en")
        assert bad.id in app.error[0].value
        app.selectbox(key="layers.run").set_value("shipped").run()
        assert not app.error
    finally:
        shutil.rmtree(bad.folder)


def test_a_network_whose_file_was_cut_short_is_named_and_not_offered(network):
    cut = saved_run(network, SIDE, CLASSES)
    whole = cut.model_path.read_bytes()
    cut.model_path.write_bytes(whole[: len(whole) // 2])
    try:
        app = opened("layers", view="filters", lang="en")
        (warning,) = [each.value for each in app.warning]
        assert cut.id in warning and "damaged" in warning
        assert not any(cut.id[-8:] in title for title in app.selectbox(key="layers.run").options)
        assert not app.error
        cut.model_path.write_bytes(whole)
        app = opened("layers", view="filters", lang="en")
        assert any(cut.id[-8:] in title for title in app.selectbox(key="layers.run").options)
        assert not app.warning
    finally:
        shutil.rmtree(cut.folder)


def test_a_damaged_directory_is_named_and_that_of_a_strangers_pictures_is_counted(
    network, private_run
):
    bad = saved_run(network, SIDE, CLASSES)
    kept = (private_run.folder / "state.json").read_text()
    try:
        for each in (bad, private_run):
            (each.folder / "state.json").write_text("{")
        app = opened("layers", view="filters", lang="en")
        assert bad.id in app.warning[0].value
        assert "1 run cannot be read" in app.warning[1].value
        assert not any(private_run.id in each.value for each in app.warning)
        assert not app.error
    finally:
        shutil.rmtree(bad.folder)
        (private_run.folder / "state.json").write_text(kept)


def test_a_finished_run_whose_network_is_gone_is_named(network):
    lost = saved_run(network, SIDE, CLASSES)
    lost.model_path.unlink()
    try:
        app = opened("layers", view="filters", lang="en")
        (warning,) = [each.value for each in app.warning]
        assert lost.id in warning and "gone" in warning
        assert not app.error
    finally:
        shutil.rmtree(lost.folder)


def test_another_network_drops_a_layer_and_a_unit_that_it_does_not_have(run):
    app = opened("layers", view="lens", layer="conv2d_2", unit="60", lang="en")
    app.selectbox(key="layers.run").set_value(run.id).run()
    assert not app.warning
    assert app.selectbox(key="layers.layer").value == "stem"
    assert app.slider(key="layers.unit").value == 1


def test_nonsense_in_the_address_is_said_and_the_default_shown():
    app = opened("layers", view="lens", cell="9-x", unit="99999", layer="no", lang="en")
    assert not app.error
    assert all(name in app.warning[0].value for name in ("unit", "layer"))


def test_a_cell_outside_the_map_is_said_and_none_is_held():
    app = opened("layers", view="lens", layer="conv2d_1", cell="99-99", lang="en")
    assert not app.error
    assert "99-99" in app.warning[0].value
    assert "0-0 to 47-47" in app.warning[0].value
    app.run()
    assert "cell" not in app.query_params


def test_another_layer_lets_the_held_cell_go_and_another_map_keeps_it():
    app = opened("layers", view="lens", layer="conv2d_1", cell="9-7", lang="en")
    app.slider(key="layers.unit").set_value(3).run()
    assert "9-7" in app.query_params["cell"]
    app.selectbox(key="layers.layer").set_value("conv2d").run()
    assert not app.warning
    assert "cell" not in app.query_params


def test_another_network_drops_a_cell_that_its_map_does_not_have(run):
    app = opened("layers", view="lens", layer="conv2d_1", cell="40-40", lang="en")
    app.selectbox(key="layers.run").set_value(run.id).run()
    assert not app.warning
    assert "cell" not in app.query_params


def test_a_run_of_a_strangers_own_pictures_is_not_listed(run, private_run):
    app = opened("layers", view="filters", lang="en")
    listed = " ".join(app.selectbox(key="layers.run").options)
    assert [each.id[-8:] in listed for each in (run, private_run)] == [True, False]


@pytest.mark.parametrize("key", [False, True])
def test_whoever_has_only_the_link_of_a_run_sees_none_of_its_pictures(
    private_run, key, monkeypatch
):
    if key:
        monkeypatch.setattr(known_sets, "known_sets", lambda: (private_run.recipe.data,))
    app = opened("layers", view="excite", run=private_run.id, lang="en")
    told = " ".join([*written(app), *(each.value for each in app.code)])
    assert ("secret_0" in told) == key
    assert ("somebody's own" in told) != key


@pytest.mark.parametrize(
    ("weight", "view"), [*((math.nan, view) for view in VIEWS), (1e30, "maps")]
)
def test_a_training_that_got_out_of_hand_is_named_and_breaks_no_view(weight, view, worker_here):
    import keras

    network = keras.Sequential(
        [
            keras.layers.Input((32, 32, 3)),
            keras.layers.Conv2D(2, 3, activation="relu", name="first"),
            keras.layers.Conv2D(2, 3, activation="relu", name="second"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(3, name="outputs"),
        ]
    )
    for kernel in (network.get_layer("first").kernel, network.get_layer("second").kernel):
        kernel.assign(kernel * 0 + weight)
    run = saved_run(network, 32, CLASSES)
    app = opened("layers", view=view, run=run.id, lang="en")
    (said,) = [error.value for error in app.error]
    assert "first" in said if math.isnan(weight) else "second" in said
    assert "not all of them are finite" in said


def test_a_dense_unit_sees_what_the_last_maps_see_and_no_row_that_no_window_reaches(worker_here):
    import keras

    from lib.models.inside import passing, units

    network = keras.Sequential(
        [
            keras.layers.Input((32, 32, 3)),
            keras.layers.Conv2D(2, 5, strides=5, name="first"),
            keras.layers.Flatten(),
            keras.layers.Dense(3, name="outputs"),
        ]
    )
    run = saved_run(network, 32, CLASSES)
    model = str(run.model_path)
    seen = pixels_seen(describe(model).layers, 2, 0, 0)
    assert (seen.rows, seen.columns, seen.size) == (range(30), range(30), (30, 30))
    passing.square("noise", np.random.default_rng(1).integers(0, 256, (32, 32, 3), "uint8"), model)
    heat = units.influence("noise", None, model, "outputs", (0, 0, 0)).heat
    assert heat[:30, :30].all()
    assert not heat[30:].any() and not heat[:, 30:].any()
    app = opened("layers", view="lens", run=run.id, layer="outputs", lang="en")
    assert not app.error
    assert any("could see 30×30 pixels of it" in text for text in written(app))
    flat = [describe(model).layers[1]]  # a network may begin with it
    assert pixels_seen(flat, 0, 0, 0).size == flat[0].input_shape[:2]


def test_what_a_relu_of_its_own_gets_and_gives_are_told_apart(worker_here):
    import keras

    network = keras.Sequential(
        [
            keras.layers.Input((32, 32, 3)),
            keras.layers.Rescaling(1 / 100, offset=-1, name="before"),
            keras.layers.ReLU(name="alone"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(3, name="outputs"),
        ]
    )
    run = saved_run(network, 32, CLASSES)
    app = opened("layers", view="signs", run=run.id, layer="alone", lang="en")
    reason = next(text for text in written(app) if "What it gets may lie" in text)
    assert "anywhere from −1 to 1.550; over the set it went from −" in reason
    formula = next(text for text in written(app) if r"\;\le\; y" in text)
    assert r"0 \;\le\; y \;\le\; 1.550" in formula
    assert "the least was 0" in formula
