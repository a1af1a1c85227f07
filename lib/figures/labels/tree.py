"""A folder of classes as a drawing: files, folders, labels, one-hot vectors, counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.figures.bars import TwoForms
from lib.figures.svg import cut_to, drawing_frame, element

MOST_CLASSES = 12  # rows that are drawn; more would be no picture any more
_ROOMY = 8  # classes that have room for the names of their files
_WIDE, _NARROW = 1200.0, 360.0
_HEAD = 34.0


@dataclass(frozen=True)
class ClassRow:
    """One class, in the order of the labels.

    Attributes:
        name: Of its folder.
        files: Names of its first files.
        label: Its place, counted from 0.
        old: Its label before a folder was renamed.
        old_name: Its name before.
        vector: The label as a one-hot vector, K numbers.
        count: Its pictures.
        full: Its pictures before they were thinned out.
        text: Beside its bar.
        says: Sentences for its folder, its label, its vector and its bar, in this order.
        file_says: A sentence for each of its files.
    """

    name: str
    files: tuple[str, ...]
    label: int
    old: int
    old_name: str
    vector: tuple[int, ...]
    count: int
    full: int
    text: str
    says: tuple[str, str, str, str]
    file_says: tuple[str, ...]


@dataclass(frozen=True)
class TreeWords:
    """Titles of the columns, and the words for more files and for more classes."""

    folder: str
    old: str
    label: str
    vector: str
    count: str
    more_classes: str = ""


def tree_drawing(rows: Sequence[ClassRow], words: TreeWords) -> TwoForms:
    """Draw the classes, one below another, at most :data:`MOST_CLASSES` of them.

    Args:
        rows: The classes in the order of their labels.
        words: Titles; ``more_classes`` is written where classes are left out.
    """
    shown = rows[:MOST_CLASSES]
    renamed = any(row.old != row.label or row.name != row.old_name for row in rows)
    peak = max(1, *(row.full for row in rows))
    return TwoForms(
        _wide(shown, words, renamed=renamed, peak=peak),
        _narrow(shown, words, renamed=renamed, peak=peak),
    )


def _wide(rows: Sequence[ClassRow], words: TreeWords, *, renamed: bool, peak: int) -> str:
    roomy = len(rows) <= _ROOMY
    step = 62.0 if roomy else 30.0
    titles = [
        (8.0, words.folder),
        (446.0, words.label),
        (528.0, words.vector),
        (776.0, words.count),
    ]
    if renamed:
        titles.append((318.0, words.old))
    parts = [element("text", text=title, x=x, y=14, class_="quiet start") for x, title in titles]
    for place, row in enumerate(rows):
        top = _HEAD + place * step
        parts.append(_folder(row, place, top, roomy=roomy, width=292))
        parts.append(_way(row, rows, top, step, renamed=renamed))
        parts.append(_square(row, place, 446, top + 2))
        parts.append(_vector(row, place, 528, top + 2, width=220, height=26))
        parts.append(_bar(row, place, 776, top + 2, width=270, height=26, peak=peak))
    bottom = _HEAD + len(rows) * step
    if words.more_classes:
        parts.append(element("text", text=words.more_classes, x=8, y=bottom + 10, class_="quiet"))
        bottom += 20
    return drawing_frame(_WIDE, bottom, *parts)


def _narrow(rows: Sequence[ClassRow], words: TreeWords, *, renamed: bool, peak: int) -> str:
    step = 64.0
    parts = [
        element("text", text=title, x=x, y=14, class_="quiet start")
        for x, title in ((4.0, words.folder), (150.0, words.label), (222.0, words.vector))
    ]
    for place, row in enumerate(rows):
        top = _HEAD + place * step
        parts.append(_folder(row, place, top, roomy=False, width=142))
        parts.append(_square(row, place, 152, top + 2))
        if renamed and row.old != row.label:
            was = f"← {row.old}"
            parts.append(element("text", text=was, x=192, y=top + 15, class_="quiet start"))
        parts.append(_vector(row, place, 224, top + 2, width=132, height=26))
        parts.append(_bar(row, place, 28, top + 34, width=190, height=14, peak=peak))
    bottom = _HEAD + len(rows) * step
    if words.more_classes:
        parts.append(element("text", text=words.more_classes, x=4, y=bottom + 10, class_="quiet"))
        bottom += 20
    return drawing_frame(_NARROW, bottom, *parts)


def _links(place: int, row: ClassRow) -> str:
    """Everything that belongs to the class."""
    files = (f"file-{place}-{number}" for number in range(len(row.files)))
    return " ".join(
        (*(f"{what}-{place}" for what in ("folder", "label", "vector", "bar", "way")), *files)
    )


def _folder(row: ClassRow, place: int, top: float, *, roomy: bool, width: float) -> str:
    icon = f"M8 {top + 8:g}h7l3 4h12v14h-22z"
    parts = [
        element(
            "g",
            element("rect", x=4, y=top, width=width, height=30, class_="hit"),
            element("path", d=icon, class_="unit"),
            element(
                "text", text=cut_to(row.name, width - 46), x=38, y=top + 18, class_="strong start"
            ),
            data_part=f"folder-{place}",
            data_links=_links(place, row),
            data_say=row.says[0],
        )
    ]
    for number, file in enumerate(row.files if roomy else ()):
        y = top + 36 + 15 * number
        branch = f"M18 {top + 26:g}V{y:g}h16"
        parts.append(
            element(
                "g",
                element("path", d=branch, class_="edge", style="stroke:var(--line)"),
                element("rect", x=36, y=y - 8, width=width - 40, height=15, class_="hit"),
                element("text", text=cut_to(file, width - 60), x=40, y=y, class_="quiet start"),
                data_part=f"file-{place}-{number}",
                data_links=_links(place, row),
                data_say=row.file_says[number],
            )
        )
    return "".join(parts)


def _way(row: ClassRow, rows: Sequence[ClassRow], top: float, step: float, *, renamed: bool) -> str:
    """From the folder to its label; past its old label where a folder was renamed."""
    middle, name = top + 15, f"way-{row.label}"
    if not renamed:
        return element(
            "path", d=f"M306 {middle:g}H436m-7 -5l7 5l-7 5", class_="edge", data_with=name
        )
    if row.old >= len(rows):  # it came from beyond what is drawn
        return ""
    old = _HEAD + row.old * step + 15
    moved = row.old != row.label
    line = f"M346 {old:g}C396 {old:g} 392 {middle:g} 436 {middle:g}"
    parts = [
        element("path", d=line, class_="edge", style="stroke:var(--accent)" if moved else None),
        element("rect", x=318, y=old - 13, width=28, height=26, rx=4, class_="cell"),
        element("text", text=row.old, x=332, y=old, class_="middle quiet"),
    ]
    if step > 40:
        parts.append(
            element("text", text=cut_to(row.old_name, 90), x=332, y=old + 23, class_="middle quiet")
        )
    return element("g", *parts, data_with=name)


def _square(row: ClassRow, place: int, x: float, top: float) -> str:
    moved = row.old != row.label
    return element(
        "g",
        element("rect", x=x, y=top, width=34, height=26, rx=4,
                class_="outline" if moved else "unit"),
        element("text", text=row.label, x=x + 17, y=top + 13.5, class_="middle strong"),
        data_part=f"label-{place}",
        data_links=_links(place, row),
        data_say=row.says[1],
    )  # fmt: skip


def _vector(row: ClassRow, place: int, x: float, top: float, *, width: float, height: float) -> str:
    cells = row.vector[:MOST_CLASSES]
    side = min(26.0, width / len(cells))
    parts = []
    for number, value in enumerate(cells):
        left = x + number * side
        parts.append(element("rect", x=left, y=top, width=side, height=height,
                             class_="cell" if not value else "accent"))  # fmt: skip
        if side >= 10:
            style = "fill:var(--paper);font-weight:700" if value else None
            parts.append(
                element("text", text=value, x=left + side / 2, y=top + height / 2 + 0.5,
                        class_="middle" if value else "middle quiet", style=style)
            )  # fmt: skip
    return element(
        "g",
        *parts,
        data_part=f"vector-{place}",
        data_links=_links(place, row),
        data_say=row.says[2],
    )


def _bar(
    row: ClassRow, place: int, x: float, top: float, *, width: float, height: float, peak: int
) -> str:
    length = width * row.count / peak
    box = {"y": top + 3, "height": height - 6, "rx": 2}
    ghost = ""
    if row.full != row.count:
        ghost = element("rect", x=x, width=width * row.full / peak, **box, class_="ghost")
    start = x + max(length, width * row.full / peak) + 8
    return element(
        "g",
        element("rect", x=x, y=top, width=width + 120, height=height, class_="hit"),
        ghost,
        element("rect", x=x, width=max(length, 1.0), **box, class_="bar plus"),
        element("text", text=row.text, x=start, y=top + height / 2, class_="start"),
        data_part=f"bar-{place}",
        data_links=_links(place, row),
        data_say=row.says[3],
    )
