"""The ten questions of the notes: what can be answered, and what the right answer is.

No right answer is written down here.  Each is read off something computed or recorded, so that a
change of the library that makes an answer wrong makes its test fail.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lib.architecture.analysis import Analysis, LayerRow
from lib.architecture.layers import Conv2D
from lib.cnn.dropout import cut_off_probability
from lib.errors import ConvScopeError
from lib.layers.bounds import LayerBounds
from lib.operations.courses import Repeats, verdict
from lib.operations.dropout import Draw
from lib.operations.resize import Fit

# The codes of what can be picked, by the question's number.
OPTIONS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        1: ("untouched", "cropped", "squashed", "padded"),
        2: ("zero", "same", "nearly"),
        3: ("smaller", "same", "larger"),
        4: ("never", "tiny", "often"),
        5: ("all", "some", "none"),
        6: ("none", "last", "convolutions", "all"),
        7: ("good", "half", "guessing"),
        8: ("parameters", "work", "both", "neither"),
        9: ("smaller", "zeros", "scaled"),
        10: ("window", "no_bias", "whole", "per_input"),
    }
)
NUMBERS = tuple(OPTIONS)
_DIGITS = "0123456789"
OPEN, SHOWN = "-", "s"  # in place of an answer: none yet, and shown without one


@dataclass(frozen=True)
class Answers:
    """What was picked for each question, as the address keeps it.

    Attributes:
        text: A character a question: the place of what was picked, or :data:`OPEN`, or
            :data:`SHOWN`.

    Example:
        >>> Answers("-" * 10).picked(3, "larger").text
        '--2-------'
        >>> Answers("--2-------").of(3)
        'larger'
    """

    text: str = OPEN * len(NUMBERS)

    def of(self, number: int) -> str | None:
        """The code that was picked; None when nothing was."""
        at = self.text[number - 1]
        return OPTIONS[number][int(at)] if at.isdigit() else None

    def is_open(self, number: int) -> bool:
        """Whether the question was neither answered nor given up."""
        return self.text[number - 1] == OPEN

    def picked(self, number: int, code: str) -> Answers:
        """With another answer."""
        return self._with(number, str(OPTIONS[number].index(code)))

    def shown(self, number: int) -> Answers:
        """With the answer shown before one was given."""
        return self._with(number, SHOWN)

    def _with(self, number: int, mark: str) -> Answers:
        return Answers(self.text[: number - 1] + mark + self.text[number:])

    @classmethod
    def read(cls, text: str) -> Answers:
        """Read what the address says.

        Raises:
            ConvScopeError: Another length, or an answer that there is not (``url.marks``).
        """
        whole = len(text) == len(NUMBERS) and all(
            mark in (OPEN, SHOWN) or mark in _DIGITS[: len(OPTIONS[number])]
            for number, mark in zip(NUMBERS, text, strict=False)
        )
        if not whole:
            raise ConvScopeError(
                "url.marks",
                field="answers",
                count=len(NUMBERS),
                allowed=[*_DIGITS[: max(map(len, OPTIONS.values()))], OPEN, SHOWN],
            )
        return cls(text)


def distortion(fitted: Fit) -> str:
    """What a way of resizing does to a picture of another shape.

    Example:
        >>> from lib.operations.resize import fit
        >>> [distortion(fit(way, (240, 320), (180, 180))) for way in ("squash", "crop", "pad")]
        ['squashed', 'cropped', 'padded']
    """
    if fitted.unused_share > 0:
        return "cropped"
    if fitted.empty_share > 0:
        return "padded"
    return "untouched" if math.isclose(fitted.stretch, 1) else "squashed"


def bits(value: float) -> str:
    """A double's 64 bits: sign, exponent and fraction, apart from each other.

    Example:
        >>> bits(1 / 255)
        '0 01111110111 0000000100000001000000010000000100000001000000010000'
    """
    whole = format(struct.unpack(">Q", struct.pack(">d", value))[0], "064b")
    return f"{whole[0]} {whole[1:12]} {whole[12:]}"


def factor_of(as_in_notes: float, changed: float) -> str:
    """Whether two factors for the pixels are one number.

    Example:
        >>> factor_of(1.0 / 255, 1 / 255), factor_of(1.0 / 255, 1 // 255)
        ('same', 'zero')
    """
    if bits(as_in_notes) == bits(changed):
        return "same"
    return "nearly" if changed else "zero"


def gap_change(without: Repeats, augmented: Repeats) -> str:
    """What a change did to the gap between training and validation, if it was more than luck."""
    found = verdict(without.gap, augmented.gap)
    if found.kind == "within":
        return "same"
    return "smaller" if found.difference < 0 else "larger"


def chance_of_cut_off(rate: float, count: int) -> str:
    """Whether all of a layer's numbers can be dropped at once.

    Example:
        >>> chance_of_cut_off(0.2, 22 * 22 * 64), chance_of_cut_off(0.0, 4)
        ('tiny', 'never')
    """
    chance = cut_off_probability(rate, count)
    if chance.log10 == -math.inf:
        return "never"
    return "often" if chance.probability > 0.01 else "tiny"


def members_kept(kept: int, batches: int) -> str:
    """How many batches have the members that one had in the epoch before.

    Example:
        >>> members_kept(15, 15), members_kept(1, 15), members_kept(0, 15)
        ('all', 'some', 'none')
    """
    if kept == batches:
        return "all"
    return "some" if kept else "none"


def negative_layers(bounds: Sequence[LayerBounds]) -> str:
    """Which layers of a network can give a value below zero."""
    negative = [bound.name for bound in bounds if bound.can_be_negative]
    if not negative:
        return "none"
    if negative == [bounds[-1].name]:
        return "last"
    return "all" if len(negative) == len(bounds) else "convolutions"


def success(share: float, classes: int) -> str:
    """How good a share of right answers is: ``guessing`` up to halfway from chance to half.

    Example:
        >>> success(0.28, 5), success(0.55, 5), success(0.8, 5)
        ('guessing', 'half', 'good')
    """
    chance = 1 / classes
    if share < (chance + 0.5) / 2:
        return "guessing"
    return "half" if share < 0.7 else "good"


def grows_with_batch(one: tuple[int, int], many: tuple[int, int]) -> str:
    """What grows with the pictures of a batch.

    Args:
        one: Parameters and multiply-adds for one picture.
        many: For several.
    """
    more = (many[0] > one[0], many[1] > one[1])
    return {
        (True, True): "both",
        (True, False): "parameters",
        (False, True): "work",
        (False, False): "neither",
    }[more]


def way_of_dropping(drawn: Draw) -> str:
    """What dropout did to a block of numbers, looked at from outside."""
    if drawn.after.size != drawn.before.size:
        return "smaller"
    kept = drawn.mask.kept & (drawn.before != 0)
    return "scaled" if (drawn.after[kept] != drawn.before[kept]).any() else "zeros"


def second_convolution(found: Analysis) -> LayerRow:
    """The row of the second convolution of a network."""
    return [row for row in found.rows if isinstance(row.layer, Conv2D)][1]


def parameter_guesses(row: LayerRow) -> dict[str, int]:
    """Parameters of a convolution by the right count and by three mistakes.

    Args:
        row: The convolution.

    Returns:
        By the codes of question 10: one input map only, without bias, all of it, and a bias for
        every input map.
    """
    assert isinstance(row.layer, Conv2D)
    window = math.prod(row.layer.window)
    inputs, filters = row.input_shape[-1], row.output_shape[-1]
    return {
        "window": (window + 1) * filters,
        "no_bias": window * inputs * filters,
        "whole": row.count.parameters,
        "per_input": (window + 1) * inputs * filters,
    }
