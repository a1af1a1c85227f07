"""A message goes straight to a browser, and a redraw's opening with what it opens."""

import asyncio
import inspect
import threading
from functools import partial
from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import SessionClientDisconnectedError
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests, ScriptRequestType
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient

from lib.ui import delivery


class Session:
    """As much of a session as its flushing needs."""

    def __init__(self):
        self._browser_queue = ForwardMsgQueue()
        self.woken = 0

    def _message_enqueued_callback(self):
        self.woken += 1

    def take(self):
        """The kinds of what goes to the browser now."""
        return [message.WhichOneof("type") for message in AppSession.flush_browser_queue(self)]

    def put(self, *messages):
        for message in messages:
            self._browser_queue.enqueue(message)


def begun(*fragments, run="run"):
    message = ForwardMsg()
    message.metadata.run.script_run_id = run
    message.new_session.name = "app"
    message.metadata.run.fragment_ids.extend(fragments)
    return message


def running():
    message = ForwardMsg()
    message.session_status_changed.script_is_running = True
    return message


def container():
    message = ForwardMsg()
    message.metadata.delta_path[:] = (0, 0)
    message.delta.add_block.allow_empty = True
    return message


def text():
    message = ForwardMsg()
    message.metadata.delta_path[:] = (0, 0, 0)
    message.delta.new_element.text.body = "7"
    return message


def served(test):
    """Run a test as the server's thread does."""

    async def inside():
        with delivery.own_delivery():
            return await test()

    return asyncio.run(inside())


def test_the_opening_of_a_redraw_goes_with_its_first_element():
    async def redraw():
        session = Session()
        session.put(begun("body"), running())
        kept = session.take()
        session.put(container())
        kept += session.take()
        session.put(text())
        return kept, session.take(), session.take()

    kept, sent, left = served(redraw)
    assert kept == left == []
    assert sent == ["new_session", "session_status_changed", "delta", "delta"]


def test_an_opening_that_nothing_follows_goes_alone_after_a_moment(monkeypatch):
    monkeypatch.setattr(delivery, "_PATIENCE_SECONDS", 0.05)

    async def redraw():
        session = Session()
        session.put(begun("body"), running())
        first = session.take()
        for _ in range(400):
            await asyncio.sleep(0.01)
            if session.woken:
                break
        return session.woken, first, session.take()

    assert served(redraw) == (1, [], ["new_session", "session_status_changed"])


@pytest.mark.parametrize("between", [(), (1,)])
def test_every_redraw_has_its_own_moment(monkeypatch, between):
    monkeypatch.setattr(delivery, "_PATIENCE_SECONDS", 0.05)

    async def redraws():
        session = Session()
        session.put(begun("body", run="first"))
        kept = session.take()
        for _ in between:  # what the first one draws; or it is cut short
            session.put(text())
            session.take()
        await asyncio.sleep(0.06)
        session.put(begun("body", run="second"))
        return kept, session.take()

    assert served(redraws) == ([], [])


def test_the_opening_of_a_whole_page_is_not_kept():
    async def page():
        session = Session()
        session.put(begun(), running())
        return session.take()

    assert served(page) == ["new_session", "session_status_changed"]


def test_a_session_that_is_not_as_expected_is_left_alone():
    async def redraw():
        session = Session()
        session._message_enqueued_callback = None
        session.put(begun("body"))
        return session.take()

    assert served(redraw) == ["new_session"]


def test_streamlits_own_way_is_back_when_the_server_ends():
    before = AppSession.flush_browser_queue

    async def inside():
        return AppSession.flush_browser_queue

    assert served(inside) is not before
    assert AppSession.flush_browser_queue is before
    assert delivery.straight_to("somebody", object()) is None


REQUESTS = object()  # by which a redraw is known


@pytest.fixture
def browser(monkeypatch):
    """A connected browser: what it was written, and by which thread."""
    seen = SimpleNamespace(written=[], session=None)

    def write(message):
        seen.written.append((message.hash, threading.current_thread()))

    seen.client = SimpleNamespace(write_forward_msg=write)
    seen.session = SimpleNamespace(_scriptrunner=SimpleNamespace(_requests=REQUESTS))
    server = SimpleNamespace(
        get_client=lambda name: seen.client if name == "visitor" else None,
        get_app_session=lambda name: seen.session if name == "visitor" else None,
    )
    monkeypatch.setattr(delivery.runtime, "exists", lambda: True)
    monkeypatch.setattr(delivery.runtime, "get_instance", lambda: server)
    return seen


