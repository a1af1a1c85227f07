"""A kernel that a visitor chooses, edits in the lens, and sends to others in the address.

The address holds one truth, ``kernel``: the name of a preset or the cells.  What is edited in the
lens becomes cells there; what comes from there is what the lens is given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

from lib.cnn.arrays import FloatArray
from lib.cnn.kernel_cells import SIDE_LIMIT, normalise, resize_kernel
from lib.cnn.kernels import PRESETS, Parameter
from lib.errors import ConvScopeError
from lib.lens.operations import WeightedSum, look_at
from lib.lens.state import read_state
from lib.operations.kernel_text import WrittenKernel, read_kernel, write_kernel
from lib.ui.page import Page

OWN = "own"
# What a slider offers of the numbers that a preset is made with: minimum, maximum, step.
_RANGES = {
    "size": (1, SIDE_LIMIT, 1),
    "sigma": (0.3, 4.0, 0.1),
    "wavelength": (2.0, 14.0, 0.5),
    "orientation": (0.0, 180.0, 5.0),
}


class KernelControl:
    """The kernel of a page: chosen, made, edited.

    Args:
        page: The page being drawn.
        default: Name of the preset that is shown first.
    """

    def __init__(self, page: Page, *, default: str) -> None:
        self.page = page
        self.default = default
        self._report_trouble()
        self._edited = self._take_up_edit()
        text = page.controls.text("kernel", default=default, parse=read_kernel)
        self.written: WrittenKernel = read_kernel(text)

    @property
    def cells(self) -> FloatArray:
        """The kernel, ``(kh, kw)``."""
        return self.written.cells

    @property
    def lens_key(self) -> str:
        """Key of the lens in which the kernel is edited."""
        return f"{self.page.path}.lens.{self._shelf().get('generation', 0)}"

    def choose(self) -> None:
        """Draw the list of presets; :meth:`parameters` must follow."""
        page, say = self.page, self.page.say
        key = f"{page.path}.preset"
        st.session_state[key] = self.written.preset or OWN
        st.selectbox(
            say(f"{page.path}.preset"),
            [*PRESETS, OWN],
            format_func=lambda name: say(f"{page.path}.preset.{name}"),
            key=key,
            on_change=self._pick,
            args=(key,),
            label_visibility="collapsed",
        )

    def parameters(self, *, across: int = 1) -> None:
        """Draw sliders for what the chosen preset is made with, ``across`` of them in a row."""
        name = self.written.preset
        if name is not None and PRESETS[name].parameters:
            places = st.columns(across)
            chosen = {}
            for index, parameter in enumerate(PRESETS[name].parameters):
                with places[index % across]:
                    chosen[parameter.name] = self._slider(parameter)
            self.written = read_kernel(name, chosen)
        self._remember()

    def tools(self) -> None:
        """Draw what changes a kernel as a whole: its size, and buttons."""
        page, say = self.page, self.page.say
        with st.container(horizontal=True):
            for side, name in enumerate(("rows", "columns")):
                key = f"{page.path}.{name}"
                st.session_state[key] = self.cells.shape[side]
                st.number_input(
                    say(f"{page.path}.{name}"),
                    1,
                    SIDE_LIMIT,
                    key=key,
                    on_change=self._resize,
                    args=(self.cells,),
                    width=120,
                )
        for name, change in _CHANGES.items():
            st.button(
                say(f"{page.path}.change.{name}"),
                key=f"{page.path}.change.{name}",
                help=say(f"{page.path}.change.{name}.help"),
                on_click=self._apply,
                args=(change, self.cells),
                width="stretch",
            )

    # -- from the visitor -------------------------------------------------------------------------

    def _pick(self, key: str) -> None:
        name = st.session_state[key]
        if name == OWN:
            self.page.controls.set(kernel=write_kernel(self.cells))
            return
        # A size chosen for one preset is not the next one's default.
        defaults = {p.name: _of_kind(p.name, p.default) for p in PRESETS[name].parameters}
        self.page.controls.set(kernel=name, **defaults)

    def _resize(self, cells: FloatArray) -> None:
        rows, columns = (
            int(st.session_state[f"{self.page.path}.{name}"]) for name in ("rows", "columns")
        )
        self._apply(lambda kernel: resize_kernel(kernel, rows, columns), cells)

    def _apply(self, change: Callable[[FloatArray], FloatArray], cells: FloatArray) -> None:
        try:
            self.page.controls.set(kernel=write_kernel(change(cells)))
        except ConvScopeError as trouble:  # said at the top of the page that follows
            self._shelf()["trouble"] = trouble

    def _slider(self, parameter: Parameter) -> float:
        page = self.page
        low, high, step = _RANGES[parameter.name]
        value: float = page.controls.slider(
            parameter.name,
            label=page.say(f"{page.path}.{parameter.name}"),
            minimum=low,
            maximum=high,
            default=_of_kind(parameter.name, parameter.default),
            step=step,
        )
        return value

    # -- from the lens ----------------------------------------------------------------------------

    def _take_up_edit(self) -> bool:
        """Make what was edited in the lens the page's kernel."""
        given = self._shelf().get("given")
        edited = None if given is None else self._edit_of(given)
        if edited is None:
            return False
        self.page.controls.set(kernel=write_kernel(edited))
        return True

    def _remember(self) -> None:
        """Keep what the lens is given, to know an edit of it from one of an earlier kernel."""
        shelf = self._shelf()
        changed = shelf.get("given") is None or not np.array_equal(shelf["given"], self.cells)
        if changed and not self._edited and self._edit_of(self.cells) is not None:
            # Back at a kernel that was edited before: a new lens, which has not seen that edit.
            shelf["generation"] = shelf.get("generation", 0) + 1
        shelf["given"] = self.cells

    def _edit_of(self, given: FloatArray) -> FloatArray | None:
        place = np.zeros((SIDE_LIMIT, SIDE_LIMIT))  # only the kernel matters here
        shown = look_at(place, WeightedSum(given))
        return read_state(st.session_state.get(self.lens_key), shown)[0]

    def _report_trouble(self) -> None:
        trouble = self._shelf().pop("trouble", None)
        if trouble is not None:
            self.page.report(trouble)

    def _shelf(self) -> dict[str, Any]:
        shelf: dict[str, Any] = st.session_state.setdefault(f"{self.page.path}/kernel", {})
        return shelf


def _of_kind(name: str, value: float) -> float:
    """A parameter as whole or decimal as its slider's step."""
    return type(_RANGES[name][2])(value)


_CHANGES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "absolute": lambda kernel: normalise(kernel, to="absolute"),
    "sum": lambda kernel: normalise(kernel, to="sum"),
    "turn": lambda kernel: kernel[::-1, ::-1],
    "transpose": lambda kernel: kernel.T,
}
