"""What every file of a data set is: size, shape, mode, bytes; copies and unreadable files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lib.datasets.file_facts import Listing, Shelf, Summary, list_folder, summarise
from lib.errors import ConvScopeError
from lib.figures.labels.file_sizes import (
    Bin,
    CloudWords,
    Dot,
    group_sizes,
    histogram,
    histogram_drawing,
    size_cloud,
)
from lib.figures.quantities import memory_text
from lib.jobs import engine
from lib.operations.collection import Collection
from lib.snippets.labels import files_snippet
from lib.ui.labels.data_choice import choose_data
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.ui.views import side_by_side
from lib.words import Words, plain

_MOST_FLOWERS = 200  # each is drawn to be looked at: that takes a fiftieth of a second
_PORTION_SECONDS = 0.4  # between two reports of progress
_POLL_SECONDS = 0.5
_LISTED = 20  # files that are named of each kind
_shelf = Shelf()


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
    _look_on(page, listing)
    facts = _shelf.known(listing)
    if len(facts) == len(listing.paths):
        _show(page, summarise(facts))


def _listing(data: Collection) -> Listing:
    if data.folder is not None:
        return list_folder(data.folder)
    files = tuple(data.file(position) or "" for position in range(data.total))
    return Listing(data.digest, files, None)


def _look_on(page: Page, listing: Listing) -> None:
    """Look at files, a portion at a time, until all are known; the page is redrawn then."""
    done = len(_shelf.known(listing)) == len(listing.paths)
    if done:
        return
    # The worker is not told to warm up: looking needs no TensorFlow, and would wait for it.
    started: list[bool] = []

    @st.fragment(run_every=_POLL_SECONDS)
    def looking() -> None:
        total = len(listing.paths)
        # The first time only say what is known: a worker that starts must not keep it back.
        if started:
            try:
                known = _look(listing)
            except ConvScopeError as error:
                st.error(page.say.error(error), icon=":material/error:")
                return
            if known == total:
                st.rerun()
        started.append(True)
        known = len(_shelf.known(listing))
        text = page.say("labels.files.looking", known=f"{known:,}", total=f"{total:,}")
        st.progress(known / total, text=text)

    looking()


def _look(listing: Listing) -> int:
    """Have a worker look at the next portion; how many files are known then."""
    start = len(_shelf.known(listing))
    folder = None if listing.folder is None else str(listing.folder)
    if start < len(listing.paths):
        portion = listing.paths[start : start + 500]  # more than there is time for
        found = engine.quick(
            "lib.datasets.file_facts", "look_at", folder, portion, _PORTION_SECONDS
        )
        _shelf.add(listing, start, found)
    return len(_shelf.known(listing))


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


def _numbers(say: Words, found: Summary) -> None:
    with st.container(key="numbers-files"):
        st.metric(say("labels.files.readable"), f"{len(found.good):,}")
        st.metric(say("labels.files.unreadable"), f"{len(found.unreadable):,}")
        st.metric(say("labels.files.copies"), f"{found.spare:,}")
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
    aspects = histogram([one.aspect for one in found.good])
    weights = histogram([float(one.size) for one in found.good])
    cloud, rest = st.columns(2, gap="medium")
    hint = say("labels.files.hint")
    with cloud:
        side_by_side(
            page,
            [("cloud", size_cloud(group_sizes(found.sizes), words), say("labels.files.cloud.alt"))],
            hint=hint,
        )
        st.caption(say("labels.files.modes", modes=_modes(say, found)))
    with rest:
        for key, bins, tick, mark in (
            ("aspect", aspects, lambda value: f"{value:.2f}", 1.0),
            ("weight", weights, lambda value: memory_text(round(value)), None),
        ):
            svg = histogram_drawing(
                bins,
                title=say(f"labels.files.{key}"),
                tick=tick,
                say=_bin_says(say, key, tick),
                mark=mark,
                mark_name=say("labels.files.square"),
            )
            side_by_side(page, [(key, svg, say(f"labels.files.{key}.alt"))], hint=hint)


def _bin_says(say: Words, key: str, tick: Callable[[float], str]) -> Callable[[Bin], str]:
    def sentence(found: Bin) -> str:
        low, high = tick(found.low), tick(found.high)
        return say(f"labels.files.{key}.bin", count=f"{found.count:,}", low=low, high=high)

    return sentence


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
        "pixels": f"{pixels:,}".replace(",", "{,}"),
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