def sent_straight(visitor="visitor", requests=REQUESTS):
    """Whether a figure that another thread sends straight has arrived."""

    async def draw():
        send = delivery.straight_to(visitor, requests)
        await asyncio.to_thread(send, ForwardMsg(hash="figure"))
        await asyncio.sleep(0.01)
        return "figure" in send.arrived

    return served(draw)


def test_a_message_goes_straight_from_any_thread_by_the_servers_own(browser):
    assert sent_straight()
    assert browser.written == [("figure", threading.current_thread())]


def test_a_redraw_that_was_given_up_for_another_page_writes_nothing(browser):
    assert not sent_straight(requests=object())
    browser.session._scriptrunner = None
    assert not sent_straight()
    assert browser.written == []


def test_who_is_not_connected_is_written_nothing(browser):
    assert not sent_straight("somebody else")
    browser.client = None
    assert not sent_straight()


def test_who_leaves_meanwhile_breaks_nothing(browser):
    asked, broken = [], []

    def gone(message):
        asked.append(message.hash)
        raise SessionClientDisconnectedError

    async def draw():
        asyncio.get_running_loop().set_exception_handler(lambda _, what: broken.append(what))
        browser.client.write_forward_msg = gone
        send = delivery.straight_to("visitor", REQUESTS)
        send(ForwardMsg(hash="figure"))
        await asyncio.sleep(0.01)
        return send.arrived

    assert served(draw) == set()
    assert asked == ["figure"]
    assert broken == []


def test_a_server_that_has_ended_is_asked_for_nothing(browser):
    async def begin():
        return delivery.straight_to("visitor", REQUESTS)

    served(begin)(ForwardMsg(hash="figure"))
    assert browser.written == []


class Called(Session):
    """As much of one as its calls need."""

    def __init__(self):
        super().__init__()
        self._event_loop = asyncio.get_running_loop()

    def call(self, done):
        AppSession._call_soon_on_event_loop(self, done)


def test_what_is_sent_together_is_handed_over_once_and_in_its_order(monkeypatch):
    async def redraw():
        woken, done = [], []
        loop = asyncio.get_running_loop()
        usual = loop.call_soon_threadsafe
        monkeypatch.setattr(
            loop, "call_soon_threadsafe", lambda *a: woken.append(1) or usual(*a), raising=False
        )
        session = Called()

        def draw():
            session.call(lambda: done.append("before"))
            with delivery.together():
                for number in range(5):
                    session.call(partial(done.append, number))
                assert len(woken) == 1
            session.call(lambda: done.append("after"))
            assert len(woken) == 3

        thread = threading.Thread(target=draw)
        thread.start()
        thread.join()
        assert done == []  # all of it is the server's own thread's to do
        await asyncio.sleep(0.01)
        return done

    assert served(redraw) == ["before", 0, 1, 2, 3, 4, "after"]


def test_what_another_thread_sends_meanwhile_waits_for_nobody():
    async def redraws():
        done, session = [], Called()
        with delivery.together():
            session.call(lambda: done.append("here"))
            await asyncio.to_thread(session.call, lambda: done.append("there"))
            await asyncio.sleep(0.01)
            return list(done)

    assert served(redraws) == ["here", "there"]


def test_what_fails_keeps_nothing_else_from_being_done():
    async def redraw():
        done, broken, session = [], [], Called()
        asyncio.get_running_loop().set_exception_handler(lambda _, what: broken.append(what))
        with pytest.raises(KeyError), delivery.together():
            session.call(lambda: 1 / 0)
            session.call(lambda: done.append("after it"))
            raise KeyError  # of the one who sends
        await asyncio.sleep(0.01)
        return done, [type(what["exception"]) for what in broken]

    assert served(redraw) == (["after it"], [ZeroDivisionError])


def test_one_inside_of_another_hands_over_with_it():
    async def redraw():
        done, session = [], Called()
        with delivery.together():
            with delivery.together():
                session.call(lambda: done.append("inside"))
            await asyncio.sleep(0.01)
            assert done == []
        await asyncio.sleep(0.01)
        return done

    assert served(redraw) == ["inside"]


def test_streamlit_still_has_what_is_used_of_it():
    assert callable(Runtime.get_app_session)
    assert "_message_enqueued_callback" in inspect.getsource(AppSession.__init__)
    assert "_scriptrunner" in inspect.getsource(AppSession.__init__)
    assert ScriptRequests()._state is ScriptRequestType.CONTINUE
    assert "self._requests" in inspect.getsource(ScriptRunner.__init__)
    assert callable(StarletteSessionClient.write_forward_msg)
    assert callable(AppSession.flush_browser_queue)
    assert callable(AppSession._call_soon_on_event_loop)
    assert callable(Runtime.get_client)
    assert ForwardMsgQueue()._queue == []
