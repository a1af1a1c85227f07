"""From modules of one idea each to the one text that a component takes.

A component of Streamlit is given its JavaScript as a text, without a way to load further files.
So the modules are written and tested as ordinary ES modules, and joined here: in the order in
which one may use the other, without their import lines.  All names of a component therefore live
in one scope and must differ; a test joins every script and has Node check it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lib.places import PROJECT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SHARED = PROJECT / "lib" / "browser"


def join_modules(
    folder: Path,
    modules: Sequence[str],
    *,
    shared: Sequence[str] = (),
    constants: Mapping[str, object] | None = None,
) -> str:
    """The text of a component's script.

    Args:
        folder: Where the component's own modules lie.
        modules: Their names, without ``.mjs``; a module comes after those it uses.
        shared: Names of modules of this folder, which come first.
        constants: Values that the script finds under their names; anything JSON can hold.

    Returns:
        One ES module.  Indentation and lines that only hold a comment are left out: the text
        travels with every change of the component's data.  (So no module may have a template
        literal of several lines.)
    """
    files = [SHARED / f"{name}.mjs" for name in shared]
    files += [folder / f"{name}.mjs" for name in modules]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    stripped = (line.strip() for line in lines)
    head = [
        f"const {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, value in (constants or {}).items()
    ]
    kept = [line for line in stripped if line and not line.startswith(("import ", "//"))]
    return "\n".join(head + kept)


def join_rules(file: Path, *shared: str) -> str:
    """The rules of style of a component.

    Args:
        file: Its own rules, which come last.
        *shared: Names of files of this folder, without ``.css``.
    """
    files = [*(SHARED / f"{name}.css" for name in shared), file]
    return "\n".join(each.read_text(encoding="utf-8") for each in files)
