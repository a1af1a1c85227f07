"""An address below a page leads a browser to the page, and nothing else anywhere."""

import asyncio
import http.client
import os
import subprocess

import pytest
from hosting.serving import command, free_port, wait_until_well

from lib.hosting.nested import NestedAddresses
from lib.places import PROJECT

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Status and target of the answer of a real server."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            command(port),
            cwd=PROJECT,
            env={**os.environ, "CONVSCOPE_HOME": str(home)},
            stdout=log,
            stderr=log,
        )
    wait_until_well(port, server, home / "log")

    def asked(path, *, accept=HTML, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request(method, path, headers={"Accept": accept, **headers})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.getheader("location"), body

    yield asked
    server.terminate()
    server.wait(30)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/padding/foo", "../padding"),
        ("/padding/foo?lang=zh&stride=2", "../padding?lang=zh&stride=2"),
        ("/padding/foo/", "../../padding"),
        ("/nonsense/x/y?lang=zh", "../../?lang=zh&missing=nonsense"),
        ("/nonsense?lang=zh", "./?lang=zh&missing=nonsense"),
        ("/nonsense", "./?missing=nonsense"),
        ("/start", "./"),
        ("/start/x", "../"),
        ("/%E5%9B%BE/x", "../?missing=%E5%9B%BE"),
        ("/a%26b/x", "../?missing=a%26b"),
        ("/padding/index.html", "../padding"),
    ],
)
def test_below_a_page_lies_the_page_and_below_nothing_the_start(ask, path, target):
    for method in ("GET", "HEAD"):
        status, location, _ = ask(path, method=method)
        assert (status, location) == (302, target)


def test_pages_scripts_and_the_servers_own_addresses_keep_their_answers(ask):
    status, _, page = ask("/padding?lang=en")
    assert status == 200 and b"<html" in page
    script = page.split(b'src="./static/')[1].split(b'"')[0].decode()
    assert ask(f"/static/{script}")[0] == 200
    assert ask("/_stcore/health")[0] == ask("/health")[0] == 200
    assert ask("/padding/_stcore/health")[0] == 404
    assert ask("/media/nothing.png")[1] is None
    assert ask("/component/nothing/index.html")[1] is None
    assert ask("/app/static/nothing.png")[1] is None
    assert ask("/_stcore/upload_file/a/b")[1] is None
    assert ask("/padding/foo", accept="*/*")[1] is None  # a script that is looked for
    assert ask("/padding/foo", method="POST")[1] is None
    assert ask("//evil.example/x")[1] is None
    assert ask("/padding%2Ffoo")[1] == "./?missing=padding%2Ffoo"  # one segment to a browser
    assert ask("/favicon.png")[0] == 200 and ask("/robots.txt")[1] is None
    assert ask("/")[1] is None
    assert ask("/padding/")[1].endswith("/padding")  # as Streamlit has it


def test_below_a_prefix_of_the_server_the_prefix_is_kept():
    answers = []

    async def answered(path):
        async def send(message):
            answers.append(message)

        async def inner(*_):
            answers.append({"status": 200, "headers": []})

        names = {"start": "start", "missing": "missing", "base": "/a/b/"}
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "headers": [(b"accept", b"text/html")],
            "query_string": b"",
        }
        await NestedAddresses(inner, pages=["padding"], **names)(scope, None, send)

    for path in ("/a/b/padding/foo", "/a/b/padding", "/a/b/health/x", "/other/padding/foo"):
        asyncio.run(answered(path))
    told = [a for a in answers if "status" in a]
    assert [dict(a["headers"]).get(b"location") for a in told] == [b"../padding", None, None, None]
