"""Start a server as a host does, and wait for its answer."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(port: int) -> list[str]:
    """The command of the README, for the loopback interface."""
    options = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    return [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *options]


def answers(url: str) -> bool:
    """Whether a server answers this address with 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_until_well(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until ``/health`` says so; what the server said is the reason where it does not."""
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        if answers(f"http://127.0.0.1:{port}/health"):
            return
        time.sleep(0.2)
    raise AssertionError(log.read_text("utf-8", "replace")[-2000:])


def upload(url: str, cookies: dict[str, str], content: bytes, *, token: str = "") -> int:
    """Send a file to an address as a page does; the status of the answer."""
    frame = b'--limit\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    body, address = frame + content + b"\r\n--limit--\r\n", urlsplit(url)
    server = http.client.HTTPConnection(address.netloc, timeout=20)
    server.putrequest("PUT", address.path)
    server.putheader("Content-Type", "multipart/form-data; boundary=limit")
    server.putheader("Content-Length", str(len(body)))
    server.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if token:
        server.putheader("X-Xsrftoken", token)
    server.endheaders()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before it was read
        server.send(body)
    status = server.getresponse().status
    server.close()
    return status
