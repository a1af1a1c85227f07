"""Choose a picture: one that ships, a file of one's own, or the camera."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from lib.datasets.garden import SPECIMENS
from lib.datasets.pictures import specimen
from lib.errors import ConvScopeError
from lib.images.containers import FORMATS
from lib.images.decode import decode_image, shrink
from lib.images.samples import SAMPLES, sample_picture
from lib.settings import settings
from lib.ui.page import Page

SOURCES = ("sample", "upload", "camera")
_LARGEST_UPLOAD = 20  # MB: pictures are small; a larger upload is a mistake or an attack
_SHIPPED = "sample:"  # a digest begins so; those of files are of letters and digits
_LONGEST_SIDE = 1024  # more than a page shows, little enough to send to a browser

_NAMES = (*SPECIMENS, *(sample.key for sample in SAMPLES))


@dataclass(frozen=True)
class ChosenPicture:
    """A picture and what identifies its content.

    Attributes:
        pixels: uint8 (H, W, 3), to be shown; of a large picture a smaller copy.
        width: Of the original, upright, in pixels.
        height: Of the original.
        digest: sha256 of the file; of a picture that ships ``sample:`` and its key.
        title: What to call it.
        notes: What decoding changed, see :class:`~lib.images.decode.Picture`.
        file: The whole file when ``pixels`` are a smaller copy: it takes a tenth of the memory
            that its pixels would, and the network must not see a picture shrunk twice.
    """

    pixels: NDArray[np.uint8]
    width: int
    height: int
    digest: str
    title: str
    notes: tuple[str, ...] = ()
    file: bytes | None = field(default=None, repr=False)

    @property
    def ships(self) -> bool:
        """Whether it is one of ours, and the same for every visitor."""
        name = self.digest.removeprefix(_SHIPPED)
        return name in _NAMES and name != self.digest


def own_picture(data: bytes, *, name: str, title: str) -> ChosenPicture:
    """A visitor's file as a picture.

    Raises:
        ImageError: As :func:`~lib.images.decode.decode_image`.
    """
    picture = decode_image(data, name=name)
    shown = shrink(picture, _LONGEST_SIDE)
    return ChosenPicture(
        shown.pixels,
        picture.width,
        picture.height,
        picture.digest,
        title,
        picture.notes,
        None if shown is picture else data,
    )


def choose_picture(
    page: Page, *, default: str | None = None, beside: DeltaGenerator | None = None
) -> ChosenPicture | None:
    """Draw the chooser; None while the visitor has not given a picture yet.

    Args:
        page: The page being drawn.
        default: Key of the sample that is shown first; the first of the list if left out.
        beside: A row that the buttons and the list of samples stand in; what a file or a camera
            needs is larger and stands where the function is called.
    """
    say = page.say
    with beside if beside is not None else nullcontext():
        source = page.controls.choice(
            "source",
            SOURCES,
            label=say("picture.source"),
            default="sample",
            format_func=lambda name: say(f"picture.source.{name}"),
            label_visibility="collapsed",
            away=True,
        )
        if source == "sample":
            return _sample(page, default)
    return _own(page, source)


def _sample(page: Page, default: str | None) -> ChosenPicture:
    say = page.say
    name = page.controls.choice(
        "picture",
        _NAMES,
        label=say("picture.sample"),
        default=default or _NAMES[0],
        format_func=lambda key: say(f"picture.sample.{key}"),
        style="select",
        label_visibility="collapsed",
    )
    return sample(page, name)


def sample(page: Page, name: str) -> ChosenPicture:
    """A picture that ships, by its key."""
    return shipped(name, title=page.say(f"picture.sample.{name}"))


def shipped(name: str, *, title: str = "") -> ChosenPicture:
    """As :func:`sample`, outside of a page."""
    pixels = specimen(name) if name in SPECIMENS else sample_picture(name).pixels
    height, width = pixels.shape[:2]
    return ChosenPicture(pixels, width, height, f"{_SHIPPED}{name}", title)


def beside(picture: ChosenPicture) -> tuple[str, ...]:
    """Keys of those that stand next to a picture in the list: the next two and the one before.

    Example:
        >>> from numpy import zeros
        >>> beside(shipped("roses"))
        ('sunflowers', 'tulips', 'dandelion')
        >>> beside(ChosenPicture(zeros((1, 1, 3), "uint8"), 1, 1, "0e3f", "mine"))
        ()
    """
    if not picture.ships:
        return ()
    at = _NAMES.index(picture.digest.removeprefix(_SHIPPED))
    return (*_NAMES[at + 1 : at + 3], *_NAMES[max(0, at - 1) : at])


def _own(page: Page, source: str) -> ChosenPicture | None:
    """The visitor's own; the last good one stays, also across pages and after a bad file."""
    say = page.say
    if source == "upload":
        limit = min(_LARGEST_UPLOAD, settings().upload_megabytes)
        formats = say("list.separator").join(FORMATS)
        file: Any = st.file_uploader(
            say("picture.upload", formats=formats, megabytes=limit),
            key="picture file",
            max_upload_size=limit,
        )
    else:
        file = st.camera_input(say("picture.camera"), key="picture camera")
    kept = f"own picture/{source}"
    if file is not None:
        title = file.name if source == "upload" else say("picture.source.camera")
        # A page redraws at every step of a slider; a large photograph takes a second to decode.
        if st.session_state.get(f"{kept}/read") != file.file_id:
            st.session_state[f"{kept}/read"] = file.file_id
            st.session_state[f"{kept}/trouble"] = None
            try:
                st.session_state[kept] = own_picture(file.getvalue(), name=file.name, title=title)
            except ConvScopeError as error:
                st.session_state[f"{kept}/trouble"] = error
        trouble: ConvScopeError | None = st.session_state[f"{kept}/trouble"]
        if trouble is not None:
            text = say.error(trouble)
            if kept in st.session_state:  # what is shown below is the picture before
                text += " " + say("picture.last_good")
            st.error(text, icon=":material/error:")
    chosen: ChosenPicture | None = st.session_state.get(kept)
    if chosen is None:
        st.caption(say("picture.waiting"))
    return chosen
