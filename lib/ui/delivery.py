"""How messages reach the browser: a figure past all others, an opening never alone, many at once.

Streamlit begins every redraw with messages that say so, and the browser answers by going through
the whole page: every element is out of date from here on.  On a page of hundreds of elements that
takes longer than drawing the figure, which arrives meanwhile and waits.  Here a figure can go
straight to the browser, and the opening goes together with what it opens.

For every message of a redraw, Streamlit wakes the server's thread, which takes the interpreter from
the one that draws and gives it back sixty times.  What waited anyway is handed over at once.

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
_UNTIL = "_convscope_opening_until"  # the moment of a session; None when nothing is kept

_CALLS = "_convscope_calls"  # what the server's thread has to do for a session, in its order

_loops: list[asyncio.AbstractEventLoop] = []  # the server's, while it runs
_here = threading.local()  # the sessions that this thread hands over to together

Call = Callable[[], None]
Send = Callable[[Any], None]
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
    setattr(AppSession, name, change(usual))
    try:
        yield
    finally:
        setattr(AppSession, name, usual)


@contextmanager
def together() -> Iterator[None]:
    """Around the sending of several messages by one thread: they are handed over at its end."""
    _here.sessions = {}
    try:
        yield
    finally:
        sessions, _here.sessions = _here.sessions, None
        for hand_over in sessions.values():
            hand_over()


def straight_to(session_id: str) -> Send | None:
    """What sends a message to a visitor's browser past those that wait.

    Args:
        session_id: Of the visitor.

    Returns:
        A function for any thread; None where there is no such way.
    """
    if not _loops or not runtime.exists():
        return None
    client = runtime.get_instance().get_client(session_id)
    if client is None:
        return None
    loop, write = _loops[-1], client.write_forward_msg

    def send(message: Any) -> None:
        loop.call_soon_threadsafe(_write, write, message)

    return send


def _write(write: Send, message: Any) -> None:
    # Whoever has left sees the page anew when they return.
    with suppress(runtime.SessionClientDisconnectedError):
        write(message)


def _keeping_openings(flush: Flush) -> Flush:
    """The function that takes what waits for a session's browser, and leaves a bare opening."""

    def flush_what_is_worth_it(session: Any) -> list[Any]:
        waiting = getattr(getattr(session, "_browser_queue", None), "_queue", ())
        wake = getattr(session, "_message_enqueued_callback", None)
        if waiting and callable(wake) and all(map(_is_opening, waiting)):
            loop = asyncio.get_running_loop()
            until = getattr(session, _UNTIL, None)
            if until is None and _of_fragment(waiting):
                setattr(session, _UNTIL, loop.time() + _PATIENCE_SECONDS)
                loop.call_later(_PATIENCE_SECONDS + 0.001, wake)
                return []
            if until is not None and loop.time() < until:
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


def _of_fragment(messages: list[Any]) -> bool:
    """Whether a part of the page is drawn; all of it begins with what has its own use."""
    return any(
        message.WhichOneof("type") == "new_session" and len(message.metadata.run.fragment_ids)
        for message in messages
    )
