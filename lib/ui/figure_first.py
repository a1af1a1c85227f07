"""Figures on their way before everything else: what a visitor waits for is painted first.

A redraw sends a message for every element of the page, and what reaches a browser together is
painted together: a figure among thirty widgets, words and formulas waits for all of them.  Here
the figures of a redraw go straight to the browser as soon as they are drawn, and the rest follows
when they are painted: all of the redraw from its beginning, with the figures in their places once
more, large ones as a reference to what the browser has.

As :mod:`lib.ui.delivery` does, it reaches behind Streamlit's public functions: messages go through
``ScriptRunContext._enqueue``.  Without that attribute everything works, only slower.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.runtime.forward_msg_cache import create_reference_msg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.components import FIGURES
from lib.ui.delivery import Straight, straight_to, together
from lib.ui.turns import give_way, waiting

_PROGRESS = ("spinner", "progress")  # says that something takes long: must not wait for it
_PAINT_SECONDS = 0.08  # the way there, and two frames of a busy machine
_FIRST_PAINT_SECONDS = 0.25  # the same, and the loading of the script that draws
# After which messages have left for the browser, also of a machine that has much else to do: a
# figure that overtakes what is still on its way has no place to go to, and breaks the page.
_ARRIVAL_SECONDS = 3.0
# After which messages have left for the browser at all, and a new redraw throws none of them away.
_LEAVING_SECONDS = 1.0
_GLANCE_SECONDS = 0.005  # between two looks at whether a dragged slider has gone on

Path = tuple[int, ...]
Signature = tuple[Any, ...]


class FigureFirst:
    """Knows the order of a page's elements, and sends figures ahead while it stays the same.

    A figure may overtake only elements that the browser has already in the same places, or it
    would have no place to go to, and the page would break.  Their kinds and paths, and whole
    containers, are therefore compared with an order that is *known* to be there: Streamlit throws
    away what it has not sent when the next redraw begins, so an order has left for the browser
    only when a moment has passed after its last message before anything else was drawn; and it is
    there a while later, if all that was drawn since then had the same order.
    """

    def __init__(self) -> None:
        self._known: list[Signature] = []
        self._sent: tuple[list[Signature], float] = ([], 0.0)  # an order, and when it was complete
        self._left: tuple[list[Signature], float] = ([], 0.0)  # one that has left, since when
        self._figures: dict[Path, str] = {}
        self._queue: _Queue | None = None

    def together(self) -> None:
        """In this redraw, send everything as it comes."""
        if self._queue is not None:
            self._queue.stop()

    def pause(self) -> None:
        """Where the page is drawn as it comes, let the browser paint what it was sent so far.

        What follows a page's main figure, formulas and listings, brings scripts of its own with
        it, which take longer to load than the figure to be painted.
        """
        if self._queue is not None:
            self._queue.pause()

    @contextmanager
    def redraw(self) -> Iterator[None]:
        """Around one drawing of the page's body."""
        context: Any = get_script_run_ctx()
        send: Callable[[Any], None] | None = getattr(context, "_enqueue", None)
        if send is None:
            yield
            return
        order, completed = self._sent
        now = time.monotonic()
        if order and order != self._left[0] and now - completed > _LEAVING_SECONDS:
            self._left = order, completed
        left, since = self._left
        if left and now - since > _ARRIVAL_SECONDS:
            self._known = left
        straight = straight_to(
            *(getattr(context, n, "") for n in ("session_id", "script_requests"))
        )
        queue = _Queue(send, self._known, self._figures, lambda: _asked_again(context), straight)
        self._queue = queue
        known, self._known, self._sent = self._known, [], ([], 0.0)
        context._enqueue = queue.take
        try:
            yield
            queue.release()
            self._sent = (queue.order, time.monotonic())
        except Exception:  # an error of the page; what ends a script on purpose is none
            queue.flush()
            raise
        finally:
            context._enqueue = send
            self._figures = queue.figures
            # Cut short with only figures sent, or the same once more: containers are as they were.
            if queue.untouched or queue.order == known:
                self._known = known
            if not queue.untouched and queue.order != left:
                self._left = [], 0.0


