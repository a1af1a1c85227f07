"""What every file of a data set is: size, shape, mode, bytes; copies and unreadable files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from lib.datasets.file_facts import Listing, Summary, list_folder, summarise
from lib.drawing.drawing import QUIET_HINT, drawing
from lib.errors import ConvScopeError
from lib.figures.histogram import NARROW, HistogramWords, count_in_bins, histogram
from lib.figures.labels.file_sizes import CloudWords, Dot, group_sizes, size_cloud
from lib.figures.quantities import memory_text
from lib.figures.readable import latex_count
from lib.operations.checks.labels import cached_megabytes
from lib.operations.collection import Collection
from lib.snippets.labels import files_snippet
from lib.ui.check import ask
from lib.ui.histograms import aspect_text, bin_sentences
from lib.ui.labels.data_choice import choose_data
from lib.ui.labels.looking import LOOKER
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.words import Words, plain

_MOST_FLOWERS = 200  # each is drawn to be looked at: that takes a fiftieth of a second
_POLL_SECONDS = 0.5
_LISTED = 20  # files that are named of each kind


def draw(page: Page) -> None:
    """Controls; how far the look is, or what it found."""
    data = choose_data(page, most=_MOST_FLOWERS, count="flowers")
    if not data.has_pictures:
        st.info(page.say("labels.no_pictures"), icon=":material/cloud_off:")
        return
    listing = _listing(data)
    if not listing.paths:
        st.info(page.say("labels.empty"), icon=":material/folder_off:")
        return
    facts = LOOKER.shelf.known(listing)
    if len(facts) < len(listing.paths):
        _look_on(page, listing)
    else:
        _show(page, summarise(facts))


def _listing(data: Collection) -> Listing:
    if data.folder is not None:
        return list_folder(data.folder)
    files = tuple(data.file(position) or "" for position in range(data.total))
    return Listing(data.digest, files, None)


def _look_on(page: Page, listing: Listing) -> None:
    """Wait until every file was looked at; the page is redrawn then."""
    # The worker is not told to warm up: looking needs no TensorFlow, and would wait for it.
    total = len(listing.paths)

    @st.fragment(run_every=_POLL_SECONDS)
    def looking() -> None:
        try:
            known = LOOKER.want(listing)
        except ConvScopeError as error:
            st.error(page.say.error(error), icon=":material/error:")
            return
        if known == total:
            st.rerun()
        text = page.say("labels.files.looking", known=f"{known:,}", total=f"{total:,}")
        st.progress(known / total, text=text)

    looking()


def _show(page: Page, found: Summary) -> None:
    say = page.say
    _numbers(say, found)
    if found.good:
        _drawings(page, found)
        _ask(page, found)
    facts = _facts(say, found)
    page.block("notice-files", **facts)
    if found.good:
        page.block("formula-files", **facts)
    _lists(page, found)
    sizes = list(found.sizes)[:3]
    if sizes:
        reproduce(page, files_snippet(sizes, copies=min(found.spare, 3)))
        ask(page, "files", cached_megabytes(len(found.good)))


def _numbers(say: Words, found: Summary) -> None:
    with st.container(key="numbers-files"):
        st.metric(say("labels.files.readable"), f"{len(found.good):,}")
        st.metric(say("labels.files.unreadable"), f"{len(found.unreadable):,}")
        st.metric(say("labels.files.copies"), f"{found.spare:,}")
        if found.overlooked:  # readable, and yet not counted above as files of the data set
            st.metric(say("labels.files.overlooked"), f"{len(found.overlooked):,}")
        st.metric(say("labels.files.sizes"), f"{len(found.sizes):,}")
        st.metric(say("labels.files.bytes"), memory_text(found.bytes_together))


def _drawings(page: Page, found: Summary) -> None:
    say = page.say

    def dot_says(dot: Dot) -> str:
        return say(
            "labels.files.dot",
            count=f"{dot.count:,}",
            widths=_range(dot.widths),
            heights=_range(dot.heights),
        )

    words = CloudWords(
        say("labels.files.width"), say("labels.files.height"), say("labels.files.square"), dot_says
    )
    dots = group_sizes(found.sizes)
    cloud, rest = st.columns(2, gap="medium")
    with cloud:
        drawing(
            size_cloud(dots, words),
            narrow=size_cloud(dots, words, width=NARROW),
            say=say,
            key="labels.cloud",
            alt=say("labels.files.cloud.alt"),
            hint=say("labels.files.hint"),
        )
        st.caption(say("labels.files.modes", modes=_modes(say, found)))
    with rest:
        _histogram(say, "aspect", [one.aspect for one in found.good], aspect_text, mark=1.0)
        _histogram(say, "weight", [one.size for one in found.good], _bytes_text)


def _histogram(
    say: Words,
    key: str,
    values: Sequence[float],
    text: Callable[[float], str],
    *,
    mark: float | None = None,
) -> None:
    bins = count_in_bins(np.array(values, np.float64))
    words = HistogramWords(
        title=say(f"labels.files.{key}"),
        across="",
        tick=text,
        sentences=bin_sentences(say, f"labels.files.{key}.bin", bins, text),
        mark=say("labels.files.square"),
    )
    drawing(
        histogram(bins, words, mark=mark),
        narrow=histogram(bins, words, mark=mark, width=NARROW),
        say=say,
        key=f"labels.{key}",
        alt=say(f"labels.files.{key}.alt"),
        hint=QUIET_HINT,
    )


def _bytes_text(size: float) -> str:
    return memory_text(round(size))


def _range(ends: tuple[int, int]) -> str:
    return f"{ends[0]:,}" if ends[0] == ends[1] else f"{ends[0]:,}–{ends[1]:,}"


def _modes(say: Words, found: Summary) -> str:
    said = [
        say("labels.files.mode", format=container, mode=mode, count=f"{count:,}")
        for (container, mode), count in found.modes.most_common()
    ]
    return say.strings["list.separator"].join(said)


def _ask(page: Page, found: Summary) -> None:
    """How many of the pictures are squares, which is what the network will be given."""
    total = len(found.good)
    square = sum(count for (width, height), count in found.sizes.items() if width == height)
    options = sorted({0, square, total // 2, total})
    predict_first(
        page,
        "square",
        options,
        answer=square,
        format_func=lambda count: f"{count:,}",
        total=f"{total:,}",
        square=f"{square:,}",
        sizes=f"{len(found.sizes):,}",
    )


def _facts(say: Words, found: Summary) -> dict[str, object]:
    if not found.good:
        nothing = dict.fromkeys(
            ("width", "height", "aspect", "pixels", "raw", "size", "factor", "name"), "–"
        )
        return {**_counts(found), **nothing}
    widest = max(found.good, key=lambda one: one.aspect)
    pixels = widest.width * widest.height
    return {
        **_counts(found),
        "name": plain(widest.path),
        "width": widest.width,
        "height": widest.height,
        "aspect": f"{widest.aspect:.2f}",
        "pixels": latex_count(pixels),
        "raw": memory_text(3 * pixels),
        "size": memory_text(widest.size),
        "factor": f"{3 * pixels / widest.size:.1f}",
    }


def _counts(found: Summary) -> dict[str, object]:
    return {
        "good": f"{len(found.good):,}",
        "unreadable": f"{len(found.unreadable):,}",
        "spare": f"{found.spare:,}",
        "overlooked": f"{len(found.overlooked):,}",
        "sizes": f"{len(found.sizes):,}",
    }


def _lists(page: Page, found: Summary) -> None:
    """Files to look after, by name; nothing where there are none."""
    say = page.say
    if found.unreadable:
        _list(
            say, "unreadable", [say.error(one.problem) for one in found.unreadable if one.problem]
        )
    if found.duplicates:
        groups = [" = ".join(plain(one.path) for one in group) for group in found.duplicates]
        _list(say, "duplicates", groups)
    if found.overlooked:
        _list(say, "overlooked", [plain(one.path) for one in found.overlooked])


def _list(say: Words, kind: str, lines: Sequence[str]) -> None:
    title = say(f"labels.files.{kind}.title", count=f"{len(lines):,}")
    with st.expander(title, icon=":material/rule:"):
        st.caption(say(f"labels.files.{kind}.why"))
        st.markdown("\n".join(f"- {line}" for line in lines[:_LISTED]))
        if len(lines) > _LISTED:
            st.caption(say("labels.files.more", shown=_LISTED, count=f"{len(lines):,}"))
