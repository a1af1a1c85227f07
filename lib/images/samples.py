"""Photographs to try things on: they lie in scikit-image's wheel and are read as files.

Nothing of scikit-image is imported, because importing it brings SciPy: half a second and
tens of megabytes for the sake of a path.  Origins and licences are those that the package
states for each picture.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lib.errors import ImageError
from lib.images.decode import Picture, decode_image


@dataclass(frozen=True)
class Sample:
    """One sample photograph.

    Attributes:
        key: Name in the address and in the content files.
        file: Name of the file in scikit-image's ``data`` folder.
        credit: Who made it, where it comes from.
        licence: As stated by the package.
        grey: Whether it has no colour.
    """

    key: str
    file: str
    credit: str
    licence: str
    grey: bool = False


_PUBLIC_DOMAIN = "public domain"
_NO_RESTRICTIONS = "no known copyright restrictions"

SAMPLES: tuple[Sample, ...] = (
    Sample("cat", "chelsea.png", "Stefan van der Walt", "CC0"),
    Sample("coffee", "coffee.png", "Rachel Michetti", "CC0"),
    Sample("astronaut", "astronaut.png", "NASA", _PUBLIC_DOMAIN),
    Sample("rocket", "rocket.jpg", "SpaceX", _PUBLIC_DOMAIN),
    Sample("galaxies", "hubble_deep_field.jpg", "NASA, ESA (HubbleSite)", _PUBLIC_DOMAIN),
    Sample("eye", "retina.jpg", "Mikael Häggström", "CC0"),
    Sample("tissue", "ihc.png", "Center for Microscopy And Molecular Imaging", _NO_RESTRICTIONS),
    Sample("photographer", "camera.png", "Lav Varshney", "CC0", grey=True),
    Sample("coins", "coins.png", "Brooklyn Museum", _NO_RESTRICTIONS, grey=True),
    Sample("bricks", "brick.png", "CC0Textures (Bricks25)", "CC0", grey=True),
    Sample("grass", "grass.png", "linolafett (DeviantArt)", "CC0", grey=True),
    Sample("writing", "text.png", "Wikipedia (Corner.png)", _PUBLIC_DOMAIN, grey=True),
)


def sample_named(key: str) -> Sample:
    """The sample with this key.

    Raises:
        ImageError: ``image.sample_missing``.
    """
    for sample in SAMPLES:
        if sample.key == key:
            return sample
    raise _missing(key)


def sample_path(key: str) -> Path:
    """Where the sample's file lies.

    Raises:
        ImageError: ``image.sample_missing`` when scikit-image or the file is not there.
    """
    sample = sample_named(key)
    found = importlib.util.find_spec("skimage")
    if found is None or found.origin is None:
        raise _missing(key)
    path = Path(found.origin).parent / "data" / sample.file
    if not path.is_file():
        raise _missing(key)
    return path


@lru_cache(maxsize=len(SAMPLES))
def sample_picture(key: str) -> Picture:
    """The decoded sample; decoded once a process, its pixels read-only.

    Raises:
        ImageError: ``image.sample_missing`` for an unknown key or a file that is not there.

    Example:
        >>> sample_picture("cat").pixels.shape
        (300, 451, 3)
    """
    path = sample_path(key)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _missing(key) from error
    return decode_image(data, name=path.name)


def _missing(key: str) -> ImageError:
    return ImageError("image.sample_missing", sample=key)
