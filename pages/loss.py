"""From five logits to one loss: every step, every setting, and what goes wrong."""

import streamlit as st

from lib.drawing.drawing import drawing
from lib.ui.check import ask
from lib.ui.loss import VIEWS
from lib.ui.loss.controls import choose_logits, view_slider
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce

page = Page("loss")
say = page.say


def show() -> None:
    """Controls, figure, words of the view chosen."""
    name = page.controls.choice(
        "view",
        list(VIEWS),
        label=say("loss.view"),
        default="flow",
        format_func=lambda view: say(f"loss.view.{view}"),
        label_visibility="collapsed",
    )
    inputs, shown = st.columns([1, 2.9], gap="medium")
    with inputs:
        chosen = choose_logits(page)
    with shown:
        own = view_slider(page, name)
        view = VIEWS[name](chosen, say, *own)
        if view.note:
            st.caption(view.note)
        drawing(
            view.drawing.wide,
            narrow=view.drawing.narrow,
            say=say,
            key="loss-drawing",
            alt=say(f"loss.alt.{name}", **view.facts),
        )
        st.caption(say(f"loss.caption.{name}", **view.facts))
        page.block(f"notice-{name}", **view.facts)
    with inputs:
        predict_first(
            page,
            name,
            list(view.options),
            answer=view.answer,
            format_func=view.options.__getitem__,
            **view.facts,
        )
    page.block(f"formula-{name}", **view.facts)
    reproduce(page, view.snippet)
    ask(page, name, view.worked, **view.facts)


page.run(show)
