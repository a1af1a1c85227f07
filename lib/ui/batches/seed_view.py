"""Four ways to give seeds, each run three times: which orders come again."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.drawing.drawing import QUIET_HINT, drawing
from lib.figures.batches.seed_rows import NARROW, WIDE, SeedWords, seed_rows
from lib.operations.checks.batches import different_orders
from lib.operations.seeds import WAYS, Repeats, repeats
from lib.snippets.batches import seed_snippet
from lib.ui.asking import Asking
from lib.ui.batches.shared import ORDERS
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.seed import choose_seed
from lib.ui.views import finish
from lib.words import Words

COUNT = 8  # numbers in an order: two runs agree by chance once in 8!² = 1.6 billion


def draw(page: Page) -> None:
    """Both seeds, the four ways, words."""
    say, asking = page.say, Asking(page)
    at_operation, at_global, question = st.columns([0.8, 0.8, 2.4], gap="medium")
    with at_operation:
        operation_seed = choose_seed(page, "operation_seed", default=5)
    with at_global:
        global_seed = choose_seed(page, "global_seed", default=7)
    runs = asking.ask(ORDERS, "seeded", COUNT, operation_seed, global_seed)
    facts: dict[str, Any] = {"operation": operation_seed, "global": global_seed, "count": COUNT}
    if runs is None:
        asking.still_starting()
        page.block("notice-seed", **facts)
        asking.wait()
        return
    found = {way: repeats(runs[way]) for way in WAYS}
    kept = sum(repeat.after_more for repeat in found.values())
    facts |= {"again": sum(repeat.again for repeat in found.values()), "kept": kept}
    with question:
        predict_first(page, "seeds", list(range(len(WAYS) + 1)), answer=kept, **facts)
    for pair in (WAYS[:2], WAYS[2:]):
        for way, column in zip(pair, st.columns(2, gap="large"), strict=True):
            with column:
                title = say(f"batches.way.{way}", **facts)
                words = _words(say, found[way])
                drawing(
                    seed_rows(runs[way], title=title, words=words, width=WIDE),
                    narrow=seed_rows(runs[way], title=title, words=words, width=NARROW),
                    say=say,
                    key=f"batches.seed.{way}",
                    alt=f"{title}: {_verdict(say, found[way].again)}",
                    hint=QUIET_HINT,
                )
    st.caption(say("batches.seed.caption", count=COUNT))
    snippet = seed_snippet(runs, operation_seed, global_seed)
    finish(page, "seed", snippet, different_orders(found), **facts)


def _words(say: Words, found: Repeats) -> SeedWords:
    same = (True, found.again, found.after_more)
    return SeedWords(
        epochs=[say("batches.seed.epoch", epoch=epoch) for epoch in (1, 2)],
        runs=[say(f"batches.seed.run.{run}") for run in (1, 2, 3)],
        verdicts=["", *(_verdict(say, value) for value in same[1:])],
        moods=["", *("right" if value else "wrong" for value in same[1:])],
        sentences=[
            say("batches.seed.says.1"),
            say("batches.seed.says.2", verdict=_verdict(say, found.again)),
            say("batches.seed.says.3", verdict=_verdict(say, found.after_more)),
        ],
    )


def _verdict(say: Words, same: bool) -> str:
    return say("batches.seed.same" if same else "batches.seed.other")
