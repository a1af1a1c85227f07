"""A folder of classes and what becomes of it: labels, one-hot vectors, weights."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import drawing
from lib.errors import ConvScopeError
from lib.figures.labels.tree import MOST_CLASSES, ClassRow, TreeWords, tree_drawing
from lib.figures.quantities import share_text
from lib.figures.readable import in_latex, latex_count
from lib.operations.checks import labels as checks
from lib.operations.collection import Collection
from lib.operations.labelling import Labelling, Move, moves, thin_class
from lib.snippets.labels import folder_snippet
from lib.ui.check import ask
from lib.ui.labels.data_choice import choose_data
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.reproduce import reproduce
from lib.words import Words, plain

_FILES_SHOWN = 2


def draw(page: Page) -> None:
    """Controls, drawing, question, words."""
    data = choose_data(page)
    if not data.total:
        st.info(page.say("labels.empty"), icon=":material/folder_off:")
        return
    name, new_name, kept = _choose_change(page, data)
    before = data.labelling
    thin = thin_class(before, name, kept)
    changed = moves(before, name, new_name)
    after = Labelling({move.after: thin.counts[move.before] for move in changed})
    _show(page, data, changed, after)
    moved = sum(move.moved for move in changed)
    st.caption(
        page.say(
            "labels.folder.renamed" if new_name != name else "labels.folder.caption",
            moved=moved,
            classes=len(changed),
            old=plain(name),
            new=plain(new_name),
        )
    )
    facts = _facts(after, name=new_name)
    chances = {after.lazy_accuracy, after.balanced_accuracy, 0.5, 0.0}
    # By size, not by what is written; what is written alike is one answer.
    options = list(dict.fromkeys(share_text(chance) for chance in sorted(chances)))
    predict_first(page, "balanced", options, answer=share_text(after.balanced_accuracy), **facts)
    page.block("notice-folder", **facts)
    page.block("formula-folder", **facts)
    snippet = folder_snippet(after)
    if snippet is not None:
        reproduce(page, snippet)
    smallest = checks.smallest_class(after)
    if smallest is not None:
        worked = checks.weight_ratio(after, smallest)
        ask(page, "folder", worked, biggest=plain(after.biggest), smallest=plain(smallest))


def _choose_change(page: Page, data: Collection) -> tuple[str, str, int]:
    """A class, what to call its folder, and how much of it to keep, in per cent."""
    say, controls = page.say, page.controls
    names = [name for name, _ in data.counts]
    if st.session_state.get("labels.folder", names[0]) not in names:  # of another data set
        controls.set(folder=names[0], name="")
    at_class, at_name, at_kept = st.columns([1, 1, 1.2], gap="medium")
    with at_class:
        chosen = controls.choice(
            "folder",
            names,
            label=say("labels.folder"),
            default=names[0],
            style="select",
            on_change=lambda: controls.set(name=""),
        )
    with at_name:
        typed = controls.text("name", default="", parse=str)
        st.text_input(
            say("labels.name"), key="labels.name", placeholder=chosen, max_chars=40, width="stretch"
        )
    with at_kept:
        kept = controls.slider(
            "kept", label=say("labels.kept"), minimum=0, maximum=100, default=100, step=5
        )
    wanted = typed.strip() or chosen
    try:
        moves(data.labelling, chosen, wanted)
    except ConvScopeError as error:
        page.report(error)
        wanted = chosen
    return chosen, wanted, kept


def _show(page: Page, data: Collection, changed: tuple[Move, ...], after: Labelling) -> None:
    say = page.say
    rows = [_row(say, data, move, after) for move in changed[:MOST_CLASSES]]
    left_out = len(changed) - len(rows)
    words = TreeWords(
        folder=say("labels.tree.folder"),
        old=say("labels.tree.old"),
        label=say("labels.tree.label"),
        vector=say("labels.tree.vector"),
        count=say("labels.tree.count"),
        more_classes=say("labels.more_classes", count=left_out) if left_out else "",
    )
    drawn = tree_drawing(rows, words)
    drawing(
        drawn.wide,
        narrow=drawn.narrow,
        say=say,
        key="labels.tree",
        alt=say("labels.tree.alt", classes=len(changed), count=f"{after.total:,}"),
        hint=say("labels.tree.hint"),
    )


def _row(say: Words, data: Collection, move: Move, after: Labelling) -> ClassRow:
    vector = after.one_hot(move.after)
    count, full = after.counts[move.after], data.labelling.counts[move.before]
    weight = after.weights[move.after]
    facts = {
        "name": move.after,
        "label": move.new,
        "old": move.old,
        "count": f"{count:,}",
        "full": f"{full:,}",
        "total": f"{after.total:,}",
        "share": share_text(count / after.total),
        "vector": " ".join(map(str, vector[:MOST_CLASSES])),
        "weight": "–" if weight is None else f"{weight:.3f}",
    }
    start = data.starts()[move.old]
    paths = [data.file(start + number) for number in range(min(_FILES_SHOWN, full))]
    files = tuple(path.partition("/")[2] for path in paths if path is not None)
    label_said = "labels.tree.label.moved" if move.moved else "labels.tree.label.same"
    return ClassRow(
        name=move.after,
        files=files,
        label=move.new,
        old=move.old,
        old_name=move.before,
        vector=vector,
        count=count,
        full=full,
        text=f"{count:,} · ×{facts['weight']}",
        says=(
            say("labels.tree.folder.say", **facts),
            say(label_said, **facts),
            say("labels.tree.vector.say", **facts),
            say("labels.tree.bar.say", **facts),
        ),
        file_says=tuple(say("labels.tree.file.say", file=file, **facts) for file in files),
    )


def _facts(after: Labelling, *, name: str) -> dict[str, Any]:
    biggest, classes = after.biggest, sum(count > 0 for count in after.counts.values())
    count, weight = after.counts[name], after.weights[name]
    return {
        "classes": classes,
        "last": classes - 1,
        "biggest": plain(biggest),
        "biggest_count": latex_count(after.counts[biggest]),
        "total": latex_count(after.total),
        "lazy": share_text(after.lazy_accuracy),
        "lazy_latex": in_latex(share_text(after.lazy_accuracy)),
        "balanced": share_text(after.balanced_accuracy),
        "balanced_latex": in_latex(share_text(after.balanced_accuracy)),
        "chosen": plain(name),
        "count": latex_count(count),
        "weight": "–" if weight is None else f"{weight:.3f}",
    }
