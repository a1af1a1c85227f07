"""Figures on their way before everything else: what a visitor waits for is painted first.

A redraw sends a message for every element of the page, and what reaches a browser together is
painted together: a figure among thirty widgets, words and formulas waits for all of them.  Here
the figures of a redraw leave at once, and the rest follows when they are painted.

The one place of the project that reaches behind Streamlit's public functions: messages go through
``ScriptRunContext._enqueue``.  Without that attribute everything works, only slower.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx

_FIGURES = (
    "convscope_drawing",
    "convscope_lens",
    "convscope_flow",
    "convscope_grid",
)  # components; images are figures too
_PAINT_SECONDS = 0.08  # the way there, and two frames of a busy machine

Signature = tuple[Any, ...]


class FigureFirst:
    """Knows the order of a page's elements, and sends figures ahead while it stays the same.

    A figure may overtake only elements that the browser has already in the same places: their
    kinds and paths, and whole containers, are compared with the redraw before.
    """

    def __init__(self) -> None:
        self._order: list[Signature] = []
        self._figures: dict[tuple[int, ...], str] = {}

    @contextmanager
    def redraw(self) -> Iterator[None]:
        """Around one drawing of the page's body."""
        context: Any = get_script_run_ctx()
        send: Callable[[Any], None] | None = getattr(context, "_enqueue", None)
        if send is None:
            yield
            return
        queue = _Queue(send, self._order, self._figures)
        context._enqueue = queue.take
        try:
            yield
        finally:
            context._enqueue = send
            self._order, self._figures = queue.order, queue.figures
        queue.release()


class _Queue:
    """The messages of one redraw: figures pass, the rest waits."""

    def __init__(
        self,
        send: Callable[[Any], None],
        earlier: list[Signature],
        painted: dict[tuple[int, ...], str],
    ) -> None:
        self.order: list[Signature] = []
        self.figures = dict(painted)
        self._send = send
        self._earlier = earlier
        self._waiting: list[Any] = []
        self._ahead = bool(earlier)  # the first drawing goes out as it comes
        self._painting_since: float | None = None

    def take(self, message: Any) -> None:
        """Send or keep one message."""
        self.order.append(_signature(message))
        if not self._ahead:
            self._send(message)
            return
        if not _is_figure(message):
            self._waiting.append(message)
            return
        if self.order != self._earlier[: len(self.order)]:
            self._ahead = False  # another structure: containers must come before what they hold
            self._flush()
        path = tuple(message.metadata.delta_path)
        if self.figures.get(path) != message.hash:
            self._painting_since = time.monotonic()
        self.figures[path] = message.hash
        self._send(message)

    def release(self) -> None:
        """Let the browser paint, then send what waited."""
        if self._ahead and self._painting_since is not None:
            time.sleep(max(0.0, self._painting_since + _PAINT_SECONDS - time.monotonic()))
        self._flush()

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self._send(message)


def _signature(message: Any) -> Signature:
    kind = message.WhichOneof("type")
    path = tuple(message.metadata.delta_path)
    if kind != "delta":
        # An element that the browser keeps travels as a reference: in the same place all the same.
        return ("element", path) if kind == "ref_hash" else (kind,)
    what = message.delta.WhichOneof("type")
    if what == "add_block":
        return (what, path, message.delta.add_block.SerializeToString(deterministic=True))
    return ("element", path)


def _is_figure(message: Any) -> bool:
    if message.WhichOneof("type") != "delta":
        return False
    if message.delta.WhichOneof("type") != "new_element":
        return False
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    return kind == "imgs" or (
        kind == "bidi_component" and element.bidi_component.component_name in _FIGURES
    )
