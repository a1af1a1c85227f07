"""Who a visitor is, as far as it must be known: the same browser as before.

One's own steps can be taken back, also after the page was loaded anew, and those of others on the
same link are theirs.  So each browser gets a random code in a cookie that ends with it; it names
nobody and is kept nowhere but beside the steps.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Any

import streamlit as st

COOKIE = "convscope_visitor"
_FALLBACK = "visitor"


class VisitorCookie:
    """Middleware that gives a browser without a code one, with the first answer it gets.

    Args:
        app: The ASGI application that answers.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http" or _has_code(scope):
            await self.app(scope, receive, send)
            return

        async def send_with_code(message: Any) -> None:
            if message["type"] == "http.response.start":
                value = f"{COOKIE}={secrets.token_hex(16)}; Path=/; HttpOnly; SameSite=Lax"
                headers = [*message.get("headers", ()), (b"set-cookie", value.encode())]
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, send_with_code)


def visitor() -> str:
    """The code of the visitor's browser; where it takes no cookies, of this visit."""
    code: object = st.context.cookies.get(COOKIE)
    if isinstance(code, str) and code:  # a test of a page without a browser has no cookies
        return code[:32]
    fallback: str = st.session_state.setdefault(_FALLBACK, secrets.token_hex(16))
    return fallback


def _has_code(scope: Any) -> bool:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                return COOKIE in SimpleCookie(value.decode("latin-1"))
            except CookieError:
                return COOKIE.encode() + b"=" in value
    return False
