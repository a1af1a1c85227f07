"""What a running server holds to, whatever a browser sends."""

import asyncio
import os
import subprocess

import pytest
from hosting.serving import command, free_port, upload, wait_until_well
from websocket_visitor import Visitor

from lib.places import PROJECT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    home, port = tmp_path_factory.mktemp("home"), free_port()
    settings = {"CONVSCOPE_HOME": str(home), "CONVSCOPE_UPLOAD_MB": "1"}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            command(port), cwd=PROJECT, env={**os.environ, **settings}, stdout=log, stderr=log
        )
    wait_until_well(port, server, home / "log")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(30)


def test_a_file_larger_than_the_host_allows_is_refused_by_the_server_itself(url):
    async def sent():
        async with Visitor(url) as visitor:
            await visitor.open("labels", lang="en")
            where = f"{url}/_stcore/upload_file/{visitor.session}/1"
            token = visitor.cookies["_streamlit_xsrf"]
            return [
                await asyncio.to_thread(upload, where, visitor.cookies, bytes(size), token=token)
                for size in (2**20 - 1000, 2**20 + 300_000)
            ]

    assert asyncio.run(sent()) == [204, 413]
