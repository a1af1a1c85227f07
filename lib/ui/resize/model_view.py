"""What a trained network says of one picture that was brought to its size in three ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.drawing.drawing import QUIET_HINT, drawing
from lib.figures.bar_panels import one_panel
from lib.figures.bars import Bar, Panel, Rows
from lib.figures.pixels import picture_png
from lib.figures.quantities import share_text
from lib.operations.checks.resize import black_lines
from lib.operations.resize import CROP_INTERPOLATIONS, WAYS, fit
from lib.runs.directory import Run
from lib.runs.prediction import Prediction
from lib.snippets.resize import resize_snippet
from lib.ui.asking import UNKNOWN, Asking
from lib.ui.choose_run import choose_run
from lib.ui.classify import classify
from lib.ui.inline_picture import inline_picture
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture
from lib.ui.predict_first import predict_first, yes_or_no
from lib.ui.resize.controls import SHARES, Subject, choose_kernel, choose_subject
from lib.ui.run_titles import class_title
from lib.ui.views import finish
from lib.words import plain

_WIDTH = 260.0  # of the bars below a picture
Answers = Mapping[str, Prediction]


def draw(page: Page) -> None:
    """Controls, three squares with their bars, words."""
    asking = Asking(page)
    at_controls, at_figure = st.columns(SHARES, gap="large")
    with at_controls:
        subject = choose_subject(page)
        if subject is None:
            return
        run = choose_run(page)
        interpolation = choose_kernel(page, CROP_INTERPOLATIONS)
        question = st.container()
    answers = _ask_network(asking, subject, run, interpolation)
    with at_figure:
        if answers is None:
            asking.still_starting()
        else:
            _show(page, answers)
    with question:
        _ask(page, asking, subject, run, shown=interpolation)
    side = run.recipe.image_size
    fitted = fit("crop", subject.pixels.shape[:2], (side, side))
    snippet = resize_snippet(subject.grey, fitted, interpolation=interpolation)
    worked = black_lines(fitted.before, side)
    finish(page, "model", snippet, worked, **_facts(page, answers, run))
    asking.wait()


def _ask_network(asking: Asking, subject: Subject, run: Run, interpolation: str) -> Answers | None:
    """What the network says of the picture, by each way; None while nobody knows.

    Raises:
        EngineError: As :func:`~lib.jobs.engine.quick`.
    """
    side = run.recipe.image_size
    made: Mapping[str, NDArray[np.uint8]] | None = asking.about(
        "lib.models.resizing", "squares", f"{subject.digest}/whole", subject.whole, side,
        interpolation,
    )  # fmt: skip
    if made is None:
        return None
    return {way: classify(run, _square(subject, way, interpolation, made[way])) for way in WAYS}


def _square(
    subject: Subject, way: str, interpolation: str, pixels: NDArray[np.uint8]
) -> ChosenPicture:
    digest = f"{subject.digest}/{way}/{interpolation}/{pixels.shape[0]}"
    return ChosenPicture(pixels, pixels.shape[1], pixels.shape[0], digest, subject.title)


def _show(page: Page, answers: Answers) -> None:
    """The three squares, each over its bars."""
    say = page.say
    first = answers["squash"]
    names = tuple(class_title(say, name) for name in first.class_names)
    rows = Rows(names, first.ranking[0], "", row=30.0)
    for place, (way, answer) in zip(st.columns(3, gap="medium"), answers.items(), strict=True):
        title = say(f"resize.way.{way}")
        with place:
            st.markdown(f"**{title}**")
            with st.container(key=f"pixels-{way}", horizontal_alignment="center"):
                alt = say("resize.seen.alt", way=title)
                inline_picture(picture_png(answer.seen), width=round(_WIDTH), alt=alt)
            panel = _panel(page, way, answer, names)
            drawing(one_panel(panel, rows, width=_WIDTH), say=say, key=f"resize.answers.{way}",
                    alt=say("resize.answers.alt", way=title), hint=QUIET_HINT)  # fmt: skip
    st.caption(say("resize.answers.caption"))


def _panel(page: Page, way: str, answer: Prediction, names: tuple[str, ...]) -> Panel:
    say = page.say
    best = answer.ranking[0]
    bars = tuple(
        Bar(float(share), share_text(float(share)),
            say("resize.answers.bar", way=say(f"resize.way.{way}"), name=name,
                share=share_text(float(share))))
        for name, share in zip(names, answer.probabilities, strict=True)
    )  # fmt: skip
    return Panel(way, say("resize.answers.note", name=names[best]), "", bars, peak=1.0)


def _ask(page: Page, asking: Asking, subject: Subject, run: Run, *, shown: str) -> None:
    """Ask about another interpolation than the one whose answers are on the screen."""
    asked = "nearest" if shown != "nearest" else "bilinear"
    answers = _ask_network(asking, subject, run, asked)
    if answers is not None:
        agree = len({answer.ranking[0] for answer in answers.values()}) == 1
        predict_first(page, "agree", (True, False), answer=agree, format_func=yes_or_no(page),
                      interpolation=asked, **_facts(page, answers, run))  # fmt: skip


def _facts(page: Page, answers: Answers | None, run: Run) -> dict[str, Any]:
    """What each way made the network say, and what it had seen before."""
    recipe = run.recipe
    trained = page.say(f"resize.trained.{recipe.resizing}")
    facts: dict[str, Any] = {"size": recipe.image_size, "spread": UNKNOWN, "trained": trained}
    if answers is None:
        return facts | dict.fromkeys((*WAYS, *(f"{way}_share" for way in WAYS)), UNKNOWN)
    for way, answer in answers.items():
        best = answer.ranking[0]
        facts[way] = plain(class_title(page.say, answer.class_names[best]))
        facts[f"{way}_share"] = share_text(float(answer.probabilities[best]))
    best = answers["squash"].ranking[0]
    shares = [float(answer.probabilities[best]) for answer in answers.values()]
    return facts | {"spread": f"{100 * (max(shares) - min(shares)):.1f}"}
