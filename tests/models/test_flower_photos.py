"""The download appears whole or not at all, tells its progress, and says what went wrong."""

import functools
import io
import socket
import tarfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lib.errors import DatasetError
from lib.models.flower_photos import download_flower_photos
from lib.places import datasets_home


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def served(tmp_path, monkeypatch, tiny_folder):
    """A server on this machine with a small archive; its folder."""
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "www"
    folder.mkdir()
    with tarfile.open(folder / "flower_photos.tgz", "w:gz") as archive:
        archive.add(tiny_folder, "flower_photos")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/flower_photos.tgz"
    monkeypatch.setenv("CONVSCOPE_FLOWERS_URL", address)
    yield folder
    server.shutdown()
    server.server_close()


def refused(report=lambda done, total: None):
    with pytest.raises(DatasetError) as caught:
        download_flower_photos(report)
    assert not (datasets_home() / "flower_photos").exists()
    assert list(datasets_home().parent.glob("download-*")) == []
    return caught.value


def test_the_photographs_end_under_their_name_and_are_downloaded_once(served, tiny_folder):
    folder = download_flower_photos(lambda done, total: None)
    assert folder == datasets_home() / "flower_photos"
    expected = sorted(path.relative_to(tiny_folder) for path in tiny_folder.rglob("*.jpg"))
    assert sorted(path.relative_to(folder) for path in folder.rglob("*.jpg")) == expected
    (served / "flower_photos.tgz").unlink()
    assert download_flower_photos(lambda done, total: None) == folder


def test_two_who_download_at_once_both_get_the_photographs(served, tiny_folder):
    overtaken = []

    def report(done, total):
        if not overtaken:
            overtaken.append(None)
            overtaken[0] = download_flower_photos(lambda done, total: None)

    assert download_flower_photos(report) == overtaken[0] == datasets_home() / "flower_photos"
    assert list(datasets_home().parent.glob("download-*")) == []


def test_progress_is_told_in_bytes_up_to_the_whole_archive(served):
    size = (served / "flower_photos.tgz").stat().st_size
    told = []
    download_flower_photos(lambda done, total: told.append((done, total)))
    assert told[-1] == (size, size)


@pytest.mark.parametrize("damage", ["torn", "no archive", "other content"])
def test_an_archive_that_is_not_whole_leaves_nothing(served, damage):
    path = served / "flower_photos.tgz"
    if damage == "torn":
        path.write_bytes(path.read_bytes()[:2000])
    elif damage == "no archive":
        path.write_bytes(b"<html>please log in</html>")
    else:
        with tarfile.open(path, "w:gz") as archive:
            archive.addfile(tarfile.TarInfo("readme.txt"), io.BytesIO())
    assert refused().key == "data.damaged_archive"


def test_an_address_that_is_not_there_is_said_so(served):
    (served / "flower_photos.tgz").unlink()
    error = refused()
    assert error.key == "data.no_network"
    assert "404" in error.facts["reason"]


def test_without_a_network_the_address_and_the_reason_are_said(served, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/flower_photos.tgz"
    monkeypatch.setenv("CONVSCOPE_FLOWERS_URL", address)
    error = refused()
    assert error.key == "data.no_network"
    assert error.facts["address"] == address
    assert "refused" in error.facts["reason"]


def test_a_stop_leaves_nothing_behind(served):
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download_flower_photos(stop)
    assert not (datasets_home() / "flower_photos").exists()
