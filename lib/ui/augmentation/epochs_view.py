"""One file over ten epochs: another picture each time, the same bytes on disk."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.operations.augmentation import Augmentation, Epochs, picture_digest
from lib.operations.checks.augmentation import most_pictures
from lib.snippets.augmentation import epochs_snippet
from lib.ui.asking import UNKNOWN, Asking
from lib.ui.augmentation.controls import SHARES, choose_draw, choose_settings
from lib.ui.augmentation.shared import ask, show_draws
from lib.ui.page import Page
from lib.ui.picture import ChosenPicture, choose_picture
from lib.ui.predict_first import predict_first
from lib.ui.views import finish

_EPOCHS = 10
_COIN = Augmentation("horizontal", 0.0, 0.0)


def draw(page: Page) -> None:
    """Controls, ten pictures, the digests of the file, words."""
    asking = Asking(page)
    at_controls, at_figure, at_words = st.columns(SHARES, gap="large")
    with at_controls:
        picture = choose_picture(page)
        settings, seed = choose_settings(page), choose_draw(page)
    if picture is None:
        return
    found: Epochs | None = ask(asking, "epochs", picture, settings, seed, _EPOCHS)
    with at_figure:
        if found is None:
            asking.still_starting()
        else:
            show_draws(page, found.draws, name="epochs")
    with at_words:
        if found is not None:
            _ask(page, asking, picture, seed, shown=settings)
            _show_file(page, found)
    snippet = epochs_snippet(settings, seed=seed, epochs=_EPOCHS)
    finish(page, "epochs", snippet, most_pictures(settings), **_facts(found))
    asking.wait()


def _ask(
    page: Page, asking: Asking, picture: ChosenPicture, seed: int, *, shown: Augmentation
) -> None:
    """Ask how many pictures other layers make of the file than those on the screen."""
    turn = Augmentation("none", 0.1, 0.0)
    settings = turn if shown == _COIN else _COIN
    digests = ask(asking, "distinct", picture, settings, seed, _EPOCHS)
    if digests is not None:
        different = len(set(digests))
        layer = "RandomRotation(0.1)" if settings == turn else 'RandomFlip("horizontal")'
        why = "augmentation.bound.real" if settings == turn else "augmentation.bound.coin"
        predict_first(page, "layer", sorted({1, 2, 5, _EPOCHS, different}), answer=different,
                      layer=layer, epochs=_EPOCHS, different=different,
                      bound=page.say(why))  # fmt: skip


def _show_file(page: Page, found: Epochs) -> None:
    """The file's digest before and after."""
    say = page.say
    st.markdown(f"**{say('augmentation.file', size=f'{found.file_bytes:,}')}**")
    st.caption(say("augmentation.file.before"))
    st.code(found.before, language=None, wrap_lines=True)
    st.caption(say("augmentation.file.after", epochs=len(found.draws.values)))
    st.code(found.after, language=None, wrap_lines=True)
    same = found.before == found.after
    colour, icon = ("green", "check_circle") if same else ("orange", "cancel")
    verdict = say("augmentation.file.same" if same else "augmentation.file.changed")
    st.markdown(f":{colour}[:material/{icon}: **{verdict}**]")


def _facts(found: Epochs | None) -> dict[str, Any]:
    """How many epochs, and how many different pictures in them."""
    if found is None:
        return {"epochs": _EPOCHS, "different": UNKNOWN}
    pictures = found.draws.pictures
    return {
        "epochs": len(pictures),
        "different": len({picture_digest(picture) for picture in pictures}),
    }
