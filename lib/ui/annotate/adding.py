"""Pictures and archives brought in, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st

from lib.datasets.annotation.adding import AddReport, Offered, add_pictures
from lib.datasets.annotation.archive import is_archive, read_archive
from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.limits import ARCHIVE_BYTE_LIMIT, BYTE_LIMIT, PICTURE_LIMIT
from lib.errors import ConvScopeError
from lib.images.containers import FORMATS
from lib.ui.page import Page
from lib.words import Words, plain

_ROUND = "annotate/round"
_REPORT = "annotate/report"
_NAMED = 30  # files that a report names one by one


def add_form(page: Page, label_set: LabelSet) -> None:
    """The place to drop files, and below it what became of the last ones."""
    say = page.say
    turn: int = st.session_state.setdefault(_ROUND, 0)
    files: Any = st.file_uploader(
        say("annotate.add"),
        accept_multiple_files=True,
        max_upload_size=ARCHIVE_BYTE_LIMIT // 2**20,
        key=f"annotate/files/{turn}",
        help=say(
            "annotate.add.help",
            formats=say("list.separator").join(FORMATS),
            pictures=f"{PICTURE_LIMIT:,}",
            megabytes=BYTE_LIMIT // 2**20,
        ),
    )
    if files:
        with page.reporting():
            st.session_state[_REPORT] = label_set.name, _add(say, label_set, files)
            # An empty uploader in its place: its files are kept, nobody needs them twice.
            st.session_state[_ROUND] = turn + 1
            st.rerun()
    kept: tuple[str, AddReport] | None = st.session_state.get(_REPORT)
    if kept is not None and kept[0] == label_set.name:
        _told(say, kept[1])


def _add(say: Words, label_set: LabelSet, files: list[Any]) -> AddReport:
    bar = st.progress(0.0)

    def progress(done: int, share: float) -> None:
        bar.progress(share, text=say("annotate.adding", done=f"{done:,}"))

    try:
        return add_pictures(label_set, _offered(files, progress))
    finally:
        bar.empty()


def _offered(
    files: list[Any], progress: Callable[[int, float], None]
) -> Iterator[Offered | ConvScopeError]:
    """Every picture of the files, of archives one by one, and what cannot even be opened."""
    done = 0
    for index, file in enumerate(files):
        head = file.read(4)
        file.seek(0)
        if not is_archive(head):
            progress(done, index / len(files))
            yield Offered(file.name, file.read())
            done += 1
            continue
        try:
            for item in read_archive(file, name=file.name):
                progress(done, index / len(files))
                yield item
                done += 1
        except ConvScopeError as error:
            yield error


def _told(say: Words, report: AddReport) -> None:
    """What became of the files, first in numbers, then by name."""
    if report.added:
        st.success(
            say("annotate.added", count=f"{len(report.added):,}"), icon=":material/check_circle:"
        )
    if report.restored:
        st.success(
            say("annotate.restored", count=f"{len(report.restored):,}"), icon=":material/undo:"
        )
    if report.duplicates:
        _named(
            say,
            say("annotate.duplicates", count=f"{len(report.duplicates):,}"),
            [
                say("annotate.duplicate", name=plain(name), known=plain(known))
                for name, known in report.duplicates
            ],
        )
    if report.refused:
        title = say("annotate.refused", count=f"{len(report.refused):,}")
        _named(say, title, [say.error(error) for error in report.refused], icon=":material/block:")


def _named(
    say: Words, title: str, lines: list[str], *, icon: str = ":material/content_copy:"
) -> None:
    with st.expander(title, icon=icon, expanded=len(lines) <= 3):
        more = len(lines) - _NAMED
        listed = [f"- {line}" for line in lines[:_NAMED]]
        if more > 0:
            listed.append(f"- {say('annotate.more', count=f'{more:,}')}")
        st.markdown("\n".join(listed))
