"""Draw the parts of the project and who uses whom: ``python docs/architecture.py``.

The boxes are the folders of ``lib``, each with the first sentence of its docstring; the lines are
the imports found in the code.  A line that another way already shows is left out.  A test keeps
``docs/architecture.svg`` as this draws it.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

PROJECT = Path(__file__).resolve().parents[1]
# From what a visitor meets down to the mathematics: a part uses those below it.
ROWS: tuple[tuple[str, ...], ...] = (
    ("pages",),
    ("ui",),
    ("stages", "lens", "sight", "drawing", "travel", "batches"),
    ("export", "snippets", "models", "jobs", "hosting"),
    ("operations", "figures", "browser"),
    ("datasets", "runs"),
    ("images", "layers", "architecture"),
    ("cnn",),
)
_WIDTH, _BOX, _GAP, _ROW = 1280, 190, 20, 118
_HIGH = 74
_TITLES = {"pages": "pages/, streamlit_app.py"}
_TEXTS = {"pages": "One file a page: read the controls, ask lib, draw, caption."}
_WORKERS = {"models"}


def parts_of(file: Path) -> str | None:
    """The part that a file belongs to; None for modules that lie in ``lib`` itself."""
    places = file.relative_to(PROJECT).parts
    if places[0] != "lib":
        return "pages"
    return places[1] if len(places) > 2 else None


def find_uses() -> dict[str, set[str]]:
    """Which parts each part imports."""
    parts = {path.parent.name for path in (PROJECT / "lib").glob("*/__init__.py")}
    files = [*(PROJECT / "lib").rglob("*.py"), *(PROJECT / "pages").glob("*.py")]
    uses: dict[str, set[str]] = {part: set() for part in [*sorted(parts), "pages"]}
    for file in [*files, PROJECT / "streamlit_app.py"]:
        part = parts_of(file)
        if part is None:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            for name in _imported(node):
                other = name.split(".")[1] if name.startswith("lib.") else ""
                if other in parts and other != part:
                    uses[part].add(other)
    return uses


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    return []


def shortest(uses: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """The uses that no longer way downwards shows as well."""
    row = {part: number for number, parts in enumerate(ROWS) for part in parts}
    down = {a: {b for b in others if row[b] > row[a]} for a, others in uses.items()}

    def reached(part: str) -> set[str]:
        found = set(down[part])
        for other in down[part]:
            found |= reached(other)
        return found

    lines = []
    for part, others in uses.items():
        beyond = set().union(*(reached(other) for other in down[part])) if down[part] else set()
        lines += [(part, other) for other in sorted(others) if other not in beyond]
    return lines


def draw() -> str:
    """The picture as SVG, in colours that hold on white and on black."""
    uses = find_uses()
    missing = set(uses) ^ {part for parts in ROWS for part in parts}
    if missing:
        raise ValueError(f"parts without a place, or places without a part: {sorted(missing)}")
    places = _places()
    row = {part: number for number, parts in enumerate(ROWS) for part in parts}
    height = len(ROWS) * _ROW + 20
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'font-family="system-ui, sans-serif" font-size="11">',
        "<title>The parts of ConvScope: each uses those below it</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for part, other in shortest(uses):
        (x, y), (to_x, to_y) = places[part], places[other]
        if row[other] > row[part]:
            start, end, style = (x, y + _HIGH), (to_x, to_y), 'stroke="#94a3b8"'
        elif row[other] == row[part]:
            start, end, style = (x, y), (to_x, to_y), 'stroke="#94a3b8"'
            bend = y - 26
            out.append(_curve((x, y), (to_x, to_y), (x, bend), (to_x, bend), style))
            continue
        else:  # upwards: known, and to become fewer
            start, end = (x, y), (to_x, to_y + _HIGH)
            style = 'stroke="#d97706" stroke-dasharray="4 3"'
        middle = (start[1] + end[1]) / 2
        out.append(_curve(start, end, (start[0], middle), (end[0], middle), style))
    for part, (x, y) in places.items():
        out += _box(part, x, y)
    return "\n".join([*out, "</svg>", ""])


def _places() -> dict[str, tuple[float, float]]:
    """Middle of the upper edge of every box."""
    places = {}
    for number, parts in enumerate(ROWS):
        whole = len(parts) * _BOX + (len(parts) - 1) * _GAP
        left = (_WIDTH - whole) / 2 + _BOX / 2
        for place, part in enumerate(parts):
            places[part] = left + place * (_BOX + _GAP), 20 + number * _ROW
    return places


def _curve(
    start: Sequence[float], end: Sequence[float], first: Sequence[float], second: Sequence[float],
    style: str,
) -> str:  # fmt: skip
    points = [f"{x:g} {y:g}" for x, y in (start, first, second, end)]
    way = f"M{points[0]} C{points[1]} {points[2]} {points[3]}"
    return f'<path d="{way}" fill="none" {style} stroke-width="1.2"/>'


def _box(part: str, x: float, y: float) -> list[str]:
    fill, line = ("#fef3c7", "#b45309") if part in _WORKERS else ("#eff4ff", "#1d4ed8")
    title = _TITLES.get(part, f"lib/{part}")
    text = _TEXTS.get(part) or _sentence(part)
    lines = textwrap.wrap(text, 31, max_lines=3, placeholder=" …")
    middle = 'text-anchor="middle"'
    return [
        f'<rect x="{x - _BOX / 2:g}" y="{y:g}" width="{_BOX}" height="{_HIGH}" rx="7" '
        f'fill="{fill}" stroke="{line}"/>',
        f'<text x="{x:g}" y="{y + 18:g}" {middle} font-weight="600" fill="#1b2330">{title}</text>',
        *(
            f'<text x="{x:g}" y="{y + 35 + 14 * number:g}" {middle} fill="#334155">'
            f"{escape(each)}</text>"
            for number, each in enumerate(lines)
        ),
    ]


def _sentence(part: str) -> str:
    """The first sentence of a part's docstring, up to its first pause if it is long."""
    docstring = ast.get_docstring(
        ast.parse((PROJECT / "lib" / part / "__init__.py").read_text("utf-8"))
    )
    return (docstring or "").split("\n")[0].split(". ")[0].split(";")[0].replace("``", "")


def main() -> None:
    """Write the picture."""
    (PROJECT / "docs" / "architecture.svg").write_text(draw(), "utf-8")


if __name__ == "__main__":
    main()
