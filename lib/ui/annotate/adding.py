"""Pictures and archives brought in, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st

from lib.datasets.annotation.adding import AddReport, Offered, add_pictures
from lib.datasets.annotation.archive import is_archive, read_archive
from lib.datasets.annotation.label_set import LabelSet
from lib.datasets.annotation.limits import BYTE_LIMIT, PICTURE_LIMIT, archive_byte_limit
from lib.errors import ConvScopeError
from lib.images.containers import FORMATS
from lib.words import Words, plain

_ROUND = "annotate/round"
_REPORT = "annotate/report"
_NAMED = 30  # files that a report names one by one


def file_field(say: Words) -> list[Any]:
    """The place to drop files, and those that wait there to be added."""
    turn: int = st.session_state.setdefault(_ROUND, 0)
    limit = archive_byte_limit() // 2**20
    files: list[Any] = st.file_uploader(
        say("annotate.add", limit=limit),
        accept_multiple_files=True,
        max_upload_size=limit,
        key=f"annotate/files/{turn}",
        help=say(
            "annotate.add.help",
            formats=say("list.separator").join(FORMATS),
            pictures=f"{PICTURE_LIMIT:,}",
            megabytes=BYTE_LIMIT // 2**20,
        ),
    )
    return files


def add_files(say: Words, label_set: LabelSet, files: list[Any]) -> None:
    """Add files, with a bar that tells how far it is, and begin the page anew.

    A press on a button meanwhile cuts this short; the next redraw then goes on with the same
    files and the same report.
    """
    name, kept = st.session_state.get(_REPORT, ("", None))
    going_on = name == (label_set.name, st.session_state[_ROUND])
    report = kept if going_on else AddReport()
    st.session_state[_REPORT] = (label_set.name, st.session_state[_ROUND]), report
    bar = st.progress(0.0, text=say("annotate.adding", done=0))

    def progress(done: int, share: float) -> None:
        bar.progress(share, text=say("annotate.adding", done=f"{done:,}"))

    try:
        add_pictures(label_set, _offered(files, progress), report)
    except Exception:
        _begin_round()  # what failed once would fail at every redraw
        raise
    _begin_round()
    st.rerun()


def _begin_round() -> None:
    """An empty field in the place of the last one: its files are kept, or are no use."""
    st.session_state[_ROUND] += 1


def tell_added(say: Words, label_set: LabelSet) -> None:
    """What became of the last files, first in numbers, then by name."""
    kept: tuple[tuple[str, int], AddReport] | None = st.session_state.get(_REPORT)
    if kept is not None and kept[0][0] == label_set.name:
        _told(say, kept[1])


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
    if report.stopped is not None:
        reason = say.error(report.stopped)
        st.error(say("annotate.stopped", reason=reason), icon=":material/error:")
    for names, key, icon in (
        (report.added, "added", "check_circle"),
        (report.restored, "restored", "undo"),
        (report.relabelled, "relabelled", "label"),
    ):
        if names:
            text = say(f"annotate.{key}", count=f"{len(names):,}")
            st.success(text, icon=f":material/{icon}:")
    _named(
        say,
        "contradicted",
        [
            say("annotate.contradiction", name=plain(name), kept=plain(kept), other=plain(other))
            for name, kept, other in report.contradicted
        ],
        icon="label_off",
    )
    _named(
        say,
        "duplicates",
        [
            say("annotate.duplicate", name=plain(name), known=plain(known))
            for name, known in report.duplicates
        ],
        icon="content_copy",
    )
    _named(say, "refused", [say.error(error) for error in report.refused], icon="block")


def _named(say: Words, key: str, lines: list[str], *, icon: str) -> None:
    """Files by name, folded away when they are many; nothing where there are none."""
    if not lines:
        return
    title = say(f"annotate.{key}", count=f"{len(lines):,}")
    lines = list(dict.fromkeys(lines))  # the same reason once
    with st.expander(title, icon=f":material/{icon}:", expanded=len(lines) <= 3):
        more = len(lines) - _NAMED
        listed = [f"- {line}" for line in lines[:_NAMED]]
        if more > 0:
            listed.append(f"- {say('annotate.more', count=f'{more:,}')}")
        st.markdown("\n".join(listed))
