"""The same file, another picture in every epoch: Keras' augmentation layers at work."""

import streamlit as st

from lib.jobs import engine
from lib.operations.augmentation import Augmentation
from lib.snippets import augmentation as snippets
from lib.ui import augmentation_controls as controls
from lib.ui import augmentation_more as more
from lib.ui import augmentation_view as view
from lib.ui.page import Page
from lib.ui.picture import choose_picture
from lib.ui.predict_first import predict_first
from lib.ui.views import finish, show_views

page = Page("augmentation")
say = page.say
engine.warm_up()


def show_draws() -> None:
    """Twelve draws of one picture."""
    at_controls, at_figure, at_words = st.columns([1, 1.6, 1], gap="large")
    with at_words:
        picture = choose_picture(page)
    with at_controls:
        settings, seed = controls.choose_settings(page), controls.choose_seed(page)
    if picture is None:
        return
    with at_words:
        view.show_original(page, picture)
        view.show_words(page, settings)
    with at_figure:
        found = view.ask(page, "draws", picture, settings, seed, view.DRAWS)
        view.show_draws(page, found, name="draws")
    facts = view.factor_facts(settings, "rotation")
    predict_first(page, "turn", view.turn_options(facts), answer=facts["degrees"],
                  format_func=view.degrees, **facts)  # fmt: skip
    snippet = snippets.draws_snippet(settings, seed=seed, count=view.DRAWS)
    finish(page, "draws", snippet, **facts, zoom=f"{settings.zoom:g}")


def show_epochs() -> None:
    """One file over ten epochs."""
    at_controls, at_figure, at_words = st.columns([1, 1.6, 1], gap="large")
    with at_controls:
        picture = choose_picture(page)
        settings, seed = controls.choose_settings(page), controls.choose_seed(page)
    if picture is None:
        return
    with at_figure:
        found = view.ask(page, "epochs", picture, settings, seed, view.EPOCHS)
        view.show_draws(page, found.draws, name="epochs")
    with at_words:
        predict_first(page, "file", (False, True), answer=found.before != found.after,
                      format_func=view.yes_or_no(page), epochs=view.EPOCHS)  # fmt: skip
        view.show_file(page, found)
    snippet = snippets.epochs_snippet(settings, seed=seed, epochs=view.EPOCHS)
    finish(page, "epochs", snippet, **view.epoch_facts(found))


def show_inference() -> None:
    """On for training, off for prediction."""
    at_controls, at_figure = st.columns([1, 2.6], gap="large")
    with at_controls:
        picture = choose_picture(page)
        settings, seed = controls.choose_settings(page), controls.choose_seed(page)
    if picture is None:
        return
    with at_figure:
        found = view.ask(page, "inference", picture, settings, seed)
        predict_first(page, "off", (True, False), answer=found.prediction_difference > 0,
                      format_func=view.yes_or_no(page),
                      difference=f"{found.prediction_difference:g}")  # fmt: skip
        more.show_inference(page, found)
    snippet = snippets.draws_snippet(settings, seed=seed, count=1)
    finish(page, "inference", snippet, difference=f"{found.prediction_difference:g}")


def show_label() -> None:
    """Signs whose meaning does not survive."""
    at_controls, at_figure = st.columns([1, 1.8], gap="large")
    with at_controls:
        symbol, settings = controls.choose_symbol(page)
        seed = controls.choose_seed(page)
        question = st.container()
    found = more.ask_symbol(symbol, settings, seed)
    with at_figure:
        readings = more.show_symbols(page, symbol, found)
    facts = more.reading_facts(page, symbol, readings)
    with question:
        predict_first(page, "label", more.near_counts(facts["kept"], facts["count"]),
                      answer=facts["kept"], **facts)  # fmt: skip
    finish(page, "label", snippets.half_turn_snippet(), **facts)


def show_count() -> None:
    """How many different pictures the network is shown."""
    at_controls, at_figure = st.columns([1, 1.8], gap="large")
    with at_controls:
        picture = choose_picture(page)
        amounts = controls.choose_amounts(page)
        settings, seed = controls.choose_settings(page), controls.choose_seed(page)
    if picture is None:
        return
    with at_figure:
        digests = view.ask(page, "distinct", picture, settings, seed, more.SAMPLE)
        coin = Augmentation("horizontal", 0.0, 0.0)
        coins = view.ask(page, "distinct", picture, coin, seed, more.SAMPLE)
        more.show_count(page, digests, coins)
        facts = more.count_facts(page, settings, digests, amounts)
        predict_first(page, "both", (2, 4, 8), answer=more.both_directions(page, picture, seed),
                      **facts)  # fmt: skip
        more.train_doors(page)
    files, epochs = amounts
    finish(page, "count", snippets.count_snippet(files=files, epochs=epochs), **facts)


show_views(page, {"draws": show_draws, "epochs": show_epochs, "inference": show_inference,
                  "label": show_label, "count": show_count})  # fmt: skip
