"""The one place where a file from a stranger becomes pixels.

Order matters: the bytes are weighed, the format is told from the first of them, the announced
size is checked, and only then does a decoder run, on a copy that carries nothing but the
picture (see :mod:`lib.images.containers`).  Whatever goes wrong is one
:class:`~lib.errors.ImageError` that says what was wrong and what is allowed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import threading
import zlib
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image

from lib.errors import ImageError
from lib.images.container import BrokenContainerError, Container
from lib.images.containers import FORMATS, open_container
from lib.images.modes import Pixels, to_rgb

BYTE_LIMIT = 32 * 2**20
PIXEL_LIMIT = 40_000_000
SIDE_LIMIT = 16_384  # the longest canvas that browsers draw

# What Pillow raises on malformed files, found by feeding it thousands of them.  MemoryError:
# a header may ask for more than there is.
DECODER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    AttributeError,
    AssertionError,
    RuntimeError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)

# Pictures this large are decoded one at a time, so that a class that uploads together its
# camera's largest photographs needs the memory for one.
_LARGE = 4_000_000
_one_large_at_a_time = threading.Lock()

# What undoes each EXIF orientation: (swap rows and columns, flip rows, flip columns).
_UPRIGHT = {
    2: (False, False, True),
    3: (False, True, True),
    4: (False, True, False),
    5: (True, False, False),
    6: (True, False, True),
    7: (True, True, True),
    8: (True, True, False),
}


@dataclass(frozen=True)
class Picture:
    """A decoded picture and where it comes from.

    Attributes:
        pixels: ``(H, W, 3)`` uint8, 0 to 255, red green blue, upright, read-only.
        digest: SHA-256 of the file, in hexadecimal: the key for caches, because hashes of
            large arrays are taken from a sample.
        name: The file's name as given; from a stranger, so never a path.
        format: ``"JPEG"``, ``"PNG"``, ``"GIF"``, ``"BMP"``, ``"WebP"`` or ``"TIFF"``.
        original_mode: Pillow's name for how the file stores a colour, such as ``"CMYK"``.
        original_size: (width, height) as stored, before turning upright.
        frame_count: Frames or pages in the file (TIFF: 2 stands for "several").
        notes: What was changed, out of ``"oriented"``, ``"first_frame"``, ``"16_bit"``,
            ``"alpha"`` (laid over white), ``"cmyk"``, ``"lab"``, ``"stretched"``, ``"shrunk"``.
        plain: Whether TensorFlow's decoder reads the same picture from the file as it is.
    """

    pixels: Pixels = field(repr=False, compare=False)
    digest: str
    name: str = ""
    format: str = ""
    original_mode: str = "RGB"
    original_size: tuple[int, int] = (0, 0)
    frame_count: int = 1
    notes: tuple[str, ...] = ()
    plain: bool = False

    @property
    def height(self) -> int:
        """Rows of ``pixels``."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Columns of ``pixels``."""
        return int(self.pixels.shape[1])


def decode_image(data: bytes, *, name: str = "") -> Picture:
    """Decode a file that nobody vouches for.

    Args:
        data: The whole file, at most :data:`BYTE_LIMIT` bytes.
        name: What to call the file in messages.

    Returns:
        The first frame, upright, over white, as 8-bit red green blue.

    Raises:
        ImageError: ``image.empty``, ``image.not_an_image``, ``image.too_large_bytes``,
            ``image.too_many_pixels`` (also a side over :data:`SIDE_LIMIT`) or
            ``image.damaged``.

    Example:
        >>> try:
        ...     decode_image(b"<html>", name="flower.jpg")
        ... except ImageError as error:
        ...     print(error.key, "-", error.facts["allowed"])
        image.not_an_image - JPEG, PNG, GIF, BMP, WebP, TIFF
    """
    if not data:
        raise ImageError("image.empty", name=name)
    if len(data) > BYTE_LIMIT:
        raise too_large_bytes(len(data), name=name)
    try:
        container = open_container(data)
    except BrokenContainerError as error:
        raise ImageError("image.damaged", name=name) from error
    if container is None:
        raise ImageError("image.not_an_image", name=name, allowed=", ".join(FORMATS))
    _check_size(container.width, container.height, name)
    large = container.width * container.height > _LARGE
    with _one_large_at_a_time if large else contextlib.nullcontext():
        pixels, mode, notes = _decode(container, name)
    return Picture(
        pixels,
        digest=hashlib.sha256(data).hexdigest(),
        name=name,
        format=container.format,
        original_mode=mode,
        original_size=(container.width, container.height),
        frame_count=container.frame_count,
        notes=notes,
        plain=container.plain and not notes,
    )


def too_large_bytes(size: int, *, name: str) -> ImageError:
    """The error for a file over :data:`BYTE_LIMIT`, for who knows the size without reading."""
    megabytes = round(size / 2**20, 1)
    return ImageError(
        "image.too_large_bytes", name=name, got=megabytes, allowed=BYTE_LIMIT // 2**20
    )


def shrink(picture: Picture, longest_side: int) -> Picture:
    """The picture made small enough to show; never enlarged.

    Args:
        picture: Any picture.
        longest_side: Pixels that the longer side may have, at least 1.

    Returns:
        The same object when it fits; else a smaller one with a digest of its own.
    """
    scale = longest_side / max(picture.width, picture.height)
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = Image.fromarray(picture.pixels).resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    return replace(
        picture,
        pixels=_frozen(np.asarray(small)),
        digest=hashlib.sha256(f"{picture.digest} {size}".encode()).hexdigest(),
        notes=(*picture.notes, "shrunk"),
        plain=False,
    )


def _decode(container: Container, name: str) -> tuple[Pixels, str, tuple[str, ...]]:
    """Pixels, stored mode and notes of a container whose announced size is allowed."""
    try:
        with Image.open(io.BytesIO(container.data), formats=(container.format,)) as image:
            # The decoder's own reading of the size counts too, before it is let loose.
            _check_size(*image.size, name)
            image.load()
            pixels, notes = to_rgb(image)
            mode = image.mode
    except DECODER_ERRORS as error:
        raise ImageError("image.damaged", name=name) from error
    if container.bits == 16 and "16_bit" not in notes and "stretched" not in notes:
        notes = ("16_bit", *notes)
    if container.frame_count > 1:
        notes = ("first_frame", *notes)
    if container.orientation in _UPRIGHT:
        notes = ("oriented", *notes)
        pixels = _upright(pixels, container.orientation)
    return _frozen(pixels), mode, notes


def _upright(pixels: Pixels, orientation: int) -> Pixels:
    swap, flip_rows, flip_columns = _UPRIGHT[orientation]
    if swap:
        pixels = pixels.transpose(1, 0, 2)  # (H, W, 3) → (W, H, 3)
    return pixels[:: -1 if flip_rows else 1, :: -1 if flip_columns else 1]


def _check_size(width: int, height: int, name: str) -> None:
    if width < 1 or height < 1:
        raise ImageError("image.damaged", name=name)
    if width * height > PIXEL_LIMIT or max(width, height) > SIDE_LIMIT:
        raise ImageError(
            "image.too_many_pixels",
            name=name,
            width=width,
            height=height,
            allowed_megapixels=PIXEL_LIMIT // 1_000_000,
            allowed_side=SIDE_LIMIT,
        )


def _frozen(pixels: Pixels) -> Pixels:
    pixels = np.ascontiguousarray(pixels)
    pixels.flags.writeable = False
    return pixels
