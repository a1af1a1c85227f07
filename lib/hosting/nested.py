"""An address below a page, ``/padding/foo``, leads to that page; one of no page, to the start.

The frontend names its scripts relative to the address, so below a page it finds none of them and
stays white; and that there is no such page it says in English alone.  Only what a browser opens as
a page is led on: everything else keeps its answer.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.responses import RedirectResponse

# Where the server itself answers: scripts, media, components, files, uploads, logging in.
_STREAMLIT = "_stcore"
_OWN = frozenset(
    {_STREAMLIT, "app", "auth", "component", "health", "media", "oauth2callback", "static"}
)


class NestedAddresses:
    """Middleware that redirects a browser from an address below a page to the page.

    From an address of no page it leads to the start page, which is told what was looked for.  The
    way is relative, so that it holds behind a proxy that serves the app below a prefix.

    Args:
        app: The ASGI application that answers.
        pages: The paths of the pages, without slashes.
        start: Of the start page, which answers without it.
        missing: The parameter that tells the start page which page there is not.
        base: The path below which the server is told to answer, as ``server.baseUrlPath``.
    """

    def __init__(
        self, app: Any, *, pages: Collection[str], start: str, missing: str, base: str = ""
    ) -> None:
        self.app = app
        self.pages = frozenset(pages)
        self.start, self.missing = start, missing
        self.base = base.strip("/")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        target = self._target(scope)
        if target is None:
            await self.app(scope, receive, send)
            return
        answer = RedirectResponse(target, status_code=302, headers={"cache-control": "no-store"})
        await answer(scope, receive, send)

    def _target(self, scope: Any) -> str | None:
        """Where the page lies as seen from this address; None where it is to be left alone."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        segments = self._segments(scope) if _for_html(scope) else []
        named = [part for part in segments if part]
        if not named or segments[0] in _OWN or _STREAMLIT in segments:
            return None
        page = segments[0] if segments[0] in self.pages else ""
        if len(named) == 1 and (page or "." in named[0]):
            return None  # a page, or a file beside the pages, such as the tab's icon
        parts = [scope.get("query_string", b"").decode("latin-1")]
        if not page and segments[0] != self.start:
            parts.append(urlencode({self.missing: segments[0]}))
        query = "&".join(filter(None, parts))
        up = "../" * (len(segments) - 1) or "./"
        return f"{up}{page}?{query}" if query else f"{up}{page}"

    def _segments(self, scope: Any) -> list[str]:
        """What stands between the slashes, as a browser counts them, below the base."""
        # A slash that is written %2F is none to the browser.
        raw = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1")
        if raw.startswith("//"):
            return []  # might be taken for another host's name; Streamlit refuses it
        segments = [unquote(part) for part in raw.lstrip("/").split("/")]
        depth = len(self.base.split("/")) if self.base else 0
        return segments[depth:] if "/".join(segments[:depth]) == self.base else []


def _for_html(scope: Any) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
