"""What an ended epoch leaves: the confusion matrix, the pictures behind it, files to take away."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.datasets.pictures import run_picture
from lib.errors import ConvScopeError
from lib.runs.directory import Run
from lib.runs.report import confusion_matrix, in_cell
from lib.runs.script import RunScript, run_script
from lib.ui.known_sets import may_see
from lib.ui.matrix import confusion_table
from lib.ui.page import Page
from lib.ui.run_titles import class_title
from lib.words import plain

_CELL = re.compile(r"([0-9]{1,4}-[0-9]{1,4})?")  # row and column of the matrix, from 0
_PICTURES_SHOWN = 9
_PICTURE_WIDTH = 104  # pixels


def run_results(page: Page, run: Run) -> None:
    """Draw the validation results of the last ended epoch, if there is one."""
    last = run.history().last_epoch
    if not last:
        return
    table, pictures = st.columns([1.15, 1], gap="medium")
    with page.reporting():
        files, labels = run.validation_files()
        probabilities = run.validation_probabilities(last)
        counts = confusion_matrix(labels, probabilities)
        names = run.state.class_names
        with table:
            st.markdown(f"#### {page.say('matrix.title', epoch=last)}")
            cell = _choose_cell(page, counts, names)
        with pictures:
            if cell is None:
                st.caption(page.say("matrix.press"))
                return
            if not may_see(run):
                st.caption(page.say("matrix.private"))
                return
            true_class, predicted_class = cell
            found = in_cell(
                labels, probabilities, true_class=true_class, predicted_class=predicted_class
            )
            _pictures(page, run, [(files[i], probabilities[i, predicted_class]) for i in found],
                      names[true_class], names[predicted_class])  # fmt: skip


def _choose_cell(
    page: Page, counts: NDArray[np.int64], names: Sequence[str]
) -> tuple[int, int] | None:
    asked = page.controls.held("cell", default="", parse=_checked_cell)
    row, _, column = asked.partition("-")
    cell = (int(row), int(column)) if asked else None
    if cell is None or max(cell) >= len(names) or counts[cell] == 0:
        wrong = counts.copy()
        wrong[range(len(names)), range(len(names))] = 0
        most = int(wrong.argmax())  # by default the most frequent mistake
        cell = divmod(most, len(names)) if wrong.max() else None

    def pressed() -> None:
        value = st.session_state["confusion"].get("cell")
        if value:
            page.controls.set(cell=value)

    titles = [class_title(page.say, name) for name in names]
    confusion_table(counts, titles, selected=cell, say=page.say, key="confusion", on_change=pressed)
    return cell


def _checked_cell(text: str) -> str:
    if not _CELL.fullmatch(text):
        raise ConvScopeError("url.not_an_option", field="cell", value=text[:40], allowed="0-1")
    return text


def _pictures(page: Page, run: Run, found: list[tuple[str, float]], true: str, said: str) -> None:
    heading = page.say(
        "matrix.right" if true == said else "matrix.wrong",
        count=len(found),
        true_class=plain(class_title(page.say, true)),
        predicted_class=plain(class_title(page.say, said)),
    )
    st.markdown(f"#### {heading}")
    shown = found[:_PICTURES_SHOWN]
    with st.container(horizontal=True, gap="small"):
        for file, probability in shown:
            try:
                st.image(
                    run_picture(run, file),
                    caption=page.say("matrix.confidence", share=f"{probability:.0%}"),
                    width=_PICTURE_WIDTH,
                    alt=page.say(
                        "matrix.picture",
                        true_class=class_title(page.say, true),
                        predicted_class=class_title(page.say, said),
                    ),
                )
            except ConvScopeError as error:
                st.caption(page.say.error(error), width=_PICTURE_WIDTH)
    if len(found) > len(shown):
        st.caption(page.say("matrix.more", shown=len(shown), count=len(found)))


def run_downloads(page: Page, run: Run) -> None:
    """Buttons to take the model, the history and a plain Keras script away."""
    say = page.say
    if run.model_path.exists():
        st.download_button(
            say("run.download.model"),
            run.model_path.read_bytes,  # read only when the button is pressed
            file_name=f"convscope-{run.id}.keras",
            mime="application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
        )
    st.download_button(
        say("run.download.history"),
        lambda: run.history().to_csv(),
        file_name=f"convscope-{run.id}.csv",
        mime="text/csv",
        icon=":material/table:",
        on_click="ignore",
    )
    script = _script(run)
    if script is not None:
        st.download_button(
            say("run.download.script"),
            script.text,
            file_name=script.file_name,
            mime="text/x-python",
            icon=":material/code:",
            on_click="ignore",
        )


def reproduce_run(page: Page, run: Run) -> None:
    """Draw the Keras script of the run folded away, once there is one."""
    script = _script(run)
    if script is not None:
        with st.expander(page.say("reproduce.title"), icon=":material/code:"):
            st.caption(page.say("reproduce.script"))
            st.code(script.text, language="python")


def _script(run: Run) -> RunScript | None:
    """Its script, which may name files, so only for whoever may see those."""
    return run_script(run) if may_see(run) else None
