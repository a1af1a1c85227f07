"""From a photograph of any shape to image_size: squash, crop or pad, and what is lost."""

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
from lib.ui.views import finish, show_views, sliders

page = Page("resize")
say = page.say
engine.warm_up()


def show_picture() -> None:
    """One picture, there and back."""
    subject = controls.choose_subject(page)
    if subject is None:
        return
    setting = controls.choose_setting(page, subject)
    loss = view.show_picture(page, subject, setting)
    facts = view.picture_facts(page, subject, setting, loss)
    predict_first(page, "shape", ("narrower", "wider", "equal"), answer=setting.fit.direction,
                  format_func=lambda answer: say(f"resize.answer.{answer}"), **facts)  # fmt: skip
    snippet = snippets.resize_snippet(subject.grey, setting.fit,
                                      interpolation=setting.interpolation,
                                      antialias=setting.antialias)  # fmt: skip
    finish(page, "picture", snippet, formula=stretch_formula(setting.fit), **facts)


def show_mix() -> None:
    """What one pixel of the result is made of."""
    subject = controls.choose_subject(page)
    if subject is None:
        return
    (width, place) = sliders(page, ("width", 8, 256, 96, 1), ("place", 0, 99, 50, 1))
    interpolation, antialias = controls.choose_interpolation(page, INTERPOLATIONS)
    mixed = mix(subject.pixels.shape[1], width, width * place // 100,
                interpolation=interpolation, antialias=antialias)  # fmt: skip
    view.show_mix(page, subject, mixed, (interpolation, antialias))
    facts = view.mix_facts(mixed)
    predict_first(page, "unread", near_shares(mixed.unread), answer=round(100 * mixed.unread),
                  format_func=view.per_cent, **facts)  # fmt: skip
    row = subject.grey[subject.grey.shape[0] // 2]
    snippet = snippets.mix_snippet(mixed, interpolation=interpolation, antialias=antialias)
    finish(page, "mix", snippet, formula=mix_formula(mixed, row), **facts)


def show_interpolation() -> None:
    """The same patch by every interpolation."""
    subject = controls.choose_subject(page)
    if subject is None:
        return
    side = controls.choose_side(page, "side", default=48)
    antialias = controls.choose_antialias(page)
    found = view.ask_interpolations(page, subject, side, antialias)
    view.show_interpolations(page, subject, found)
    facts = view.interpolation_facts(found, subject)
    predict_first(page, "beyond", view.count_options(facts), answer=facts["beyond"], **facts)
    fitted = fit("squash", subject.pixels.shape[:2], (side, side))
    snippet = snippets.resize_snippet(subject.grey, fitted, interpolation="bicubic",
                                      antialias=antialias)  # fmt: skip
    finish(page, "interpolation", snippet, **facts)


def show_data() -> None:
    """Every picture of a data set."""
    name = more.choose_data(page)
    after = (controls.choose_side(page, "height"), controls.choose_side(page, "width"))
    sizes = more.sizes_of(name)
    found = fit_all(sizes.sides, after)
    more.show_set(page, found, after)
    facts = more.set_facts(page, name, sizes, after)
    predict_first(page, "strongly", near_shares(found.strongly),
                  answer=round(100 * found.strongly), format_func=view.per_cent,
                  **facts)  # fmt: skip
    snippet = snippets.sizes_snippet(sizes.sides, after)
    finish(page, "data", snippet, **facts)


def show_model() -> None:
    """What a network says of each way."""
    subject = controls.choose_subject(page)
    if subject is None:
        return
    run = more.choose_run(page)
    interpolation = controls.choose_kernel(page, CROP_INTERPOLATIONS)
    answers = more.ask_network(page, subject, run, interpolation)
    more.show_answers(page, answers)
    facts = more.answer_facts(page, answers)
    predict_first(page, "agree", (True, False), answer=more.agree(answers),
                  format_func=view.yes_or_no(page), **facts)  # fmt: skip
    side = run.recipe.image_size
    fitted = fit("crop", subject.pixels.shape[:2], (side, side))
    snippet = snippets.resize_snippet(subject.grey, fitted, interpolation=interpolation)
    finish(page, "model", snippet, **facts)


show_views(page, {"picture": show_picture, "mix": show_mix, "interpolation": show_interpolation,
                  "data": show_data, "model": show_model})  # fmt: skip
