"""What the outside of a picture file says."""

from __future__ import annotations

from dataclasses import dataclass


class BrokenContainerError(ValueError):
    """The parts of the file do not fit together."""


@dataclass(frozen=True)
class Container:
    """What a picture file says about itself.

    Attributes:
        format: One of :data:`~lib.images.containers.FORMATS`.
        data: The file reduced to what its first picture needs.
        width: Announced width of the stored picture, in pixels.
        height: Announced height of the stored picture, in pixels.
        orientation: EXIF orientation, 1 to 8; 1 means upright.
        frame_count: Frames or pages announced; 1 for a still picture.
        bits: Bits a channel, where the file says so; else 8.
        plain: Whether TensorFlow's decoder surely reads the same picture from the file as it is.
    """

    format: str
    data: bytes
    width: int
    height: int
    orientation: int = 1
    frame_count: int = 1
    bits: int = 8
    plain: bool = False
