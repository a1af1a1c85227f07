"""One picture through one way and back again: what is used of it, and what was lost."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.figures.pixels import picture_webp, signed_png
from lib.figures.quantities import factor_text, share_text
from lib.figures.resize_pictures import framed_original
from lib.operations.checks.resize import resized_width
from lib.operations.resize import Fit, read_share
from lib.operations.resize_formulas import stretch_formula
from lib.operations.resized import Loss, Resized, lost
from lib.snippets.resize import resize_snippet
from lib.ui.asking import UNKNOWN, Asking
from lib.ui.inline_picture import inline_picture
from lib.ui.page import Page
from lib.ui.predict_first import predict_first
from lib.ui.resize.controls import SHARES, Setting, Subject, choose_setting, choose_subject
from lib.ui.views import finish
from lib.words import plain

_WIDEST, _TALLEST = 330, 205  # of a picture on the page, in pixels of the screen
_LEAST = 24  # and the least that can be seen


def draw(page: Page) -> None:
    """Controls, four pictures, words."""
    asking = Asking(page)
    at_controls, at_figure = st.columns(SHARES, gap="large")
    with at_controls:
        subject = choose_subject(page)
        if subject is None:
            return
        setting = choose_setting(page, subject)
        question = st.container()
    with at_figure:
        loss = _show(page, asking, subject, setting)
    facts = _facts(page, subject, setting, loss)
    with question:
        predict_first(page, "shape", ("narrower", "wider", "equal"),
                      answer=setting.fit.direction,
                      format_func=lambda code: page.say(f"resize.answer.{code}"),
                      **facts)  # fmt: skip
    snippet = resize_snippet(subject.grey, setting.fit, interpolation=setting.interpolation,
                             antialias=setting.antialias)  # fmt: skip
    finish(
        page,
        "picture",
        snippet,
        resized_width(setting.fit),
        formula=stretch_formula(setting.fit),
        **facts,
    )
    asking.wait()


def _show(page: Page, asking: Asking, subject: Subject, setting: Setting) -> Loss | None:
    """Original, result, what came back, and the difference."""
    say, fitted = page.say, setting.fit
    (original, result), (back, difference) = (st.columns(2, gap="medium") for _ in range(2))
    with original:  # known before any worker has answered
        _picture(page, "original", *_original(subject, fitted))
        st.caption(say(f"resize.original.{fitted.way}", **_sizes(page, subject, fitted)))
    found: Resized | None = asking.about(
        "lib.models.resizing", "resized", subject.digest, subject.pixels, fitted.way,
        fitted.after, (setting.interpolation, setting.antialias),
    )  # fmt: skip
    if found is None:
        with result:
            asking.still_starting()
        return None
    loss = lost(subject.pixels, found)
    with result:
        shape = found.result.shape
        _picture(page, "result", picture_webp(found.result), shape, container="pixels-result")
        st.caption(say("resize.result", **_sizes(page, subject, fitted)))
    with back:
        _picture(page, "back", picture_webp(found.back), found.back.shape)
        st.caption(say("resize.back", interpolation=setting.interpolation))
    with difference:
        shown = signed_png(loss.signed, peak=loss.peak)
        _picture(page, "difference", shown, loss.signed.shape, container="pixels-map")
        st.caption(say("resize.difference", mean=f"{loss.mean:.1f}", peak=f"{loss.peak:.0f}"))
    if subject.reduced:
        height, width = subject.pixels.shape[:2]
        st.caption(say("resize.reduced", width=width, height=height))
    return loss


def _picture(
    page: Page, name: str, packed: bytes, shape: tuple[int, ...], *, container: str | None = None
) -> None:
    shown = min(_WIDEST, max(_LEAST, round(_TALLEST * shape[1] / shape[0])))  # on one screen
    st.markdown(f"**{page.say(f'resize.title.{name}')}**")
    # The place has no width: what is always the same lets the pictures come before all else.
    with st.container(key=container or f"picture-{name}"):
        inline_picture(packed, width=shown, alt=page.say(f"resize.alt.{name}"))


def _original(subject: Subject, fitted: Fit) -> tuple[bytes, tuple[int, ...]]:
    """The framed original, packed again only when it differs: most steps leave it as it is."""
    kept: dict[Any, tuple[bytes, tuple[int, ...]]]
    kept = st.session_state.setdefault("resize/original", {})
    # A whole picture looks the same in any size; a frame and padding depend on it.
    key = (subject.digest, fitted.way, None if fitted.way == "squash" else fitted.after)
    if key not in kept:
        kept.clear()
        framed = framed_original(subject.pixels, fitted)
        kept[key] = picture_webp(framed), framed.shape
    return kept[key]


def _facts(page: Page, subject: Subject, setting: Setting, loss: Loss | None) -> dict[str, Any]:
    """The numbers of what to notice."""
    fitted = setting.fit
    read = read_share(fitted, interpolation=setting.interpolation, antialias=setting.antialias)
    factor = max(fitted.stretch, 1 / fitted.stretch)
    return {
        **_sizes(page, subject, fitted),
        "way": page.say(f"resize.way.{fitted.way}"),
        "stretch": page.say(f"resize.stretch.{fitted.direction}", factor=f"{factor:.2f}"),
        "unused": share_text(fitted.unused_share),
        "empty": share_text(fitted.empty_share),
        "read": share_text(read),
        "interpolation": setting.interpolation,
        "mean": UNKNOWN if loss is None else f"{loss.mean:.1f}",
    }


def _sizes(page: Page, subject: Subject, fitted: Fit) -> dict[str, Any]:
    (H, W), (height, width) = fitted.before, fitted.after
    return {
        "title": plain(subject.title),
        "before": f"{W}×{H}",
        "after": f"{width}×{height}",
        "aspect": f"{W / H:.2f}",
        "aspect_after": f"{width / height:.2f}",
        "used": f"{fitted.used.width}×{fitted.used.height}",
        "filled": f"{fitted.filled.width}×{fitted.filled.height}",
        "kept": _kept_text(page, fitted.kept),
    }


def _kept_text(page: Page, share: float) -> str:
    """Pixels of the result over pixels of the original: a share, or how many times as many."""
    if share <= 1:
        return share_text(share)
    return page.say("resize.kept.times", factor=factor_text(share))
