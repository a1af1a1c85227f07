"""Through a training: the moments that a run keeps, moved by one bar in the browser."""

from __future__ import annotations

import io
import math
from functools import lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st
from PIL import Image

from lib.datasets.pictures import run_picture
from lib.errors import ConvScopeError
from lib.runs.directory import Run
from lib.runs.history import History
from lib.runs.shipped import SHIPPED
from lib.runs.snapshots import Snapshot, moved_share, read_snapshots, snapshot_names
from lib.travel.courses import courses_of
from lib.travel.travel import Chosen, Journey, show_travel
from lib.ui.known_sets import may_see
from lib.ui.page import Page
from lib.ui.run.layers_view import layers_view
from lib.ui.run_titles import class_title

_WORDS = (
    "accuracy", "back", "ended", "filters", "filters_alt", "loss", "matrix", "moved",
    "moved_alt", "pause", "picture",
    "picture_right", "picture_wrong", "play", "player", "predicted", "says", "scrub", "step",
    "training", "true", "untrained", "validation", "within",
)  # fmt: skip
_PICTURE_SIDE = 184  # pixels: twice what is shown
_READING = Lock()
_ANCHOR = "travel"


def travel_view(page: Page, run: Run) -> None:
    """Draw the way through the run's training, where it kept moments of it."""
    say = page.say
    history = run.history()
    with _READING:  # once, however many watch the run
        moments = _moments(run.folder, snapshot_names(run.folder), history.last_epoch)
    if not moments:
        if run.id == SHIPPED or history.last_epoch:  # else nothing has been trained yet
            _title(page)
            st.info(say("train.travel.none"), icon=":material/history:")
        return
    _title(page)
    names = [class_title(say, name) for name in run.state.class_names]
    with page.reporting():
        files, labels = run.validation_files()
        journey = Journey(
            run=run.id,
            epochs=run.recipe.epochs,
            moments=moments,
            labels=labels,
            classes=names,
            layers=_layer_titles(page, moments[-1]),
            courses=courses_of(
                history, epochs=run.recipe.epochs, batches=run.state.batches_per_epoch
            ),
            chosen=_choose_picture(page, run, moments[-1], files, labels.tolist()),
        )
        words = {name: say.strings[f"train.travel.{name}"] for name in _WORDS}
        show_travel(journey, words=words, key="train.travel")
        share = moved_share(moments)  # none of a training that got out of hand
        moved = f"{share:.0%}" if math.isfinite(share) else "∞"
        st.caption(say("train.travel.caption", count=len(moments), moved=moved))
    _layers(page, history)


def travel_door(page: Page, run: Run) -> None:
    """A link down to the way through the training, for a run that kept moments of it."""
    if snapshot_names(run.folder):
        st.markdown(f"[:material/history: {page.say('train.travel')}](#{_ANCHOR})")


def _title(page: Page) -> None:
    st.subheader(page.say("train.travel"), anchor=_ANCHOR)


def _layers(page: Page, history: History) -> None:
    if history.layers:
        layers_view(page, history)


@lru_cache(maxsize=4)
def _moments(folder: Path, _names: tuple[str, ...], last_epoch: int) -> tuple[Snapshot, ...]:
    return tuple(read_snapshots(folder, last_epoch=last_epoch))


def _layer_titles(page: Page, moment: Snapshot) -> list[str]:
    return [
        page.say("train.travel.layer", name=name, count=maps.shape[-1])
        for name, maps in zip(moment.layers, moment.maps, strict=True)
    ]


def _choose_picture(
    page: Page, run: Run, moment: Snapshot, files: tuple[str, ...], labels: list[int]
) -> Chosen | None:
    """The picture whose maps are shown; None where it cannot, or may not, be seen."""
    if not may_see(run):
        st.caption(page.say("matrix.private"))
        return None
    titles = [class_title(page.say, name) for name in run.state.class_names]
    places = range(len(moment.pictures))
    place = page.controls.choice(
        "moment_picture",
        list(places),
        label=page.say("train.travel.choose"),
        default=0,
        format_func=lambda each: titles[labels[moment.pictures[each]]],
    )
    number = moment.pictures[place]
    try:
        picture = run_picture(run, files[number])
    except ConvScopeError as error:
        st.caption(page.say.error(error))
        return None
    image = Image.fromarray(picture)
    image.thumbnail((_PICTURE_SIDE, _PICTURE_SIDE))
    stored = io.BytesIO()
    image.save(stored, "WEBP", quality=85)
    return Chosen(place, labels[number], stored.getvalue())
