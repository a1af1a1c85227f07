"""What the Dockerfile says, and what .dockerignore lets through, read as Docker reads them."""

from __future__ import annotations

import fnmatch
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from lib.places import PROJECT


@dataclass
class Dockerfile:
    """The parts of a Dockerfile that the tests ask about."""

    base: str = ""
    user: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    copies: list[tuple[list[str], str]] = field(default_factory=list)  # sources, destination
    runs: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)
    exposed: str = ""
    health: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)


def read_dockerfile(path: Path = PROJECT / "Dockerfile") -> Dockerfile:
    """Read one stage; an instruction that is not known here is an error."""
    found = Dockerfile()
    text = re.sub(r"^\s*#.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    for line in filter(None, text.replace("\\\n", " ").splitlines()):
        instruction, _, rest = line.strip().partition(" ")
        match instruction:
            case "FROM":
                found.base = rest
            case "ENV":
                found.environment |= dict(re.findall(r"(\w+)=(\S+)", rest))
            case "COPY":
                *sources, destination = rest.split()
                found.copies.append((sources, destination))
            case "RUN":
                found.runs.append(rest)
            case "USER":
                found.user = rest
            case "VOLUME":
                found.volumes.append(rest)
            case "EXPOSE":
                found.exposed = rest
            case "HEALTHCHECK":
                found.health = json.loads(rest.partition("CMD ")[2])
            case "CMD":
                found.command = json.loads(rest)
            case "WORKDIR":
                assert rest == "/app"
            case _:
                raise AssertionError(f"unknown instruction {instruction}")
    return found


def let_through(files: list[str], rules: Path = PROJECT / ".dockerignore") -> list[str]:
    """The files that are part of the context: of the rules that match, the last one counts."""
    lines = [line.strip() for line in rules.read_text("utf-8").splitlines()]
    patterns = [line for line in lines if line and not line.startswith("#")]
    return [file for file in files if not _is_ignored(file, patterns)]


def _is_ignored(file: str, patterns: list[str]) -> bool:
    ignored = False
    for pattern in patterns:
        if _matches(file, pattern.removeprefix("!")):
            ignored = not pattern.startswith("!")
    return ignored


def _matches(file: str, pattern: str) -> bool:
    parts = file.split("/")
    beginnings = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    if pattern.startswith("**/"):  # at any depth
        return any(fnmatch.fnmatchcase(part, pattern[3:]) for part in parts)
    return any(
        one.count("/") == pattern.count("/") and fnmatch.fnmatchcase(one, pattern)
        for one in beginnings
    )
