"""A chart on a page, in one manner: no bar of tools over it, and words for who cannot see it.

It is taken away as SVG or PNG by the button beside it (:mod:`lib.export`), like every figure.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping

    import plotly.graph_objects as go
    from streamlit.delta_generator import DeltaGenerator

CONFIG: Mapping[str, Any] = MappingProxyType({"displayModeBar": False, "displaylogo": False})


def chart(
    figure: go.Figure, *, alt: str, place: DeltaGenerator | None = None, **options: Any
) -> None:
    """Show a figure of Plotly.

    Args:
        figure: As the builders of :mod:`lib.figures` make it.
        alt: What it shows, for who cannot see it.
        place: Such as a column; by default where the page is.
        **options: Of ``st.plotly_chart``, such as ``key``.
    """
    (place or st).plotly_chart(figure, config=dict(CONFIG), alt=alt, **options)
