"""A picture through a trained network: what it saw, what it says, how sure it is."""

import streamlit as st

from lib.figures.probabilities import probability_bars
from lib.jobs import engine
from lib.operations.checks.training import runner_up_loss
from lib.runs.prediction import Prediction
from lib.runs.recipe import Recipe
from lib.runs.seen import softmax_terms, squeeze
from lib.ui.chart import chart
from lib.ui.check import ask
from lib.ui.choose_run import choose_run
from lib.ui.classify import classify, keras_snippet
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture, choose_picture
from lib.ui.run_titles import class_title, data_title, recipe_line
from lib.words import plain

page = Page("predict")
say = page.say
engine.warm_up()


def draw_answer(answer: Prediction) -> None:
    """The verdict in a line, and every class as a bar."""
    best = answer.ranking[0]
    share = f"{answer.probabilities[best]:.1%}"
    names = [class_title(say, name) for name in answer.class_names]
    st.markdown(f"### {say('predict.answer', name=plain(names[best]), share=share)}")
    chart(
        probability_bars(names, answer.probabilities, share_label=say("predict.share")),
        key="probabilities",
        alt=say("predict.alt", name=names[best]),
    )


def tell_seen(picture: ChosenPicture, recipe: Recipe) -> None:
    """What the network will see of the picture, which is known before it has answered."""
    change = squeeze(picture.width, picture.height, recipe.image_size)
    squashed = "predict.seen.caption" if change.kept <= 1 else "predict.seen.enlarged"
    st.caption(
        say(
            squashed if recipe.resizing == "squash" else f"predict.seen.{recipe.resizing}",
            width=change.width,
            height=change.height,
            size=change.size,
            kept=f"{change.kept:.0%}",
            aspect=say(f"predict.aspect.{change.direction}", factor=f"{change.factor:.2f}"),
        )
    )


with st.container(key="answer-early"):  # on a phone it stands before what was seen
    source, network, verdict = st.columns([1.15, 0.9, 1.2], gap="medium")
with source:
    picture = choose_picture(page)
    if picture is not None:
        st.image(picture.pixels, width="stretch", output_format="PNG", alt=picture.title)
        st.caption(say("predict.original", title=plain(picture.title)))
with verdict:
    run = choose_run(page)
    st.caption(recipe_line(say, run))
    answer = None
    if picture is None:
        st.info(say("predict.waiting"), icon=":material/add_a_photo:")
    else:
        with network:
            st.markdown(f"**{say('predict.seen')}**")
            seen = st.container(key="pixels-seen")
            tell_seen(picture, run.recipe)
        with page.reporting(), st.spinner(say("predict.asking"), show_time=True):
            answer = classify(run, picture)
            draw_answer(answer)
if picture is not None and answer is not None:
    with seen:  # the square that reached the first layer, pixel by pixel
        st.image(answer.seen, width=260, output_format="PNG", alt=say("predict.seen"))
    best = answer.ranking[0]
    size = answer.seen.shape[0]
    page.block(
        "notice",
        classes=len(answer.class_names),
        size=size,
        pixels=f"{size**2:,}",
        data=plain(data_title(say, run)),
    )
    page.fold(
        "formula",
        name=plain(class_title(say, answer.class_names[best])),
        logit=f"{answer.logits[best]:.4f}",
        terms=softmax_terms(answer),
        probability=f"{answer.probabilities[best]:.4f}",
    )
    with st.expander(say("reproduce.title"), icon=":material/code:"):
        st.caption(say("reproduce.predict"))
        st.code(keras_snippet(run, answer, picture), language="python")
    worked = runner_up_loss(answer)
    if worked is not None:
        first, second = (plain(class_title(say, answer.class_names[i])) for i in answer.ranking[:2])
        ask(page, "runner_up", worked, first=first, second=second)
page.close()
