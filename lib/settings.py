"""What a host decides: one frozen set of values, from the environment and checked.

Every variable is named ``CONVSCOPE_…``; one that is not set, or empty, leaves the default.  The
table in the README is made from this file: ``python -m lib.settings`` prints it.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.errors import ConvScopeError, SettingsError

PREFIX = "CONVSCOPE_"
LANGUAGE_CODES = ("en", "zh")
FLOWERS_ADDRESS = (
    "https://storage.googleapis.com/download.tensorflow.org/example_images/flower_photos.tgz"
)

_SCHEDULER = re.compile(r"(tcp|tls|ws|wss)://[^\s/:]+:\d{1,5}")
_DOWNLOAD = re.compile(r"(https?://[^\s/]+/|file:///)\S+")

Reader = Callable[[str], Any]  # raises ValueError with what is allowed, an error of the family


def _refused(kind: str, **facts: object) -> ValueError:
    return ValueError(ConvScopeError(f"settings.allowed.{kind}", **facts))


def _whole(minimum: int, maximum: int) -> Reader:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not minimum <= int(text) <= maximum:
            raise _refused("whole", minimum=minimum, maximum=maximum)
        return int(text)

    return read


def _switch(text: str) -> bool:
    if text not in ("on", "off"):
        raise _refused("switch")
    return text == "on"


def _folder(text: str) -> Path:
    try:
        folder = Path(text).expanduser()
    except RuntimeError as error:  # ~somebody who is unknown here
        raise _refused("folder") from error
    if not folder.is_absolute() or _is_no_folder(folder):
        raise _refused("folder")
    return folder


def _is_no_folder(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except OSError:  # it cannot even be looked at: why is said when it is written to
        return False


def _scheduler(text: str) -> str:
    if not _SCHEDULER.fullmatch(text) or int(text.rpartition(":")[2]) > 65535:
        raise _refused("scheduler")
    return text


def _languages(text: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    if not set(chosen) <= set(LANGUAGE_CODES):
        raise _refused("languages", codes=LANGUAGE_CODES)
    return chosen


def _matching(pattern: re.Pattern[str], kind: str) -> Reader:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise _refused(kind)
        return text

    return read


def _row(variable: str, read: Reader, shown: str, meaning: str) -> dict[str, Any]:
    """Of a field: its variable, how its text is read, and what the README says of it."""
    return {"variable": variable, "read": read, "shown": shown, "meaning": meaning}


@dataclass(frozen=True)
class Settings:
    """What a host decides.

    Example:
        >>> Settings().training, Settings().queue_limit
        (True, 8)
    """

    home: Path | None = field(default=None, metadata=_row(
        "CONVSCOPE_HOME", _folder, "the user's data folder",
        "where data sets, runs and downloads are kept (on Linux by default "
        "`~/.local/share/convscope`); an absolute path, writable, shared by all processes",
    ))  # fmt: skip
    scheduler: str | None = field(default=None, metadata=_row(
        "CONVSCOPE_SCHEDULER", _scheduler, "workers of its own",
        "address of a running `dask.distributed` scheduler, `tcp://host:port`, whose workers "
        "offer the resources `quick=1` and `training=1`, have this folder on their `PYTHONPATH` "
        "and share `CONVSCOPE_HOME`",
    ))  # fmt: skip
    training: bool = field(default=True, metadata=_row(
        "CONVSCOPE_TRAINING", _switch, "`on`",
        "`off`: nobody can train; recorded runs, and those trained before, can be looked at, and "
        "no worker for trainings is started",
    ))  # fmt: skip
    languages: tuple[str, ...] = field(default=LANGUAGE_CODES, metadata=_row(
        "CONVSCOPE_LANGUAGES", _languages, "`en,zh`",
        "the languages offered; whoever reads neither gets the first",
    ))  # fmt: skip
    queue_limit: int = field(default=8, metadata=_row(
        "CONVSCOPE_QUEUE_LIMIT", _whole(1, 100), "8",
        "how many trainings may wait and run together, 1 to 100",
    ))  # fmt: skip
    epoch_limit: int = field(default=100, metadata=_row(
        "CONVSCOPE_EPOCH_LIMIT", _whole(2, 100), "100",
        "the most epochs of a training, 2 to 100",
    ))  # fmt: skip
    picture_limit: int = field(default=3670, metadata=_row(
        "CONVSCOPE_PICTURE_LIMIT", _whole(20, 3670), "3670",
        "the most pictures of a training, 20 to 3670; the host's own folders are not counted",
    ))  # fmt: skip
    size_limit: int = field(default=256, metadata=_row(
        "CONVSCOPE_SIZE_LIMIT", _whole(32, 256), "256",
        "the longest side of a training's pictures, in pixels, 32 to 256",
    ))  # fmt: skip
    upload_megabytes: int = field(default=50, metadata=_row(
        "CONVSCOPE_UPLOAD_MB", _whole(1, 50), "50",
        "the largest file that a visitor may upload, in MB, 1 to 50",
    ))  # fmt: skip
    keep_days: int = field(default=90, metadata=_row(
        "CONVSCOPE_KEEP_DAYS", _whole(0, 36500), "90",
        "days after which a label set that nobody has opened is deleted with its pictures "
        "(0: never); visitors are told",
    ))  # fmt: skip
    keep_run_days: int = field(default=90, metadata=_row(
        "CONVSCOPE_KEEP_RUN_DAYS", _whole(0, 36500), "90",
        "days after which a training that nobody has opened, and that nobody trains, is deleted "
        "(0: never); visitors are told",
    ))  # fmt: skip
    flowers_address: str = field(default=FLOWERS_ADDRESS, metadata=_row(
        "CONVSCOPE_FLOWERS_URL", _matching(_DOWNLOAD, "address"),
        "TensorFlow's own", "another address for the archive of `flower_photos`",
    ))  # fmt: skip


_FIELDS = dataclasses.fields(Settings)
VARIABLES = tuple(str(one.metadata["variable"]) for one in _FIELDS)


def settings() -> Settings:
    """What the environment says; read anew only when it says something else.

    Raises:
        SettingsError: A value that is not allowed (``settings.not_allowed``).
    """
    return _read(tuple(os.environ.get(variable, "").strip() for variable in VARIABLES))


@lru_cache(maxsize=16)
def _read(texts: tuple[str, ...]) -> Settings:
    values = {}
    for one, text in zip(_FIELDS, texts, strict=True):
        if not text:
            continue
        try:
            values[one.name] = one.metadata["read"](text)
        except ValueError as error:
            raise SettingsError(
                "settings.not_allowed",
                variable=one.metadata["variable"],
                value=text,
                allowed=error.args[0],
            ) from error
    return Settings(**values)


def unknown_variables() -> dict[str, str | None]:
    """Variables that look like settings and are none, each with the nearest that is one."""
    strange = sorted(name for name in os.environ if name.startswith(PREFIX))
    known = {variable.removeprefix(PREFIX): variable for variable in VARIABLES}
    found: dict[str, str | None] = {}
    for name in strange:
        if name not in VARIABLES:
            near = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1)
            found[name] = known[near[0]] if near else None
    return found


def console_language() -> str:
    """The language that the host's terminal speaks, as far as it says so."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, (os.environ.get(name) for name in names)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def readme_table() -> str:
    """All settings as a Markdown table."""
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for one in _FIELDS:
        described = one.metadata
        rows.append(
            f"| `{described['variable']}` | {described['shown']} | {described['meaning']} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    print(readme_table())
