"""The confusion matrix as something to press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from lib.figures.theme import RIGHT
from lib.words import Words

_HERE = Path(__file__).parent
_COLOURS = f".matrix {{ --right: {RIGHT}; }}\n"

_matrix = st.components.v2.component(
    "convscope_matrix",
    html='<div class="matrix"></div>',
    css=_COLOURS + (_HERE / "matrix.css").read_text(encoding="utf-8"),
    js=(_HERE / "matrix.js").read_text(encoding="utf-8"),
)


def confusion_table(
    counts: NDArray[np.int64],
    class_names: Sequence[str],
    *,
    selected: tuple[int, int] | None,
    say: Words,
    key: str,
    on_change: Callable[[], None],
) -> None:
    """Draw the matrix; the cell last pressed is ``"row-column"`` in the state of ``key``.

    Args:
        counts: (K, K), row = true class, column = predicted class.
        class_names: K names.
        selected: The cell shown as pressed.
        say: The words.
        key: Widget key.
        on_change: Called when a cell was pressed.
    """
    table = {
        "classes": list(class_names),
        "counts": counts.tolist(),
        "selected": "" if selected is None else f"{selected[0]}-{selected[1]}",
        "labels": {
            "caption": say("matrix.caption"),
            "predicted": say("matrix.predicted"),
            "cell": say("matrix.cell"),
        },
    }
    # In a list: Streamlit looks for data frames in a bare dictionary, and loads 45 MB to know one.
    _matrix(key=key, data=[table], on_cell_change=on_change)
