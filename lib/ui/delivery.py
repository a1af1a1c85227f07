"""How messages reach the browser: a figure past all others, an opening never alone, many at once.

Streamlit begins every redraw with messages that say so, and the browser answers by going through
the whole page: every element is out of date from here on.  On a page of hundreds of elements that
takes longer than drawing the figure, which arrives meanwhile and waits.  Here a figure can go
straight to the browser, and the opening goes together with what it opens.

For every single message of a redraw, Streamlit wakes the server's thread, which takes the
interpreter from the one that draws.  What waited anyway is handed over at once.

All is done through what Streamlit keeps to itself; where that is not as expected, or there is no
server, messages take their usual way.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from streamlit import runtime
from streamlit.runtime.app_session import AppSession

# What only says that a redraw has begun, and where its parts will be.
_OPENING = frozenset({"new_session", "session_status_changed", "page_info_changed"})
# After which an opening goes alone: then this is no redraw of a moment, and the browser says so.
_PATIENCE_SECONDS = 0.15
_UNTIL = "_convscope_opening_until"  # of a session: which redraw's, and the moment; or None

_CALLS = "_convscope_calls"  # what the server's thread has to do for a session, in its order

_loops: list[asyncio.AbstractEventLoop] = []  # the server's, while it runs
_here = threading.local()  # the sessions that this thread hands over to together

Call = Callable[[], None]
Flush = Callable[[Any], list[Any]]


@contextmanager
def own_delivery() -> Iterator[None]:
    """Around the life of the server, in its own thread."""
    loop = asyncio.get_running_loop()
    _loops.append(loop)
    with (
        _replaced("flush_browser_queue", _keeping_openings),
        _replaced("_call_soon_on_event_loop", _handing_over_together),
    ):
        try:
            yield
        finally:
            _loops.remove(loop)


@contextmanager
def _replaced(name: str, change: Callable[[Any], Any]) -> Iterator[None]:
    """A method of Streamlit's sessions, changed for a while; nothing where there is none."""
    usual = getattr(AppSession, name, None)
    if usual is None:
        yield
        return
    changed = change(usual)
    setattr(AppSession, name, changed)
    try:
        yield
    finally:
        if getattr(AppSession, name) is changed:
            setattr(AppSession, name, usual)


@contextmanager
def together() -> Iterator[None]:
    """Around the sending of several messages by one thread: they are handed over at its end."""
    if getattr(_here, "sessions", None) is not None:  # inside of another
        yield
        return
    _here.sessions = {}
    try:
        yield
    finally:
        sessions, _here.sessions = _here.sessions, None
        for hand_over in sessions.values():
            hand_over()


def straight_to(session_id: str, requests: object) -> Straight | None:
    """The way to a visitor's browser past the messages that wait.

    Args:
        session_id: Of the visitor.
        requests: ``ScriptRunContext.script_requests`` of the redraw, by which it is known.

    Returns:
        It, for one redraw; None where there is none.
    """
    if not _loops or not runtime.exists():
        return None
    return Straight(_loops[-1], session_id, requests)


class Straight:
    """Sends messages of one redraw to the browser at once, from any thread.

    Attributes:
        arrived: Hashes of those that were written, known a moment later.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, session_id: str, requests: object) -> None:
        self.arrived: set[str] = set()
        self._loop, self._session_id, self._requests = loop, session_id, requests

    def __call__(self, message: Any) -> None:
        """Send it, unless the visitor has left the page or the app meanwhile."""
        try:
            self._loop.call_soon_threadsafe(self._write, message)
        except RuntimeError:  # the server ends
            if not self._loop.is_closed():
                raise

    def _write(self, message: Any) -> None:
        # Here, in the server's thread, nobody can go to another page between question and answer:
        # its parts have other places, and a figure that came late would break it.
        server = runtime.get_instance()
        client = server.get_client(self._session_id)
        session = server.get_app_session(self._session_id)
        drawing = getattr(session, "_scriptrunner", None)
        if client is None or getattr(drawing, "_requests", None) is not self._requests:
            return
        with suppress(runtime.SessionClientDisconnectedError):
            client.write_forward_msg(message)
            self.arrived.add(message.hash)


def _keeping_openings(flush: Flush) -> Flush:
    """The function that takes what waits for a session's browser, and leaves a bare opening."""

    def flush_what_is_worth_it(session: Any) -> list[Any]:
        waiting = getattr(getattr(session, "_browser_queue", None), "_queue", ())
        wake = getattr(session, "_message_enqueued_callback", None)
        if waiting and callable(wake) and all(map(_is_opening, waiting)):
            loop, redraw = asyncio.get_running_loop(), _redraw_begun(waiting)
            kept, until = getattr(session, _UNTIL, None) or ("", 0.0)
            if redraw and redraw != kept:
                setattr(session, _UNTIL, (redraw, loop.time() + _PATIENCE_SECONDS))
                loop.call_later(_PATIENCE_SECONDS + 0.001, wake)
                return []
            if kept and loop.time() < until:
                return []
        setattr(session, _UNTIL, None)
        return flush(session)

    return flush_what_is_worth_it


def _handing_over_together(call_soon: Callable[[Any, Call], None]) -> Callable[[Any, Call], None]:
    """The function that has the server's thread do something for a session."""

    def in_order(session: Any, call: Call) -> None:
        calls: deque[Call] = session.__dict__.setdefault(_CALLS, deque())
        calls.append(call)
        hand_over = partial(call_soon, session, partial(_do, calls))
        sessions = getattr(_here, "sessions", None)
        if sessions is None:
            hand_over()
        else:
            sessions[id(session)] = hand_over

    return in_order


def _do(calls: deque[Call]) -> None:
    """All that waits; who hands over after that finds nothing left."""
    try:
        while calls:
            calls.popleft()()
    finally:
        if calls:  # one of them failed, which is no reason to leave the others
            asyncio.get_running_loop().call_soon(_do, calls)


def _is_opening(message: Any) -> bool:
    kind = message.WhichOneof("type")
    return kind in _OPENING or (kind == "delta" and message.delta.WhichOneof("type") == "add_block")


def _redraw_begun(messages: list[Any]) -> str:
    """The redraw of a part of the page that begins last; all of a page begins with its own use."""
    for message in reversed(messages):
        if message.WhichOneof("type") == "new_session":
            run = message.metadata.run
            return str(run.script_run_id) if run.fragment_ids else ""
    return ""
