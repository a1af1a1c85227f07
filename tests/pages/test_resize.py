"""The page about resizing: before a worker has answered, and with pictures of any shape."""

import re
import threading

import numpy as np
import pytest
from page_opening import opened

from lib.jobs import engine
from lib.operations.resize import LONGEST, fit
from lib.operations.resized import Resized
from lib.runs.directory import create_run
from lib.runs.recipe import Recipe
from lib.ui import asking, picture
from lib.ui.answers import Answers
from lib.ui.asking import Asking
from lib.ui.page import Page
from lib.ui.resize import model_view
from lib.words import load_words

VIEWS = ("picture", "mix", "interpolation", "data", "model")


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))


def answering(monkeypatch):
    """A worker that knows at once what these views ask for, without TensorFlow."""

    def quick(module, function, *arguments, **options):
        if function == "resized":
            _, pixels, way, size, _ = arguments
            if pixels is None:
                return None
            fitted = fit(way, pixels.shape[:2], size)
            back = np.zeros((*pixels[fitted.used.slices].shape[:2], 3), np.uint8)
            return Resized(fitted, np.zeros((*size, 3), np.uint8), back, 0.0, 255.0)
        from lib.datasets import sizes

        return getattr(sizes, function)(*arguments)

    monkeypatch.setattr(engine, "quick", quick)
    monkeypatch.setattr(engine, "warm_up", lambda: None)
    monkeypatch.setattr(asking, "_COLD_PATIENCE", 100.0)
    monkeypatch.setattr(asking, "_public", Answers(10**6))


def written(app):
    return " ".join(element.value for element in (*app.markdown, *app.caption))


@pytest.mark.parametrize("view", VIEWS)
def test_words_and_controls_are_there_while_the_worker_starts(view, monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(engine, "quick", lambda *asked, **options: never.wait(20))
    monkeypatch.setattr(engine, "warm_up", lambda: None)
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    monkeypatch.setattr(asking, "_public", Answers(10**6))
    try:
        app = opened("resize", view=view, lang="en")
        assert not app.error and "What to notice" in written(app)
        waits = [info.value for info in app.info] == [load_words("en")("asked.waiting")]
        assert waits == (view != "mix")  # which asks nothing of a worker
    finally:
        never.set()


@pytest.mark.parametrize("shape", [(3, 3000), (3000, 3), (1, 1)])
@pytest.mark.parametrize("way", ["squash", "pad", "crop"])
def test_a_picture_of_any_shape_is_drawn(shape, way, monkeypatch):
    from lib.ui.resize import controls

    answering(monkeypatch)
    pixels = np.full((*shape, 3), 90, np.uint8)
    chosen = picture.ChosenPicture(pixels, shape[1], shape[0], f"thin {shape}", "thin")
    monkeypatch.setattr(controls, "choose_picture", lambda page, default=None: chosen)
    app = opened("resize", lang="en", way=way)
    assert not app.exception
    assert app.error or "What to notice" in written(app)
    if shape == (1, 1) and way == "squash":
        assert "9,216 times as many pixels" in written(app)


def test_every_column_of_the_result_can_be_chosen_down_to_the_last():
    app = opened("resize", view="mix", lang="en", width="100", column="99", subject="grid")
    slider = app.slider(key="resize.column")
    assert (slider.min, slider.max, slider.value) == (0, 99, 99)
    app.slider(key="resize.width").set_value(40).run()
    assert not app.exception and app.slider(key="resize.column").value == 39


def test_a_pixel_that_is_no_column_is_named():
    app = opened("resize", view="mix", lang="en", width="20", column="20", subject="grid")
    assert "column" in app.warning[0].value


def test_the_answer_of_a_chart_of_shapes_lies_within_what_its_bar_says(monkeypatch):
    answering(monkeypatch)
    app = opened("resize", view="data", lang="en", width="256", height="8")
    svgs = [str(one.proto) for one in app.main if one.type == "bidi_component"]
    said = re.findall(r"stretched by ([\d.]+) to ([\d.]+)\.", " ".join(svgs))
    largest = re.search(r"one even by (\d+\.\d+)", written(app))[1]
    assert said and float(said[-1][1]) >= float(largest)


@pytest.mark.parametrize(
    ("way", "said"), [("squash", "squashed"), ("crop", "cropped"), ("pad", "padded")]
)
def test_the_words_say_what_the_network_chosen_was_trained_on(monkeypatch, way, said):
    run = create_run(Recipe(resizing=way))
    monkeypatch.setattr(model_view, "choose_run", lambda page: run)
    monkeypatch.setattr(model_view, "_ask_network", lambda *asked: None)
    monkeypatch.setattr(model_view, "_ask", lambda *asked, **options: None)
    app = opened("resize", lang="en", view="model")
    assert f"This one has seen {said} pictures only" in " ".join(one.value for one in app.markdown)


def places(block):
    """The containers of a page with all that they are told, and the kinds of what is in them."""
    if hasattr(block, "children"):
        return block.proto.SerializeToString(), [places(one) for one in block.children.values()]
    return block.type


def test_a_step_of_the_size_leaves_every_place_as_it_is(monkeypatch):
    """Or its pictures could not be sent before everything else (lib/ui/figure_first.py)."""
    answering(monkeypatch)
    app = opened("resize", lang="en", width="48", height="64")
    before = [places(one) for one in app.main.children.values()]
    pictures = [one.proto.imgs[0].url for one in app.get("image")]
    app.slider(key="resize.height").set_value(65).run()
    assert [places(one) for one in app.main.children.values()] == before
    assert [one.proto.imgs[0].url for one in app.get("image")] != pictures


def test_what_was_wrong_with_the_address_is_still_said_when_the_answer_has_come(monkeypatch):
    answering(monkeypatch)
    at_once, asked = engine.quick, threading.Event()
    monkeypatch.setattr(engine, "quick", lambda *q, **o: asked.wait(20) and at_once(*q, **o))
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    wait = Asking.wait

    def answered_meanwhile(page):
        asked.set()
        for future in page._open:
            future.result(20)
        wait(page)

    monkeypatch.setattr(Asking, "wait", answered_meanwhile)
    drawn = []
    again = Page.again
    monkeypatch.setattr(Page, "again", lambda page: drawn.append(page) or again(page))
    app = opened("resize", lang="en", height="tall", width="90")
    assert drawn and "height" in app.warning[0].value
    assert not [info for info in app.info if info.value == load_words("en")("asked.waiting")]
    app.slider(key="resize.width").set_value(91).run()  # the visitor goes on, and knows
    assert not app.warning


@pytest.mark.parametrize("way", ["squash", "pad", "crop"])
def test_what_a_step_sends_is_little_even_of_a_noisy_picture_of_ones_own(way, monkeypatch):
    from lib.ui.resize import controls

    answering(monkeypatch)
    pixels = np.random.default_rng(5).integers(0, 256, (LONGEST * 3 // 4, LONGEST, 3), np.uint8)
    chosen = picture.ChosenPicture(pixels, LONGEST, pixels.shape[0], "noise", "noise")
    monkeypatch.setattr(controls, "choose_picture", lambda page, default=None: chosen)
    app = opened("resize", lang="en", way=way, width="180", height="180")
    sent = sum(len(one.proto.imgs[0].url) for one in app.get("image"))
    assert 0 < sent < 4 * pixels.nbytes  # four pictures, none larger than it
