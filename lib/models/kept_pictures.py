"""Pictures that were sent to this worker before, so that a slider need not send them again."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

_PICTURES_KEPT = 12
_kept: OrderedDict[str, NDArray[np.uint8]] = OrderedDict()


def kept_picture(digest: str, pixels: NDArray[np.uint8] | None) -> NDArray[np.uint8] | None:
    """The picture of that digest: kept now, or earlier; None when it was never sent.

    Args:
        digest: Of the content.
        pixels: (H, W, 3) uint8, or None when it is hoped to be here.
    """
    if pixels is not None:
        _kept[digest] = pixels
        while len(_kept) > _PICTURES_KEPT:
            _kept.popitem(last=False)
    elif digest in _kept:
        _kept.move_to_end(digest)
    return _kept.get(digest)
