"""Where every file in ``data`` comes from: its digest, its origin, its licence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from lib.places import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = DATA / "manifest.json"


def describe_files(origins: Mapping[Path, tuple[str, str]], *, manifest: Path = MANIFEST) -> None:
    """Enter files with their origin and licence, and forget files that are no longer there.

    Args:
        origins: For each file under the manifest's folder, its origin and its licence.
        manifest: The manifest to change.
    """
    folder = manifest.parent
    entries = read_manifest(manifest) if manifest.exists() else {}
    for file, (origin, licence) in origins.items():
        name = file.relative_to(folder).as_posix()
        entries[name] = {"sha256": digest(file), "origin": origin, "licence": licence}
    kept = {name: entries[name] for name in sorted(entries) if (folder / name).is_file()}
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    manifest.write_text(text, encoding="utf-8")


def read_manifest(manifest: Path = MANIFEST) -> dict[str, dict[str, str]]:
    """Every entry by the file's path below the manifest's folder."""
    entries: dict[str, dict[str, str]] = json.loads(manifest.read_text(encoding="utf-8"))
    return entries


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
