"""What the views of comparisons share: the curves, the ends, and what the seeds say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.drawing.drawing import QUIET_HINT, drawing
from lib.figures import gap_curves as curves
from lib.figures import gap_rows as rows
from lib.operations.checks.training import mistakes, most_overfit
from lib.operations.courses import QUANTITIES, Ends, Repeats, Verdict, verdict
from lib.ui.check import ask
from lib.ui.page import Page
from lib.words import plain

Compared = Mapping[str, Repeats]
Titles = Mapping[str, str]


def choose_quantity(page: Page) -> str:
    """Accuracy or loss."""
    chosen: str = page.controls.choice(
        "quantity",
        QUANTITIES,
        label=page.say("compare.quantity"),
        default="accuracy",
        format_func=lambda name: page.say(f"run.{name}"),
    )
    return chosen


def show_curves(
    page: Page, view: str, compared: Compared, titles: Titles, *, quantity: str, epochs: int
) -> None:
    """A frame a recipe, all in one scale."""
    say = page.say
    words = curves.GapWords(
        training=say(f"compare.{quantity}.training"),
        validation=say(f"compare.{quantity}.validation"),
        epochs=say("compare.epochs"),
        titles=titles,
        gaps={name: _gap_text(page, one, quantity) for name, one in compared.items()},
        sentences={
            name: _curve_sentences(page, titles[name], one, quantity)
            for name, one in compared.items()
        },
    )
    options: dict[str, Any] = {"words": words, "quantity": quantity, "epochs": epochs}
    drawing(
        curves.gap_curves(compared, **options),
        narrow=curves.gap_curves(compared, width=curves.NARROW, **options),
        say=say,
        key=f"compare.{view}.curves",
        alt=say(
            "compare.curves.alt",
            quantity=say(f"run.{quantity}"),
            recipes=listed(page, [*titles.values()]),
            ends=listed(page, [*words.gaps.values()]),
        ),
    )


def show_ends(page: Page, view: str, compared: Compared, titles: Titles) -> None:
    """A row a recipe: where its trainings ended, and the gap between."""
    say = page.say
    ended = {name: one for name, one in compared.items() if one.begun}
    if not ended:
        return
    words = rows.RowWords(
        titles=titles,
        gaps={name: points(one.gap) for name, one in ended.items()},
        sentences={
            name: say(
                "compare.row.say",
                recipe=titles[name],
                training=share(one.end("training")),
                validation=share(one.end("validation")),
                gap=points(one.gap),
            )
            for name, one in ended.items()
        },
        axis=say("compare.row.axis"),
    )
    st.markdown(f"**{say('compare.rows')}**")
    drawing(
        rows.gap_rows(ended, words=words),
        narrow=rows.gap_rows(ended, words=words, width=rows.NARROW),
        say=say,
        key=f"compare.{view}.rows",
        alt=say("compare.rows.alt", rows=" ".join(words.sentences.values())),
        hint=QUIET_HINT,
    )


def show_verdicts(page: Page, compared: Compared, titles: Titles) -> None:
    """A sentence for every other recipe against the first: is the difference more than luck?"""
    say = page.say
    first, *others = (name for name, one in compared.items() if one.begun)
    lines = []
    for name in others:
        found = {
            what: verdict(ends(compared[first], what), ends(compared[name], what))
            for what in ("validation", "gap")
        }
        lines.append(
            say(
                "compare.verdict",
                recipe=titles[name],
                first=titles[first],
                validation=_said(page, found["validation"]),
                gap=_said(page, found["gap"]),
            )
        )
    with st.container(key="prose-compare-verdicts"):
        st.markdown(lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines))


def ends(one: Repeats, what: str) -> Ends:
    """``"gap"``, or the end of ``"training"`` or ``"validation"``."""
    return one.gap if what == "gap" else one.end(what)


def _said(page: Page, found: Verdict) -> str:
    return page.say(
        f"compare.verdict.{found.kind}",
        difference=signed(found.difference),
        noise=f"{100 * (found.noise or 0):.1f}",
        chance=f"{found.chance:.1%}" if found.chance < 0.1 else f"{found.chance:.0%}",
    )


def signed(difference: float) -> str:
    """In points, with its sign.

    Example:
        >>> signed(-0.0123), signed(0.2)
        ('−1.2', '+20.0')
    """
    return f"{100 * difference:+.1f}".replace("-", "−")


def points(ends: Ends) -> str:
    """A mean in points with its spread."""
    return f"{signed(ends.mean)}{_spread(ends)}"


def share(ends: Ends) -> str:
    """A mean in per cent with its spread."""
    return f"{100 * ends.mean:.1f}{_spread(ends)} %"


def _spread(ends: Ends) -> str:
    return "" if ends.spread is None else f" ± {100 * ends.spread:.1f}"


def _gap_text(page: Page, one: Repeats, quantity: str) -> str:
    if not one.begun:
        return page.say("compare.no_epoch")
    if quantity == "accuracy":
        return page.say("compare.gap", points=points(one.gap))
    gap = Ends(one.end("validation", "loss").seeds - one.end("training", "loss").seeds)
    spread = "" if gap.spread is None else f" ± {gap.spread:.2f}"
    return page.say("compare.gap.loss", value=f"{gap.mean:+.2f}".replace("-", "−") + spread)


def _curve_sentences(page: Page, title: str, one: Repeats, quantity: str) -> tuple[str, str, str]:
    if not one.begun:
        return ("", "", "")
    said = []
    for part in curves.PARTS:
        end = one.end(part, quantity)
        spread = "" if end.spread is None else f" ± {end.spread:.2f}"
        value = share(end) if quantity == "accuracy" else f"{end.mean:.2f}{spread}"
        said.append(page.say(f"compare.{quantity}.{part}.say", recipe=title, value=value))
    training, validation = said
    return training, validation, f"{title}: {_gap_text(page, one, quantity)}"


def listed(page: Page, names: Sequence[str]) -> str:
    """Names in a line, in the manner of the language."""
    return page.say("list.separator").join(names)


def ask_about_mistakes(
    page: Page, compared: Compared, titles: Titles, held: Mapping[str, int]
) -> None:
    """How many pictures the recipe with the largest gap gets wrong.

    Args:
        page: The page being drawn.
        compared: At least one with an ended epoch.
        titles: What they are called.
        held: Pictures held back by each; 0 where nobody has counted them.
    """
    name = most_overfit(compared)
    if held[name]:
        recipe = plain(titles[name])
        ask(page, "mistakes", mistakes(compared[name], held[name]), recipe=recipe)
