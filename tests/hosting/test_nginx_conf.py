"""The proxy's configuration says the same as the app's and the README's."""

import re
import tomllib

from lib.places import PROJECT
from lib.ui.visitor import COOKIE

TEXT = (PROJECT / "hosting" / "nginx.conf").read_text("utf-8")


def test_it_lets_the_largest_upload_through():
    app = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", TEXT)
    assert int(megabytes) == app["server"]["maxUploadSize"] + 1


def test_its_processes_are_those_that_the_readme_starts():
    ports = re.findall(r"server 127\.0\.0\.1:(\d+)", TEXT)
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert len(ports) == 2
    assert all(f"--server.port={port} --server.headless=true" in readme for port in ports)


def test_a_visitor_is_told_from_others_by_the_cookie_that_the_app_gives():
    assert f"$cookie_{COOKIE} " in TEXT
