"""The figures of the page about resizing, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import streamlit as st

from lib.cnn.resizing import axis_weights
from lib.drawing.drawing import drawing
from lib.figures.column_mix import MixWords, column_mix, shown_columns
from lib.figures.quantities import number_text, share_text
from lib.figures.resize_pictures import Tile, difference_png, framed_original, png, tiles
from lib.operations.resize import Fit, Mix, read_share
from lib.operations.resized import Interpolated, Loss, Resized, lost
from lib.ui.asked import ask_about
from lib.ui.page import Page
from lib.ui.resize_controls import Setting, Subject
from lib.words import plain

_WIDEST, _TALLEST = 330, 205  # of a picture on the page, in pixels of the screen
_PATCH = 28  # pixels of the result in the gallery of interpolations


def show_picture(page: Page, subject: Subject, setting: Setting) -> Loss:
    """Original, result, what came back, and the difference."""
    say, fitted = page.say, setting.fit
    (original, result), (back, difference) = (st.columns(2, gap="medium") for _ in range(2))
    with original:  # known before any worker has answered
        _picture(page, "original", *_original(subject, fitted))
        st.caption(say(f"resize.original.{fitted.way}", **_sizes(subject, fitted)))
    found: Resized = ask_about(
        page, "resizing", "resized", subject.digest, subject.pixels, fitted.way, fitted.after,
        (setting.interpolation, setting.antialias),
    )  # fmt: skip
    loss = lost(subject.pixels, found)
    with result:
        shape = found.result.shape
        _picture(page, "result", png(found.result), shape, container="pixels-result")
        st.caption(say("resize.result", **_sizes(subject, fitted)))
    with back:
        _picture(page, "back", png(found.back), found.back.shape)
        st.caption(say("resize.back", interpolation=setting.interpolation))
    with difference:
        shown = difference_png(loss.signed)
        _picture(page, "difference", shown, loss.signed.shape, container="pixels-map")
        st.caption(say("resize.difference", mean=f"{loss.mean:.1f}"))
    if subject.reduced:
        height, width = subject.pixels.shape[:2]
        st.caption(say("resize.reduced", width=width, height=height))
    return loss


def _picture(
    page: Page, name: str, packed: bytes, shape: tuple[int, ...], *, container: str | None = None
) -> None:
    say = page.say
    shown = min(_WIDEST, max(24, round(_TALLEST * shape[1] / shape[0])))  # both rows on one screen
    st.markdown(f"**{say(f'resize.title.{name}')}**")
    with st.container(key=container or f"picture-{name}"):
        st.image(packed, width=shown, output_format="PNG", alt=say(f"resize.alt.{name}"))


def _original(subject: Subject, fitted: Fit) -> tuple[bytes, tuple[int, ...]]:
    """The framed original, packed once: most steps of a slider leave it as it is."""
    kept: dict[Any, tuple[bytes, tuple[int, ...]]]
    kept = st.session_state.setdefault("resize/original", {})
    # A whole picture looks the same in any size; a frame and padding depend on it.
    key = (subject.digest, fitted.way, None if fitted.way == "squash" else fitted.after)
    if key not in kept:
        kept.clear()
        framed = framed_original(subject.pixels, fitted)
        kept[key] = png(framed), framed.shape
    return kept[key]


def picture_facts(page: Page, subject: Subject, setting: Setting, loss: Loss) -> dict[str, Any]:
    """The numbers of what to notice."""
    fitted = setting.fit
    read = read_share(fitted, interpolation=setting.interpolation, antialias=setting.antialias)
    factor = max(fitted.stretch, 1 / fitted.stretch)
    return {
        **_sizes(subject, fitted),
        "way": page.say(f"resize.way.{fitted.way}"),
        "stretch": page.say(f"resize.stretch.{fitted.direction}", factor=f"{factor:.2f}"),
        "unused": share_text(fitted.unused_share),
        "empty": share_text(fitted.empty_share),
        "read": share_text(read),
        "interpolation": setting.interpolation,
        "mean": f"{loss.mean:.1f}",
    }


def _sizes(subject: Subject, fitted: Fit) -> dict[str, Any]:
    (H, W), (height, width) = fitted.before, fitted.after
    return {
        "title": plain(subject.title),
        "before": f"{W}×{H}",
        "after": f"{width}×{height}",
        "aspect": f"{W / H:.2f}",
        "aspect_after": f"{width / height:.2f}",
        "used": f"{fitted.used.width}×{fitted.used.height}",
        "filled": f"{fitted.filled.width}×{fitted.filled.height}",
        "kept": share_text(fitted.kept),
    }


def show_mix(page: Page, subject: Subject, mixed: Mix, setting: tuple[str, bool]) -> None:
    """Where a column of the result comes from, in the middle row of the picture."""
    say = page.say
    row = subject.grey[subject.grey.shape[0] // 2]
    weights = axis_weights(
        mixed.before, mixed.after, interpolation=setting[0], antialias=setting[1]
    )
    read = (weights != 0).any(axis=0)
    by_column = dict(zip(mixed.columns, mixed.weights, strict=True))
    sentences = []
    for column in shown_columns(mixed):
        kind = "mixed" if column in by_column else "elsewhere" if read[column] else "unread"
        weight = number_text(by_column.get(column, 0.0), 3)
        sentences.append(
            say(f"resize.column.{kind}", column=column, value=int(row[column]), weight=weight)
        )
    value = sum(weight * int(row[column]) for column, weight in by_column.items())
    facts = {"column": mixed.column, "count": len(by_column), "value": f"{value:.1f}"}
    words = MixWords(
        original=say("resize.mix.original", row=subject.grey.shape[0] // 2),
        weights=say("resize.mix.weights"),
        result=say("resize.mix.result", column=mixed.column),
        columns=sentences,
        mixed=say("resize.mix.mixed", **facts),
    )
    drawing(column_mix(mixed, row, read, words), say=say, key="resize.mix",
            alt=say("resize.mix.alt", **facts))  # fmt: skip
    st.caption(say("resize.mix.caption"))


def mix_facts(mixed: Mix) -> dict[str, Any]:
    """The numbers of what to notice about the weights."""
    return {
        "before": mixed.before,
        "after": mixed.after,
        "step": f"{mixed.step:.2f}",
        "count": len(mixed.columns),
        "read": mixed.read,
        "unread": mixed.before - mixed.read,
        "unread_share": share_text(mixed.unread),
    }


def ask_interpolations(
    page: Page, subject: Subject, side: int, antialias: bool
) -> tuple[Interpolated, ...]:
    """The picture squashed to a square by every interpolation."""
    found: tuple[Interpolated, ...] = ask_about(
        page, "resizing", "interpolated", subject.digest, subject.pixels, (side, side), antialias
    )
    return found


def show_interpolations(page: Page, subject: Subject, found: Sequence[Interpolated]) -> None:
    """The same patch of every result, enlarged."""
    say = page.say
    pictures = []
    for one in found:
        resized = one.resized
        mean = lost(subject.pixels, resized).mean
        facts = {
            "name": one.name,
            "low": number_text(resized.low, 0),
            "high": number_text(resized.high, 0),
            "mean": f"{mean:.1f}",
        }
        mood = "wrong" if resized.overshoots else ""
        kind = "beyond" if resized.overshoots else "within"
        note = say(f"resize.tile.{kind}", **facts)
        pictures.append(
            Tile(one.name, _middle(resized.result), one.name, note,
                 say("resize.tile.say", **facts), mood)
        )  # fmt: skip
    alt = say("resize.tiles.alt", count=len(pictures))
    wide, narrow = tiles(pictures, columns=4, side=180.0), tiles(pictures, columns=2, side=165.0)
    drawing(wide, narrow=narrow, say=say, key="resize.tiles", alt=alt)


def interpolation_facts(found: Sequence[Interpolated], subject: Subject) -> dict[str, Any]:
    """The numbers of what to notice about the interpolations."""
    means = {one.name: lost(subject.pixels, one.resized).mean for one in found}
    beyond = [one for one in found if one.resized.overshoots]
    best, worst = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
    return {
        "beyond": len(beyond),
        "count": len(found),
        "low": number_text(min(one.resized.low for one in found), 0),
        "high": number_text(max(one.resized.high for one in found), 0),
        "best": best,
        "best_mean": f"{means[best]:.1f}",
        "worst": worst,
        "worst_mean": f"{means[worst]:.1f}",
    }


def count_options(facts: dict[str, Any]) -> list[int]:
    """Counts of interpolations to choose from."""
    return sorted({0, 1, 2, 4, facts["beyond"], facts["count"]})


def per_cent(share: int) -> str:
    """A whole number of per cent."""
    return f"{share}%"


def shape_text(page: Page) -> Callable[[str], str]:
    """What becomes of the shape of things."""
    return lambda direction: page.say(f"resize.answer.{direction}")


def yes_or_no(page: Page) -> Callable[[bool], str]:
    """What the two answers are called."""
    return lambda answer: page.say("resize.yes" if answer else "resize.no")


def _middle(pixels: Any) -> Any:
    height, width = pixels.shape[:2]
    top, left = max(0, (height - _PATCH) // 2), max(0, (width - _PATCH) // 2)
    return np.ascontiguousarray(pixels[top : top + _PATCH, left : left + _PATCH])
