"""A picture through a trained network: what it saw, what it says."""

import streamlit as st

from lib.figures.probabilities import probability_bars
from lib.runs.shipped import SHIPPED, usable_runs
from lib.ui.classify import classify
from lib.ui.page import Page
from lib.ui.picture import choose_picture
from lib.ui.run_view import recipe_line

page = Page("predict")
say = page.say
runs = {run.id: run for run in usable_runs()}

left, right = st.columns([1, 1.35], gap="large")
with left:
    picture = choose_picture(page)
    if picture is not None:
        st.image(picture.pixels, width="stretch", output_format="PNG", alt=picture.title)
with right:
    chosen = page.controls.choice(
        "run",
        list(runs),
        label=say("predict.run"),
        default=SHIPPED,
        format_func=lambda name: say("run.shipped") if name == SHIPPED else name,
        style="select",
    )
    run = runs[chosen]
    st.caption(recipe_line(say, run))
    if picture is None:
        st.info(say("predict.waiting"), icon=":material/add_a_photo:")
    else:
        with page.reporting(), st.spinner(say("predict.asking"), show_time=True):
            answer = classify(run, picture)
            best = answer.class_names[answer.probabilities.argmax()]
            st.markdown(
                f"#### {say('predict.answer', name=best, share=f'{answer.probabilities.max():.1%}')}"
            )
            st.plotly_chart(
                probability_bars(
                    answer.class_names, answer.probabilities, share_label=say("predict.share")
                ),
                config={"displayModeBar": False},
                alt=say("predict.alt", name=best),
            )
