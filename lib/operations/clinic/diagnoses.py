"""What each diagnosis makes one expect, and what of it is seen in a patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lib.errors import ConvScopeError
from lib.operations.clinic.patients import ORDER, Patient
from lib.operations.clinic.programs import CHANGES
from lib.operations.clinic.signs import signs_of

NAMES = tuple(CHANGES)
_DIGITS = "0123456789abcdef"  # one a diagnosis
OPEN, SHOWN = "-", "s"
_SOUND = dict.fromkeys(
    (
        "one_answer", "fickle", "black", "large_input", "dead", "bounded_outputs", "no_gradient",
        "small_steps", "large_steps", "one_class", "single", "few", "shared", "strangers",
        "wrong_labels", "varied", "loss_high",
    ),
    False,
)  # fmt: skip
# The signs that a diagnosis makes one expect (True) or rules out (False); others tell it nothing.
EXPECTED: Mapping[str, Mapping[str, bool]] = MappingProxyType(
    {
        "healthy": {**_SOUND, "learns": True, "generalises": True},
        "integer_division": {"black": True, "learns": False, "one_answer": True},
        "no_rescaling": {"large_input": True, "black": False},
        "rate_high": {"large_steps": True, "learns": False, "black": False},
        "rate_low": {
            "small_steps": True,
            "loss_still": True,
            "no_gradient": False,
            "one_answer": False,
        },
        "sorted": {"one_class": True, "generalises": False},
        "split": {"strangers": True, "below_chance": True, "learns": True},
        "leak": {"shared": True},
        "labels": {"wrong_labels": True, "generalises": False},
        "logits_taken_for_shares": {
            "learns": False,
            "no_gradient": True,
            "black": False,
            "dead": False,
            "large_steps": False,
            "bounded_outputs": False,
        },
        "softmax_twice": {"bounded_outputs": True},
        "varied_validation": {"varied": True},
        "dropout_always": {"fickle": True},
        "dead": {"dead": True, "no_gradient": True, "black": False, "large_steps": False},
        "batch_of_one": {"single": True},
        "few_pictures": {"few": True, "ahead": True},
    }
)


@dataclass(frozen=True)
class Judgement:
    """A diagnosis held against what is seen.

    Attributes:
        speaks_for: Signs that are as it makes one expect.
        against: Signs that are not.
    """

    speaks_for: tuple[str, ...]
    against: tuple[str, ...]


def judge(patient: Patient, diagnosis: str) -> Judgement:
    """What speaks for a diagnosis, and what against.

    Example:
        >>> from lib.operations.clinic.patients import load_patient
        >>> judge(load_patient("integer_division"), "integer_division").against
        ()
        >>> judge(load_patient("integer_division"), "few_pictures").speaks_for
        ()
    """
    seen = signs_of(patient)
    expected = EXPECTED[diagnosis]
    return Judgement(
        tuple(name for name, there in expected.items() if seen[name].seen == there),
        tuple(name for name, there in expected.items() if seen[name].seen != there),
    )


@dataclass(frozen=True)
class Diagnoses:
    """What was said of each patient, as the address keeps it: a character a patient.

    Example:
        >>> Diagnoses().told(2, "rate_high").of(2)
        'rate_high'
    """

    text: str = OPEN * len(ORDER)

    def of(self, number: int) -> str | None:
        """The diagnosis for a patient, from 1; None where there is none."""
        mark = self.text[number - 1]
        return NAMES[_DIGITS.index(mark)] if mark in _DIGITS else None

    def is_shown(self, number: int) -> bool:
        """Whether the answer was asked for."""
        return self.text[number - 1] == SHOWN

    def told(self, number: int, diagnosis: str) -> Diagnoses:
        """With another diagnosis; one that was given up stays so."""
        if self.is_shown(number):
            return self
        return self._with(number, _DIGITS[NAMES.index(diagnosis)])

    def shown(self, number: int) -> Diagnoses:
        """With the answer shown."""
        return self._with(number, SHOWN)

    def solved(self, number: int) -> bool:
        """Whether the diagnosis is right."""
        return self.of(number) == ORDER[number - 1]

    @property
    def count(self) -> int:
        """How many are right."""
        return sum(self.solved(number) for number in range(1, len(ORDER) + 1))

    def _with(self, number: int, mark: str) -> Diagnoses:
        return Diagnoses(self.text[: number - 1] + mark + self.text[number:])

    @classmethod
    def read(cls, text: str) -> Diagnoses:
        """Read what the address says.

        Raises:
            ConvScopeError: Another length, or a mark that there is not (``url.marks``).
        """
        if len(text) != len(ORDER) or set(text) - set(_DIGITS + OPEN + SHOWN):
            raise ConvScopeError(
                "url.marks", field="told", count=len(ORDER), allowed=[*_DIGITS, OPEN, SHOWN]
            )
        return cls(text)
