"""The views about a whole data set and about what a network then says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.datasets.annotation.names import is_set_name
from lib.datasets.folder import list_folders
from lib.datasets.sizes import Sizes
from lib.drawing.drawing import drawing
from lib.figures.bar_panels import two_forms
from lib.figures.bars import Bar, Panel, Rows
from lib.figures.histogram import Histogram, count_in_bins, histogram
from lib.figures.quantities import share_text
from lib.figures.resize_pictures import png
from lib.jobs import engine
from lib.operations.resize import WAYS
from lib.operations.resize_statistics import SetFit, fit_all
from lib.places import datasets_home
from lib.runs.directory import Run
from lib.runs.prediction import Prediction
from lib.runs.recipe import GARDEN
from lib.runs.shipped import SHIPPED
from lib.ui.asked import ask_about
from lib.ui.classify import classify
from lib.ui.known_sets import known_sets, set_title, state_of, visible_runs
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture
from lib.ui.resize_controls import Subject
from lib.ui.run_titles import class_title, run_title
from lib.words import plain

GARDEN_PICTURES = 500  # flowers whose sizes are planned, a second of work
_ASPECTS = np.round(np.arange(0.4, 2.41, 0.1), 1)
_STRETCHES = np.round(np.arange(1.0, 2.01, 0.05), 2)
_FRESH_SECONDS = 60


def choose_data(page: Page) -> str:
    """The garden or a folder of the host's."""
    name: str = page.controls.choice(
        "data",
        (GARDEN, *list_folders(datasets_home()), *known_sets()),
        label=page.say("resize.data"),
        default=GARDEN,
        format_func=lambda code: data_title(page, code),
        style="select",
    )
    return name


def data_title(page: Page, name: str) -> str:
    """What a data set is called."""
    if name == GARDEN:
        return page.say("resize.data.garden", count=f"{GARDEN_PICTURES:,}")
    return set_title(page.say, name) if is_set_name(name) else name


def sizes_of(name: str) -> Sizes:
    """The sizes of its pictures, looked up by a worker.

    Raises:
        DatasetError: As :func:`~lib.datasets.sizes.folder_sizes`.
        EngineError: As :func:`~lib.jobs.engine.quick`.
    """
    found: Sizes = _sizes(name, state_of(name))
    return found


@st.cache_resource(ttl=_FRESH_SECONDS, max_entries=8, show_spinner=False)
def _sizes(name: str, state: str) -> Any:
    place = "lib.datasets.sizes"
    if name == GARDEN:
        return engine.quick(place, "garden_sizes", GARDEN_PICTURES, timeout=60.0)
    return engine.quick(place, "folder_sizes", name, timeout=60.0)


def show_set(page: Page, found: SetFit, after: tuple[int, int]) -> None:
    """The shapes of the pictures, and how strongly squashing changes each."""
    say = page.say
    left, right = st.columns(2, gap="large")
    aspect = after[1] / after[0]
    shapes = count_in_bins(found.aspects, _ASPECTS)
    stretched = count_in_bins(found.stretches, _STRETCHES)
    typical = float(np.median(found.stretches))
    with left:
        svg = histogram(
            shapes, title=say("resize.aspects.title"), across=say("resize.aspects.across"),
            sentences=_sentences(page, "aspects", shapes), mark=aspect,
            mark_text=say("resize.aspects.mark", aspect=f"{aspect:.2f}"),
        )  # fmt: skip
        drawing(svg, say=say, key="resize.aspects", alt=say("resize.aspects.alt"))
    with right:
        svg = histogram(
            stretched, title=say("resize.stretches.title"), across=say("resize.stretches.across"),
            sentences=_sentences(page, "stretches", stretched), mark=typical,
            mark_text=say("resize.stretches.mark", factor=f"{typical:.2f}"),
        )  # fmt: skip
        drawing(svg, say=say, key="resize.stretches", alt=say("resize.stretches.alt"))


def _sentences(page: Page, name: str, found: Histogram) -> list[str]:
    return [
        page.say(
            f"resize.{name}.bin",
            count=f"{count:,}",
            low=f"{found.edges[number]:.2f}",
            high=f"{found.edges[number + 1]:.2f}",
        )
        for number, count in enumerate(found.counts)
    ]


