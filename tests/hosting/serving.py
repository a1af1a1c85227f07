"""Start a server as a host does, and wait for its answer."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


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
    request = urllib.request.Request(url, data=frame + content + b"\r\n--limit--\r\n", method="PUT")
    request.add_header("Content-Type", "multipart/form-data; boundary=limit")
    request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if token:
        request.add_header("X-Xsrftoken", token)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
