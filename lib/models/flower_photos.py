"""The real photographs of the tutorial, downloaded once through ``keras.utils.get_file``."""

from __future__ import annotations

import shutil
import tarfile
import tempfile
import threading
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from pathlib import Path

import keras

from lib.errors import DatasetError
from lib.places import datasets_home, home
from lib.runs.recipe import FLOWER_PHOTOS
from lib.settings import settings

_ARCHIVE = "flower_photos.tgz"
_ARCHIVE_ERRORS = (tarfile.TarError, EOFError, zlib.error)
_POLL_SECONDS = 0.2
_PATIENCE_SECONDS = 60.0  # without one more byte

Report = Callable[[int, int], object]  # (bytes done, bytes in all or 0)


def download_flower_photos(report: Report) -> Path:
    """The folder ``flower_photos`` under ``datasets_home()``, downloaded when missing.

    It appears under its name only when it is complete.

    Args:
        report: Told how many bytes are here, five times a second; what it raises ends the wait.

    Raises:
        DatasetError: The address cannot be reached (``data.no_network``), or what came is no
            whole archive of classes (``data.damaged_archive``).
    """
    folder = datasets_home() / FLOWER_PHOTOS
    if folder.is_dir():
        return folder
    address = settings().flowers_address
    downloads = Path(tempfile.mkdtemp(prefix="download-", dir=home()))
    try:
        unpacked = _download(address, downloads, report)
        if not (unpacked / FLOWER_PHOTOS).is_dir():
            raise DatasetError("data.damaged_archive", address=address)
        try:
            (unpacked / FLOWER_PHOTOS).rename(folder)
        except OSError:
            if not folder.is_dir():  # else another process downloaded the same: that one will do
                raise
    finally:
        shutil.rmtree(downloads, ignore_errors=True)
    return folder


def _download(address: str, downloads: Path, report: Report) -> Path:
    """Let Keras download and unpack in a thread; watch the archive grow.

    ``get_file`` shows its progress on the terminal only and cannot be stopped, hence the thread.
    """
    total = _content_length(address)
    failure: list[Exception] = []

    def fetch() -> None:
        try:
            keras.utils.get_file(
                _ARCHIVE, address, extract=True, cache_dir=downloads, cache_subdir="."
            )
        except Exception as error:  # Keras raises plain Exception
            failure.append(error)

    thread = threading.Thread(target=fetch, name="download", daemon=True)
    thread.start()
    done, silent = 0, 0.0
    while thread.is_alive():
        thread.join(_POLL_SECONDS)
        archive = downloads / _ARCHIVE
        now = archive.stat().st_size if archive.exists() else 0
        silent = 0.0 if now != done or (total and now >= total) else silent + _POLL_SECONDS
        done = now
        report(done, total)
        if silent > _PATIENCE_SECONDS:
            raise DatasetError("data.no_network", address=address, reason="timeout")
    if failure:
        raise _as_dataset_error(address, failure[0]) from failure[0]
    return downloads / f"{Path(_ARCHIVE).stem}_extracted"


def _content_length(address: str) -> int:
    request = urllib.request.Request(address, method="HEAD")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.headers.get("Content-Length", 0))
    except urllib.error.HTTPError as error:  # there is a network, but no such file
        raise DatasetError("data.no_network", address=address, reason=str(error)) from error
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = str(getattr(error, "reason", error))
        raise DatasetError("data.no_network", address=address, reason=reason) from error


def _as_dataset_error(address: str, error: Exception) -> DatasetError:
    if isinstance(error, _ARCHIVE_ERRORS) or type(error).__name__ == "BadGzipFile":
        return DatasetError("data.damaged_archive", address=address)
    return DatasetError("data.no_network", address=address, reason=str(error))