def set_facts(page: Page, name: str, sizes: Sizes, after: tuple[int, int]) -> dict[str, Any]:
    """The numbers of what to notice about a data set."""
    found = fit_all(sizes.sides, after)
    least, most = sizes.sides.min(axis=0), sizes.sides.max(axis=0)
    return {
        "data": plain(data_title(page, name)),
        "pictures": f"{len(sizes.sides):,}",
        "least": f"{least[1]}×{least[0]}",
        "most": f"{most[1]}×{most[0]}",
        "after": f"{after[1]}×{after[0]}",
        "typical": f"{np.median(found.stretches):.2f}",
        "largest": f"{found.stretches.max():.2f}",
        "strongly": share_text(found.strongly),
        "cut": share_text(float(found.cut.mean())),
        "empty": share_text(float(found.empty.mean())),
    }


def choose_run(page: Page) -> Run:
    """A trained network."""
    runs = visible_runs(linked=st.query_params.get("run"))
    name = page.controls.choice(
        "run",
        list(runs),
        label=page.say("predict.run"),
        default=SHIPPED,
        format_func=lambda code: run_title(page.say, runs[code]),
        style="select",
    )
    return runs[name]


def ask_network(
    page: Page, subject: Subject, run: Run, interpolation: str
) -> dict[str, Prediction]:
    """What the network says of the picture, by each way.

    Raises:
        EngineError: As :func:`~lib.jobs.engine.quick`.
    """
    side = run.recipe.image_size
    made: Mapping[str, NDArray[np.uint8]] = ask_about(
        page, "resizing", "squares", f"{subject.digest}/whole", subject.whole, side, interpolation
    )
    return {way: classify(run, _square(subject, way, interpolation, made[way])) for way in WAYS}


def _square(
    subject: Subject, way: str, interpolation: str, pixels: NDArray[np.uint8]
) -> ChosenPicture:
    digest = f"{subject.digest}/{way}/{interpolation}/{pixels.shape[0]}"
    return ChosenPicture(pixels, pixels.shape[1], pixels.shape[0], digest, subject.title)


def show_answers(page: Page, answers: Mapping[str, Prediction]) -> None:
    """The three squares, and a bar a class and way."""
    say = page.say
    for place, (way, answer) in zip(st.columns([1, 1, 1, 1.2], gap="medium"), answers.items(),
                                    strict=False):  # fmt: skip
        with place:
            st.markdown(f"**{say(f'resize.way.{way}')}**")
            with st.container(key=f"pixels-{way}"):
                st.image(png(answer.seen), width="stretch", output_format="PNG",
                         alt=say("resize.seen.alt", way=say(f"resize.way.{way}")))  # fmt: skip
    first = answers["squash"]
    names = tuple(class_title(say, name) for name in first.class_names)
    rows = replace(Rows(names, first.ranking[0], ""), row=30.0)
    forms = two_forms([_panel(page, way, answer, names) for way, answer in answers.items()], rows,
                      width=860.0)  # fmt: skip
    drawing(forms.wide, narrow=forms.narrow, say=say, key="resize.answers",
            alt=say("resize.answers.alt"))  # fmt: skip
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
    return Panel(way, say(f"resize.way.{way}"), say("resize.answers.note", name=names[best]),
                 bars, peak=1.0)  # fmt: skip


def answer_facts(page: Page, answers: Mapping[str, Prediction]) -> dict[str, Any]:
    """What each way made the network say."""
    facts: dict[str, Any] = {}
    for way, answer in answers.items():
        best = answer.ranking[0]
        facts[way] = plain(class_title(page.say, answer.class_names[best]))
        facts[f"{way}_share"] = share_text(float(answer.probabilities[best]))
    best = answers["squash"].ranking[0]
    facts["size"] = answers["squash"].seen.shape[0]
    shares = [float(answer.probabilities[best]) for answer in answers.values()]
    facts["spread"] = f"{100 * (max(shares) - min(shares)):.1f}"
    return facts


def agree(answers: Mapping[str, Prediction]) -> bool:
    """Whether all ways lead to the same class."""
    return len({answer.ranking[0] for answer in answers.values()}) == 1
