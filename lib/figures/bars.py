"""What a drawing of bars in rows is made of, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = 42.0  # of a panel: title and note
FOOT = 36.0  # below its rows


@dataclass(frozen=True)
class Bar:
    """One value of a panel.

    Attributes:
        value: Decides the length; NaN and infinity are drawn as what cannot be drawn.
        text: The number beside it.
        say: Its arithmetic, as a sentence.
        links: Names of the parts that light up with it, separated by spaces.
        ghost: A second value, drawn as an outline to compare with.
    """

    value: float
    text: str
    say: str
    links: str = ""
    ghost: float | None = None


@dataclass(frozen=True)
class Panel:
    """One step of a calculation, a bar a row.

    Attributes:
        key: Its parts are called ``<key>.0``, ``<key>.1``, …, its foot ``<key>.foot``.
        title: The formula of the step.
        note: What that is, in words.
        bars: One a row.
        peak: The absolute value whose bar fills the panel.
        signed: Zero lies in the middle.
        foot: What stands below the rows; ``foot_say`` is its arithmetic.
        strong: The foot is the result of the drawing.
        joint: The sign between this panel and the one before it.
        mood: ``"right"`` or ``"wrong"``: colours the note, which says the same in words.
    """

    key: str
    title: str
    note: str
    bars: tuple[Bar, ...]
    peak: float
    signed: bool = False
    foot: str = ""
    foot_say: str = ""
    strong: bool = False
    joint: str = ""
    mood: str = ""


@dataclass(frozen=True)
class Rows:
    """The names of the rows; the row of the true class is marked.

    Attributes:
        names: One a row.
        truth: Number of the marked row.
        truth_note: What is written below its name, where a row is high enough.
        row: Height of one.
    """

    names: tuple[str, ...]
    truth: int
    truth_note: str
    row: float = 42.0

    @property
    def height(self) -> float:
        """Of one panel with these rows."""
        return HEAD + self.row * len(self.names) + FOOT


@dataclass(frozen=True)
class Heading:
    """A line above panels; ``mood`` as in :class:`Panel`."""

    text: str
    mood: str = ""


@dataclass(frozen=True)
class TwoForms:
    """A drawing for a wide and for a narrow place."""

    wide: str
    narrow: str
