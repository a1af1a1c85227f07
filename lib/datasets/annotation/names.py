"""Names that strangers give, made fit to be names of files and folders on every system."""

from __future__ import annotations

import re
import secrets
import unicodedata
from pathlib import PurePosixPath

from lib.datasets.annotation.limits import CLASS_NAME_LIMIT
from lib.datasets.scan import NOT_OURS
from lib.errors import DatasetError
from lib.images.containers import SUFFIXES

_SET_NAME = re.compile(r"set-[0-9a-f]{32}")
# What Windows allows in no name; a set must survive being unpacked there.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST_STEM = 100  # bytes: leaves room for a number and an ending on every file system


def new_set_name() -> str:
    """A name that nobody can guess (128 random bits): whoever knows it may change the set."""
    return f"set-{secrets.token_hex(16)}"


def is_set_name(name: str) -> bool:
    """Whether a data folder of that name is a visitor's own and must not be listed.

    Example:
        >>> is_set_name(new_set_name()), is_set_name("set-1"), is_set_name("garden")
        (True, False, False)
    """
    return _SET_NAME.fullmatch(name) is not None


def checked_class_name(text: str) -> str:
    """A class name as it was typed, without blanks around it.

    Raises:
        DatasetError: ``annotation.class_name``: it could not be a folder everywhere.

    Example:
        >>> checked_class_name("  sun flowers ")
        'sun flowers'
        >>> checked_class_name("a/b")
        Traceback (most recent call last):
        lib.errors.DatasetError: annotation.class_name(got='a/b', limit=40)
    """
    name = _readable(text).strip()
    if name != clean_class_name(name):
        raise DatasetError(
            "annotation.class_name", got=name[:CLASS_NAME_LIMIT], limit=CLASS_NAME_LIMIT
        )
    return name


def clean_class_name(text: str) -> str:
    """The nearest name that :func:`checked_class_name` accepts; for folders of an archive.

    Example:
        >>> clean_class_name("CON"), clean_class_name(".roses: red."), clean_class_name("向日葵")
        ('_CON', 'roses_ red', '向日葵')
    """
    return _clean(_readable(text)[:CLASS_NAME_LIMIT], longest=4 * CLASS_NAME_LIMIT) or "_"


def clean_file_name(text: str, image_format: str) -> str:
    """A file name that ends as its format does, for a picture of whatever name.

    Args:
        text: The name given; of a path only the last part counts.
        image_format: One of :data:`~lib.images.containers.FORMATS`.

    Example:
        >>> clean_file_name("..\\\\My rose?.png", "JPEG"), clean_file_name("a.JPG", "JPEG")
        ('My rose_.jpg', 'a.JPG')
    """
    path = PurePosixPath(_readable(text).replace("\\", "/"))
    known = path.suffix.lower() in SUFFIXES[image_format]
    suffix = path.suffix if known else SUFFIXES[image_format][0]
    is_ending = known or any(path.suffix.lower() in ends for ends in SUFFIXES.values())
    stem = _clean(path.stem if is_ending else path.name, longest=_LONGEST_STEM)
    return (stem or "picture") + suffix


def free_name(name: str, taken: set[str]) -> str:
    """``name``, or with the first number that makes it unlike all in ``taken`` (case-folded).

    Example:
        >>> free_name("a.jpg", {"a.jpg", "a-2.jpg"})
        'a-3.jpg'
    """
    path, number, found = PurePosixPath(name), 2, name
    while found.casefold() in taken:
        found, number = f"{path.stem}-{number}{path.suffix}", number + 1
    return found


def _readable(text: str) -> str:
    """Composed letters, without characters that show nothing or turn the writing round."""
    whole = text.encode(errors="surrogateescape").decode(errors="replace")
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", whole)
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )


def _clean(text: str, *, longest: int) -> str:
    name = _FORBIDDEN.sub("_", text).strip().lstrip(".")
    name = name.encode()[:longest].decode(errors="ignore").strip().rstrip(". ")
    if _DEVICES.fullmatch(name) or name.lower() in NOT_OURS or name.startswith("__"):
        name = f"_{name.lstrip('_')}"
    return name
