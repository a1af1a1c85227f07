"""A piece of Keras code and what it prints according to our own mathematics.

Tests run every kind of snippet and compare: if Keras and :mod:`lib.cnn` ever disagree, the page
would be telling something untrue, and the test fails.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Snippet:
    """Code that runs by itself, and the text that it prints.

    Attributes:
        code: Python; imports what it needs: Keras, TensorFlow, NumPy, the standard library.
        printed: What goes to standard output, without the last line break; from ``lib.cnn``,
            never from running the code.
    """

    code: str
    printed: str
