"""The three figures of a moved picture: it and its maps, the probabilities' course, the changes."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.layers.movement import (
    ChangeWords,
    CourseWords,
    MovementWords,
    change_rows,
    course_plot,
    movement_sheet,
)
from lib.figures.quantities import share_text
from lib.layers.movement import (
    STILL_VALUES,
    Change,
    Course,
    Moved,
)
from lib.layers.spec import LayerSpec
from lib.ui.layers.bench import Bench
from lib.ui.run_titles import class_title


def draw_sheet(bench: Bench, layer: LayerSpec, found: Moved) -> None:
    """The picture and some maps of a layer, before, after and their difference."""
    say = bench.page.say
    names = [say("layers.moved.picture")]
    names += [say("layers.moved.map", unit=unit + 1) for unit in found.units]
    heads = ("before", "after", "difference")
    words = MovementWords(
        heads=tuple(say(f"layers.moved.{head}") for head in heads),  # type: ignore[arg-type]
        rows=names,
        sentences=[
            tuple(say(f"layers.moved.{head}.say", what=name) for head in heads)  # type: ignore[misc]
            for name in names
        ],
    )
    wide, narrow = (movement_sheet(found, words, narrow=each) for each in (False, True))
    drawing(
        wide, narrow=narrow, say=say, key="layers.moved", hint=say("layers.moved.hint"),
        alt=say("layers.moved.alt", layer=layer.name),
    )  # fmt: skip


def draw_course(bench: Bench, course: Course, now: int, along: str) -> None:
    """The probabilities over the range of one movement, with a mark at the value it has now."""
    say, names = bench.page.say, bench.network.class_names
    titles = [class_title(say, name) for name in names]
    sentences = []
    for number, title in enumerate(titles):
        y = course.probabilities[:, number]
        sentences.append(
            say(
                "layers.moved.course.say", name=title, low=share_text(float(y.min())),
                high=share_text(float(y.max())), at=int(course.values[int(y.argmax())]),
                now=share_text(float(np.interp(now, course.values, y))),
            )
        )  # fmt: skip
    low, high = int(course.values[0]), int(course.values[-1])
    ticks = sorted({low, high, STILL_VALUES[along], (low + STILL_VALUES[along]) // 2,
                    (high + STILL_VALUES[along]) // 2})  # fmt: skip
    words = CourseWords(
        say(f"layers.moved.{along}"), say("layers.moved.probability"), titles, sentences
    )
    wide, narrow = (course_plot(course, now, ticks, words, narrow=each) for each in (False, True))
    drawing(
        wide, narrow=narrow, say=say, key="layers.course",
        alt=say("layers.moved.course.alt", kind=words.across, turns=course.turns()),
        hint=say("layers.moved.course.hint"),
    )  # fmt: skip


def draw_changes(bench: Bench, changes: tuple[Change, ...]) -> None:
    """How far each layer is from before, as it is and moved along."""
    say = bench.page.say
    st.markdown(f"**{say('layers.moved.changes')}**")
    words = []
    for change in changes:
        key = "layers.moved.change" if change.along is None else "layers.moved.change.along"
        facts = {
            "name": change.name,
            "apart": share_text(change.apart),
            "along": share_text(change.along or 0.0),
            "cells": f"{change.cells:,}",
        }
        title = change.name if len(change.name) <= 17 else f"{change.name[:16]}…"
        words.append(ChangeWords(title, say(key, **facts)))
    wide, narrow = (change_rows(changes, words, narrow=each) for each in (False, True))
    drawing(
        wide, narrow=narrow, say=say, key="layers.changes",
        alt=say("layers.moved.changes.alt"), hint=say("layers.moved.changes.hint"),
    )  # fmt: skip
