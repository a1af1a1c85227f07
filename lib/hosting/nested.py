"""An address below a page, ``/padding/foo``, leads to that page; below nothing, to the start.

The frontend names its scripts relative to the address, so below a page it finds none of them and
stays white.  Only what a browser opens as a page is led on: everything else keeps its answer.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import quote, unquote

from starlette.responses import RedirectResponse

# Where the server itself answers: scripts, media, components, files, uploads, logging in.
_STREAMLIT = "_stcore"
_OWN = frozenset(
    {_STREAMLIT, "app", "auth", "component", "health", "media", "oauth2callback", "static"}
)


class NestedAddresses:
    """Middleware that redirects a browser from an address below a page to the page.

    The way back is relative, so that it holds behind a proxy that serves the app below a prefix.

    Args:
        app: The ASGI application that answers.
        pages: The paths of the pages, without slashes; the start page's own is none of them.
        base: The path below which the server is told to answer, as ``server.baseUrlPath``.
    """

    def __init__(self, app: Any, *, pages: Collection[str], base: str = "") -> None:
        self.app = app
        self.pages = frozenset(pages)
        self.base = base.strip("/")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        target = self._target(scope)
        if target is None:
            await self.app(scope, receive, send)
            return
        query = scope.get("query_string", b"").decode("latin-1")
        answer = RedirectResponse(
            f"{target}?{query}" if query else target,
            status_code=302,
            headers={"cache-control": "no-store"},
        )
        await answer(scope, receive, send)

    def _target(self, scope: Any) -> str | None:
        """Where the page lies as seen from this address; None where it is to be left alone."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        segments = self._segments(scope) if _for_html(scope) else []
        if len([part for part in segments if part]) < 2:
            return None
        if segments[0] in _OWN or _STREAMLIT in segments:
            return None
        page = segments[0] if segments[0] in self.pages else ""
        return "../" * (len(segments) - 1) + page

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
