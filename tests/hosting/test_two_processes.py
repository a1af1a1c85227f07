"""Two web processes behind nginx with one scheduler and one data folder, as the README has it."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hosting.serving import answers, command, free_port, upload
from tiny_data import make_tiny_folder
from websocket_visitor import Visitor

from lib.places import PROJECT
from lib.runs.directory import open_run
from lib.words import load_words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="kills processes by POSIX signals"),
]
CONFIGURATION = PROJECT / "hosting" / "nginx.conf"
EPOCHS = 60
SAY = load_words("en")


def wait_until(question, *, seconds=400.0):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Host:
    """A scheduler, its workers, two web processes and nginx, all on the loopback interface."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.scheduler, self.proxy = free_port(), free_port()
        self.ports = [free_port(), free_port()]
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **os.environ,
            "CONVSCOPE_HOME": str(home / "data"),
            "PYTHONPATH": str(PROJECT),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1000000",
            "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(16),
        }

    @property
    def url(self) -> str:
        """Of the proxy."""
        return f"http://127.0.0.1:{self.proxy}"

    def start(self) -> None:
        """Start everything and wait until it answers."""
        make_tiny_folder(self.home / "data" / "datasets" / "tiny")
        readme = (PROJECT / "README.md").read_text("utf-8").replace("8786", str(self.scheduler))
        lines = re.findall(r"^dask .*", readme, re.MULTILINE)
        for name, line in zip(("scheduler", "quick", "north"), lines, strict=False):
            _, kind, *options = shlex.split(line)
            self.run(name, [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options])
            wait_until(lambda: is_listening(self.scheduler))
        self.environment["CONVSCOPE_SCHEDULER"] = f"tcp://127.0.0.1:{self.scheduler}"
        for port in self.ports:
            self.start_web(port)
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.run("nginx", [nginx, "-p", str(self.home), "-c", str(self.configuration())])
        wait_until(lambda: answers(f"{self.url}/health"))

    def start_web(self, port: int) -> None:
        """Start a web process with the command of the README."""
        self.run(f"web {port}", command(port))
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/health"))

    def configuration(self) -> Path:
        """The project's own lines for these ports, in the least that nginx needs around them."""
        text = CONFIGURATION.read_text("utf-8")
        for port, ours in zip((8501, 8502), self.ports, strict=True):
            assert f"server 127.0.0.1:{port} " in text
            text = text.replace(f"127.0.0.1:{port}", f"127.0.0.1:{ours}")
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.proxy};")
        text = text.replace("location / {", "location / {\n add_header X-By $upstream_addr always;")
        (self.home / "convscope.conf").write_text(text)
        temporary = "".join(
            f"{kind}_temp_path {self.home}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.getuid() == 0 else ""
        (self.home / "nginx.conf").write_text(
            f"{user} daemon off; pid {self.home}/nginx.pid; error_log {self.home}/nginx.log;"
            f"events {{}} http {{ access_log off; {temporary} include convscope.conf; }}"
        )
        return self.home / "nginx.conf"

    def run(self, name: str, command: list[str]) -> None:
        """Start a process under a name."""
        log = (self.home / f"{name.replace(' ', '-')}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            command, cwd=PROJECT, env=self.environment, stdout=log, stderr=log
        )

    def stop(self) -> None:
        """End everything, the last first."""
        for process in reversed(self.processes.values()):
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    if not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()):
        pytest.skip("no nginx found (apt install nginx-light): two processes not tested behind it")
    found = Host(tmp_path_factory.mktemp("host"))
    try:
        found.start()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CONVSCOPE_HOME", str(found.home / "data"))
            yield found
    finally:
        found.stop()


async def served_by(visitor):
    """The port of the process that answers this visitor."""
    await visitor.get("/health")
    return int(visitor.answered["x-by"].rpartition(":")[2])


async def visitor_of(host, port):
    """A new visitor over the proxy whom this process serves."""
    while True:
        visitor = Visitor(host.url, polling=False)
        await visitor.__aenter__()
        if await served_by(visitor) == port:
            return visitor
        await visitor.close()


def test_a_visitor_stays_with_one_process_and_visitors_are_spread_over_both(host):
    async def visits():
        ports = []
        for _ in range(20):
            async with Visitor(host.url, polling=False) as visitor:
                by = {await served_by(visitor) for _ in range(4)}
                assert len(by) == 1
                ports += by
        return ports

    assert set(asyncio.run(visits())) == set(host.ports)


def test_an_upload_reaches_the_process_of_its_session_and_needs_the_token(host):
    async def uploads():
        async with Visitor(host.url, polling=False) as visitor:
            await visitor.open("labels", lang="en")
            where = f"{host.url}/_stcore/upload_file/{visitor.session}/1"
            return [
                await asyncio.to_thread(upload, where, visitor.cookies, b"hello", token=token)
                for token in (visitor.cookies["_streamlit_xsrf"], "", "2|0|0|0")
            ]

    assert asyncio.run(uploads()) == [204, 403, 403]


def test_a_run_is_seen_from_both_and_outlives_the_process_that_started_it(host):
    asyncio.run(_start_see_kill_return(host))


async def _start_see_kill_return(host):
    first, second = host.ports
    starter = await visitor_of(host, first)
    form = {"data": "tiny", "image_size": "32", "epochs": str(EPOCHS), "batch_size": "2"}
    await starter.open("train", lang="en", **form)
    (button,) = starter.find("button", label=SAY("train.start"))
    await starter.press(button)
    address = dict(part.split("=") for part in starter.query.split("&"))
    run = open_run(address["run"])

    other = await visitor_of(host, second)
    await asyncio.to_thread(wait_until, lambda: run.status() == "running" and _epochs(run) >= 2)
    await other.open("train", lang="en", run=run.id)
    assert SAY("run.status.running") in other.text()
    assert other.errors == []

    web = host.processes[f"web {first}"]
    web.kill()
    web.wait()
    killed_at = _epochs(run)
    assert killed_at < EPOCHS
    await starter.close()  # the browser sees that its connection is gone, and connects again
    await starter.connect()
    assert await served_by(starter) == second
    await starter.open("train", **address)
    assert f"run={run.id}" in starter.query
    assert SAY("run.status.running") in starter.text() or run.status() == "finished"
    await asyncio.to_thread(wait_until, lambda: run.status() == "finished")

    await starter.open("train", lang="en", run=run.id)
    model, history, _ = [await starter.download(b) for b in starter.find("download_button")]
    assert model[:2] == b"PK" and history.count(b"\n") > EPOCHS
    assert starter.errors == []

    # The shipped run has pictures in its memory of the process; and the first process returns.
    host.start_web(first)
    await asyncio.sleep(11)  # as long as nginx leaves it alone
    assert await served_by(starter) == first
    await starter.close()
    await starter.connect()
    await starter.open("resize", lang="en")
    assert starter.fetched > 0 and starter.errors == []
    for visitor in (starter, other):
        await visitor.close()


def _epochs(run):
    return run.history().last_epoch
