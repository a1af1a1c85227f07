"""Questions about a network and a picture to the quick worker; answers kept, but not too many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.errors import RunError
from lib.jobs import engine
from lib.jobs.steps import Unfinished
from lib.layers.spec import NetworkSpec
from lib.runs.directory import Run
from lib.ui.layers.shared import SharedAnswers
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture
from lib.ui.turns import waiting

_KEPT_BYTES = 6_000_000  # a visitor: what a few steps to and fro need
_SMALL_BYTES = 1_000_000  # of a picture that is sent sooner than the worker is asked for it
_FIRST_SECONDS = 60.0  # the first question of a server also starts its workers
_ANSWERS, _ANSWERED = "answers about layers", "layers were answered"
_MET = "pictures that layers were asked about"
_shared = SharedAnswers(12_000_000)  # about pictures that ship


def ask_picture(
    page: Page, run: Run, written: int, picture: ChosenPicture, function: str, *arguments: Any
) -> Any:
    """What ``lib.models.inside.<function>(digest, picture, model, *arguments)`` answers.

    The picture travels only when the worker does not know it: of a large one, and of one that the
    visitor has asked about before, it is asked first with None, and says None if it does not.
    Answers hold what a visitor brought, so they go with the session;
    those about a picture that ships are kept for everybody.

    Args:
        page: Says that it is being computed while nobody has had an answer yet.
        run: Whose network is asked.
        written: From :func:`written_at`, before the first question of a redraw: the answers to
            all of them are of one network, and none of an old one is kept for a new one.
        picture: The picture.
        function: ``module.function`` under ``lib.models.inside``.
        *arguments: The rest; hashable.

    Raises:
        ConvScopeError: As the function, or as :func:`lib.jobs.engine.quick`.
    """
    key = answer_key(run, written, picture, function, arguments)
    whole = _whole(picture)
    met: set[str] = st.session_state.setdefault(_MET, set())

    def ask() -> Any:
        found = _shared.get(key)
        if found is not None:
            return found
        asked = (str(run.model_path), *arguments)
        if picture.digest in met or _size(whole) > _SMALL_BYTES:
            found = _quick(function, picture.digest, None, *asked)
        if found is None:
            found = _quick(function, picture.digest, whole, *asked)
        met.add(picture.digest)
        _share(picture, key, found)
        return found

    return _kept(page, key, ask)


def have_ready(
    run: Run, written: int, picture: ChosenPicture, function: str, *arguments: Any
) -> None:
    """Ask about a picture that ships before anybody does, after all who wait for an answer.

    Nothing is started for it: where there is no engine, or no longer, nobody is asked.

    Args and errors as :func:`ask_picture`.
    """
    key = answer_key(run, written, picture, function, arguments)
    # In this order: mostly it is there, and the engine looks through all runs to say how it is.
    if _shared.get(key) is not None or not engine.status().connected:
        return
    asked = picture.digest, _whole(picture), str(run.model_path), *arguments
    _share(picture, key, _quick(function, *asked, patient=True))


def answer_key(
    run: Run, written: int, picture: ChosenPicture, function: str, arguments: tuple[Any, ...]
) -> tuple[Any, ...]:
    """What an answer depends on: the question, the network as it was written, the picture."""
    return function, run.id, written, picture.digest, *arguments


def _whole(picture: ChosenPicture) -> NDArray[np.uint8] | bytes:
    # As training does, the network's square is made from all pixels in one step.
    return picture.pixels if picture.file is None else picture.file


def _share(picture: ChosenPicture, key: tuple[Any, ...], answer: Any) -> None:
    """Keep an answer for everybody, if the picture is everybody's and the answer whole."""
    if picture.ships and answer is not None and not isinstance(answer, Unfinished):
        _shared.put(key, answer, bytes_of(answer))


def ask_network(page: Page, run: Run, written: int, function: str, *arguments: Any) -> Any:
    """What ``lib.models.inside.<function>(model, *arguments)`` answers; no picture is needed.

    Args and errors as :func:`ask_picture`.
    """
    key = (function, run.id, written, *arguments)
    return _kept(page, key, lambda: _quick(function, str(run.model_path), *arguments))


def network_of(page: Page, run: Run, written: int) -> NetworkSpec:
    """The layers of a run's network; the same for every visitor.

    Raises:
        ConvScopeError: As :func:`ask_picture`; ``run.damaged`` where it cannot be read.
    """
    with _patience(page):
        try:
            return _described(str(run.model_path), written)
        except RunError as error:  # it is there, or the run would not be listed
            raise RunError("run.damaged", run=run.id) from error


@lru_cache(maxsize=32)
def _described(model: str, _written: int) -> NetworkSpec:
    found: NetworkSpec = _quick("network.describe", model)
    return found


def written_at(run: Run) -> int:
    """When the run's network was written, in nanoseconds: a training that goes on replaces it.

    Raises:
        RunError: It has just been deleted (``run.damaged``).
    """
    try:
        return run.model_path.stat().st_mtime_ns
    except OSError as error:
        raise RunError("run.damaged", run=run.id) from error


def _kept(page: Page, key: tuple[Any, ...], ask: Callable[[], Any]) -> Any:
    """The answer from this visitor's store, or a new one, which makes room for itself."""
    answers: dict[tuple[Any, ...], tuple[Any, int]] = st.session_state.setdefault(_ANSWERS, {})
    if key not in answers:
        with _patience(page):
            found = _ended(page, ask)
        answers[key] = found, bytes_of(found)
        while len(answers) > 1 and sum(size for _, size in answers.values()) > _KEPT_BYTES:
            answers.pop(next(iter(answers)))
    answers[key] = answers.pop(key)  # the last to go
    return answers[key][0]


def _ended(page: Page, ask: Callable[[], Any]) -> Any:
    """Ask until the worker has an answer; others' questions come between.

    Drawing how far it is lets the visitor's next step end this one.
    """
    found = ask()
    if not isinstance(found, Unfinished):
        return found
    bar = st.progress(found.share, text=page.say("asked.steps"))
    while isinstance(found, Unfinished):
        bar.progress(found.share, text=page.say("asked.steps"))
        found = ask()
    bar.empty()
    return found


def bytes_of(answer: Any) -> int:
    """What an answer takes in memory, about: its arrays, and a little for all else.

    Example:
        >>> bytes_of({"maps": (np.zeros(8), 3)})
        192
    """
    if isinstance(answer, np.ndarray):
        return answer.nbytes
    if is_dataclass(answer):
        return sum(bytes_of(getattr(answer, each.name)) for each in fields(answer))
    if isinstance(answer, Mapping):
        return sum(bytes_of(key) + bytes_of(value) for key, value in answer.items())
    return sum(map(bytes_of, answer)) if isinstance(answer, tuple | list) else 64


def _size(picture: NDArray[np.uint8] | bytes) -> int:
    return len(picture) if isinstance(picture, bytes) else picture.nbytes


def _patience(page: Page) -> Any:
    """Says that something is computed, as long as it may have to be started first."""
    if st.session_state.get(_ANSWERED):  # from then on it takes hundredths of a second
        return nullcontext()  # an element more would make it another page: its figure waits
    st.session_state[_ANSWERED] = True
    return st.spinner(page.say("asked.waiting"), show_time=True)


def _quick(function: str, *arguments: Any, **how: bool) -> Any:
    module, _, name = function.rpartition(".")
    place = f"lib.models.inside.{module}"
    with waiting():
        return engine.quick(place, name, *arguments, timeout=_FIRST_SECONDS, **how)
