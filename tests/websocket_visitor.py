"""A visitor without a browser: the same messages over the same websocket.

It connects as Streamlit's own page does, opens pages by their address, changes widgets, fetches
the pictures that it is told of, keeps large messages, to which later ones may refer, and redraws
what asks to be redrawn from time to time.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

import websockets
from kept_messages import KeptMessages
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.components import FIGURES

PATIENCE = 60.0  # seconds for one run of a page
_GONE = -1  # no status of Streamlit's
_CUT_SHORT = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


def _is_figure(message: ForwardMsg) -> bool:
    """Whether a message brings a picture or a component that draws."""
    element = message.delta.new_element
    return element.HasField("imgs") or element.bidi_component.component_name in FIGURES


@dataclass
class Element:
    """One element on the page: its kind, its message, and the fragment that draws it."""

    kind: str
    proto: Any
    fragment: str


@dataclass
class Visitor:
    """One browser tab.

    Args:
        url: Of the server, or of the proxy before it.
        polling: Redraw what asks for it from time to time, as a browser does.
    """

    url: str
    polling: bool = True
    cookies: dict[str, str] = field(default_factory=dict)
    elements: dict[tuple[int, ...], Element] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    fetched: int = 0
    query: str = ""
    page: str = ""
    received: int = 0
    session: str = ""
    answered: dict[str, str] = field(default_factory=dict)  # headers of the last file
    until_figure: float | None = None  # seconds of the last redraw until its first figure was here

    def __post_init__(self) -> None:
        """Nothing is open yet."""
        self._script_hash = ""
        self._socket: Any = None
        self._finished: asyncio.Queue[int] = asyncio.Queue()
        self._values: dict[str, tuple[str, Any]] = {}
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._pictures: set[str] = set()
        self._wanted: list[str] = []
        self._reader: asyncio.Task[None] | None = None
        self._kept = KeptMessages()
        self._turn = asyncio.Lock()
        self._began = 0.0
        self._answers: dict[str, asyncio.Future[Any]] = {}

    async def __aenter__(self) -> Visitor:
        """Load the page's frame, which brings the cookies, and connect."""
        await self.get("/")
        await self.get("/_stcore/health")
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the tab."""
        await self.close()

    async def connect(self) -> None:
        """Open the websocket with the cookies."""
        self._finished = asyncio.Queue()  # what an earlier connection left is not this one's
        address = urlsplit(self.url)
        token = self.cookies.get("_streamlit_xsrf", "")
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._socket = await websockets.connect(
            f"ws://{address.netloc}/_stcore/stream",
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit", *([token] if token else [])],  # type: ignore[list-item]
            additional_headers={"Cookie": cookies},
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        self._reader = asyncio.create_task(self._read())

    async def close(self) -> None:
        """Leave."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await asyncio.gather(self._reader, return_exceptions=True)

    async def open(self, page: str, **address: str) -> float:
        """Open a page by its address; seconds until it was drawn."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        self._values.clear()
        self.elements.clear()
        self.page, self._script_hash = page, ""
        self.query = urlencode(address)
        return await self._rerun()

    async def slide(self, element: Element, value: float) -> float:
        """Move a slider; seconds until everything it changes was drawn."""
        self._values[element.proto.id] = ("double_array_value", [value])
        return await self._rerun(element.fragment)

    async def press(self, element: Element) -> float:
        """Press a button; seconds until the page was drawn."""
        return await self._rerun(element.fragment, pressed=element.proto.id)

    def find(self, kind: str, **wanted: object) -> list[Element]:
        """The elements of a kind, in the order of the page."""
        found = [self.elements[place] for place in sorted(self.elements)]
        return [
            one
            for one in found
            if one.kind == kind and all(getattr(one.proto, k) == v for k, v in wanted.items())
        ]

    def text(self) -> str:
        """What the page says in Markdown, captions and badges."""
        return "\n".join(one.proto.body for one in self.find("markdown"))

    async def get(self, path: str) -> tuple[int, bytes]:
        """Fetch a file from the server with the visitor's cookies; keep those it gives."""
        address = urlsplit(self.url)
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        writer.write(
            f"GET {path} HTTP/1.0\r\nHost: {address.netloc}\r\nCookie: {cookies}\r\n\r\n".encode()
        )
        answer = await asyncio.wait_for(reader.read(), PATIENCE)
        writer.close()
        head, _, body = answer.partition(b"\r\n\r\n")
        self.answered.clear()
        first, *lines = head.decode("latin-1").split("\r\n")
        for line in lines:
            name, _, value = line.partition(": ")
            self.answered[name.lower()] = value
            if name.lower() == "set-cookie":
                self.cookies |= {key: one.value for key, one in SimpleCookie(value).items()}
        return int(first.split()[1]), body

    async def download(self, element: Element) -> bytes:
        """Press a button that downloads; the file."""
        path = element.proto.url
        if element.proto.deferred_file_id:
            message, name = BackMsg(), str(uuid.uuid4())
            request = message.backend_operation_request
            request.request_id, request.session_id = name, self.session
            request.deferred_file.file_id = element.proto.deferred_file_id
            self._answers[name] = asyncio.get_running_loop().create_future()
            await self._socket.send(message.SerializeToString())
            answer = await asyncio.wait_for(self._answers[name], PATIENCE)
            assert not answer.error_msg, answer.error_msg
            path = answer.deferred_file.url
        status, body = await self.get(path)
        assert status == 200, f"{status} for {path}"
        return body

    async def _rerun(self, fragment: str = "", *, auto: bool = False, pressed: str = "") -> float:
        async with self._turn:
            began = self._began = time.monotonic()
            self.until_figure = None
            await self._send(fragment, auto=auto, pressed=pressed)
            async with asyncio.timeout(PATIENCE):
                while (ended := await self._finished.get()) == _CUT_SHORT:
                    pass
                if ended == _GONE:
                    raise ConnectionError("the server closed the connection")
                await self._fetch_pictures()
            return time.monotonic() - began

    async def _send(self, fragment: str, *, auto: bool, pressed: str) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        if self._script_hash:
            state.page_script_hash = self._script_hash
        else:
            state.page_name = self.page
        state.fragment_id = fragment
        state.cached_message_hashes.extend(self._kept.messages)
        state.is_auto_rerun = auto
        state.context_info.locale = "en-US"
        state.context_info.url = f"{self.url}/{self.page}"
        for name, (kind, value) in self._values.items():
            widget = state.widget_states.widgets.add(id=name)
            if kind == "double_array_value":
                widget.double_array_value.data.extend(value)
        if pressed:
            state.widget_states.widgets.add(id=pressed, trigger_value=True)
        await self._socket.send(message.SerializeToString())

    async def _read(self) -> None:
        try:
            async for data in self._socket:
                self.received += len(data)
                message = self._kept.whole(ForwardMsg.FromString(data))
                if message is None:
                    self.errors.append(f"{self.page}: refers to a message that is not kept")
                else:
                    self._take(message)
        except websockets.ConnectionClosed:
            pass
        self._finished.put_nowait(_GONE)

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        content = getattr(message, kind)
        if self.until_figure is None and _is_figure(message):
            self.until_figure = time.monotonic() - self._began
        if kind == "new_session":
            self._script_hash, self.session = (
                content.page_script_hash,
                content.initialize.session_id,
            )
            self._kept.oldest = content.config.max_cached_message_age
            if not message.metadata.run.fragment_ids:
                self.elements.clear()
        elif kind == "navigation":
            self._script_hash = content.page_script_hash
        elif kind == "page_info_changed":
            self.query = content.query_string
        elif kind == "backend_operation_response":
            self._answers[content.request_id].set_result(content)
        elif kind == "delta":
            self._draw(message)
        elif kind == "auto_rerun":
            self._poll(content.fragment_id, content.interval)
        elif kind == "stop_auto_rerun":
            for timer in filter(None, (self._timers.pop(n, None) for n in content.fragment_ids)):
                timer.cancel()
        elif kind == "script_finished":
            if content != _CUT_SHORT:
                self._kept.forget(list(message.metadata.run.fragment_ids))
            self._finished.put_nowait(content)

    def _draw(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") == "add_block":
            for known in [one for one in self.elements if one[: len(place)] == place]:
                del self.elements[known]
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind is None:
            self.elements.pop(place, None)
            return
        proto = getattr(element, kind)
        self.elements[place] = Element(kind, proto, message.delta.fragment_id)
        if kind == "exception":
            self.errors.append(f"{self.page}: {proto.type}: {proto.message}"[:300])
        elif kind == "imgs":
            self._wanted += [one.url for one in proto.imgs if one.url.startswith("/media")]

    async def _fetch_pictures(self) -> None:
        wanted, self._wanted = self._wanted, []
        for path in wanted:
            if path not in self._pictures:
                self._pictures.add(path)
                status, _ = await self.get(path)
                self.fetched += 1
                if status != 200:
                    self.errors.append(f"{self.page}: {status} for a picture")

    def _poll(self, fragment: str, seconds: float) -> None:
        if not self.polling or fragment in self._timers:
            return

        async def again() -> None:
            while True:
                await asyncio.sleep(seconds)
                await self._rerun(fragment, auto=True)

        self._timers[fragment] = asyncio.create_task(again())