class _Queue:
    """The messages of one redraw: figures pass, the rest waits.

    Args:
        send: Sends a message to the browser; ends the script when another page is asked for.
        earlier: The order of the last redraw; empty when it is not known.
        painted: The figures that are on the screen: path and hash of the message.
        hurried: Whether a newer redraw is waiting.
        straight: Past those that wait; without it figures are sent as the others, before them.

    Attributes:
        order: What was drawn so far, and where.
        figures: As ``painted``, with what was sent since.
        untouched: Whether the browser was sent nothing but figures in places that it knows.
    """

    def __init__(
        self,
        send: Callable[[Any], None],
        earlier: list[Signature],
        painted: dict[Path, str],
        hurried: Callable[[], bool] = lambda: False,
        straight: Straight | None = None,
    ) -> None:
        self.order: list[Signature] = []
        self._earlier = earlier
        self.figures = dict(painted)
        self.untouched = True
        self._send = send
        self._hurried = hurried
        self._straight = straight
        self._waiting: list[Any] = []
        self._ahead = bool(earlier)  # the first drawing goes out as it comes
        self._painting_since: float | None = None

    def take(self, message: Any) -> None:
        """Send or keep one message."""
        give_way()
        self.order += _signature(message)
        path = tuple(message.metadata.delta_path)
        figure = _is_figure(message) or (_is_reference(message) and path in self.figures)
        if self._ahead and not figure and _element(message) not in _PROGRESS:
            self._waiting.append(message)
            return
        if self._ahead and (not figure or self.order != self._earlier[: len(self.order)]):
            self.stop()  # another structure: containers must come before what they hold
        changed = figure and self.figures.get(path) != _hash(message)
        if self._ahead and self._straight:
            if changed:
                self._straight(message)
            # In its place once more: what a redraw does not draw is taken off the page at its end.
            self._waiting.append(message)
        else:
            self._send(message)
            self.untouched = self.untouched and self._ahead
        if figure:
            self.figures[path] = _hash(message)
        if changed:
            self._painting_since = time.monotonic()

    def stop(self) -> None:
        """Send what waited, and from now on everything as it comes."""
        self._ahead = False
        self.flush()

    def pause(self) -> None:
        """Send nothing for a moment, unless a redraw waits: then figures have gone ahead anyway."""
        if not self._ahead:
            self._wait_until(time.monotonic() + _FIRST_PAINT_SECONDS)

    def release(self) -> None:
        """Let the browser paint, then send what waited."""
        if self._ahead and self._painting_since is not None:
            self._wait_until(self._painting_since + _PAINT_SECONDS)
        self.flush()

    def _wait_until(self, end: float) -> None:
        with waiting():
            while time.monotonic() < end and not self._hurried():
                time.sleep(_GLANCE_SECONDS)

    def flush(self) -> None:
        """Send what waited, in the order in which it was drawn."""
        kept, self._waiting = self._waiting, []
        arrived = self._straight.arrived if self._straight else frozenset()
        with together():
            for message in kept:
                known = message.metadata.cacheable and message.hash in arrived
                self._send(create_reference_msg(message) if known else message)
                self.untouched = False


def _asked_again(context: Any) -> bool:
    """Whether a control was moved meanwhile; False where Streamlit does not let us see it."""
    state = getattr(getattr(context, "script_requests", None), "_state", None)
    return getattr(state, "name", "CONTINUE") != "CONTINUE"


def _signature(message: Any) -> list[Signature]:
    """Where a message puts what; nothing for one that belongs to no place, such as the address."""
    kind = message.WhichOneof("type")
    path = tuple(message.metadata.delta_path)
    if kind == "delta" and message.delta.WhichOneof("type") == "add_block":
        return [("block", path, message.delta.add_block.SerializeToString(deterministic=True))]
    # An element that the browser keeps travels as a reference: in the same place all the same.
    return [("element", path)] if kind in ("delta", "ref_hash") else []


def _hash(message: Any) -> str:
    return str(message.ref_hash or message.hash)


def _is_reference(message: Any) -> bool:
    return bool(message.WhichOneof("type") == "ref_hash")


def _is_figure(message: Any) -> bool:
    """Whether a message brings an image or a component that draws."""
    kind = _element(message)
    return kind == "imgs" or (
        kind == "bidi_component"
        and message.delta.new_element.bidi_component.component_name in FIGURES
    )


def _element(message: Any) -> str | None:
    """What kind of element a message brings; None for all other messages."""
    if message.WhichOneof("type") != "delta":
        return None
    what = message.delta.WhichOneof("type")
    if what == "new_transient":  # shown beside an element for a while
        return _PROGRESS[0]
    kind: str | None = message.delta.new_element.WhichOneof("type")
    return kind if what == "new_element" else None
