"""From a photograph of any shape to image_size: squash, crop or pad, and what is lost."""

import streamlit as st

from lib.cnn.resizing import INTERPOLATIONS
from lib.jobs import engine
from lib.operations.resize import CROP_INTERPOLATIONS, fit, mix
from lib.operations.resize_formulas import mix_formula, stretch_formula
from lib.operations.resize_statistics import fit_all, near_shares
from lib.snippets import resize as snippets
from lib.ui import resize_controls as controls
from lib.ui import resize_more as more
from lib.ui import resize_view as view
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.views import finish, show_views

SHARES = (1, 2.3)  # of the controls and the figure

page = Page("resize")
engine.warm_up()


def show_picture() -> None:
    """One picture, there and back."""
    at_controls, at_figure = st.columns(SHARES, gap="large")
    with at_controls:
        subject = controls.choose_subject(page)
        if subject is None:
            return
        setting = controls.choose_setting(page, subject)
        question = st.container()
    with at_figure:
        loss = view.show_picture(page, subject, setting)
    facts = view.picture_facts(page, subject, setting, loss)
    with question:
        predict_first(page, "shape", ("narrower", "wider", "equal"), answer=setting.fit.direction,
                      format_func=view.shape_text(page), **facts)  # fmt: skip
    snippet = snippets.resize_snippet(subject.grey, setting.fit,
                                      interpolation=setting.interpolation,
                                      antialias=setting.antialias)  # fmt: skip
    finish(page, "picture", snippet, formula=stretch_formula(setting.fit), **facts)


def show_mix() -> None:
    """What one pixel of the result is made of."""
    at_controls, at_figure = st.columns(SHARES, gap="large")
    with at_controls:
        subject = controls.choose_subject(page)
        if subject is None:
            return
        width, column = controls.choose_column(page)
        interpolation, antialias = controls.choose_interpolation(page, INTERPOLATIONS)
    mixed = mix(subject.pixels.shape[1], width, column, interpolation=interpolation,
                antialias=antialias)  # fmt: skip
    facts = view.mix_facts(mixed)
    with at_figure:
        view.show_mix(page, subject, mixed, (interpolation, antialias))
        predict_first(page, "unread", near_shares(mixed.unread), answer=round(100 * mixed.unread),
                      format_func=view.per_cent, **facts)  # fmt: skip
    formula = mix_formula(mixed, subject.grey[subject.grey.shape[0] // 2])
    snippet = snippets.mix_snippet(mixed, interpolation=interpolation, antialias=antialias)
    finish(page, "mix", snippet, formula=formula, **facts)


def show_interpolation() -> None:
    """The same patch by every interpolation."""
    at_controls, at_figure = st.columns(SHARES, gap="large")
    with at_controls:
        subject = controls.choose_subject(page)
        if subject is None:
            return
        side = controls.choose_side(page, "side", default=48)
        antialias = controls.choose_antialias(page)
        question = st.container()
    with at_figure:
        found = view.ask_interpolations(page, subject, side, antialias)
        view.show_interpolations(page, subject, found)
    facts = view.interpolation_facts(found, subject)
    with question:
        predict_first(page, "beyond", view.count_options(facts), answer=facts["beyond"], **facts)
    fitted = fit("squash", subject.pixels.shape[:2], (side, side))
    snippet = snippets.resize_snippet(subject.grey, fitted, interpolation="bicubic",
                                      antialias=antialias)  # fmt: skip
    finish(page, "interpolation", snippet, **facts)


def show_data() -> None:
    """Every picture of a data set."""
    at_data, at_height, at_width = st.columns(3, gap="large")
    with at_data:
        name = more.choose_data(page)
    with at_height:
        height = controls.choose_side(page, "height")
    with at_width:
        width = controls.choose_side(page, "width")
    sizes = more.sizes_of(name)
    found = fit_all(sizes.sides, (height, width))
    more.show_set(page, found, (height, width))
    facts = more.set_facts(page, name, sizes, (height, width))
    predict_first(page, "strongly", near_shares(found.strongly),
                  answer=round(100 * found.strongly), format_func=view.per_cent,
                  **facts)  # fmt: skip
    finish(page, "data", snippets.sizes_snippet(sizes.sides, (height, width)), **facts)


def show_model() -> None:
    """What a network says of each way."""
    at_controls, at_figure = st.columns(SHARES, gap="large")
    with at_controls:
        subject = controls.choose_subject(page)
        if subject is None:
            return
        run = more.choose_run(page)
        interpolation = controls.choose_kernel(page, CROP_INTERPOLATIONS)
        question = st.container()
    with at_figure:
        answers = more.ask_network(page, subject, run, interpolation)
        more.show_answers(page, answers)
    facts = more.answer_facts(page, answers)
    with question:
        predict_first(page, "agree", (True, False), answer=more.agree(answers),
                      format_func=view.yes_or_no(page), **facts)  # fmt: skip
    fitted = fit("crop", subject.pixels.shape[:2], answers["crop"].seen.shape[:2])
    snippet = snippets.resize_snippet(subject.grey, fitted, interpolation=interpolation)
    finish(page, "model", snippet, **facts)


show_views(page, {"picture": show_picture, "mix": show_mix, "interpolation": show_interpolation,
                  "data": show_data, "model": show_model})  # fmt: skip
