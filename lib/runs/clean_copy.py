"""How a run's folder of pictures was made clean, so that its script can do the same.

Kept in a file of its own: the state is read and written many times, this once.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class CleanCopy:
    """What a copy that Keras can load has instead of the files of the folder itself.

    All paths are relative, with ``/``.

    Attributes:
        skipped: Files that are left out.
        renamed: Files that have another name in the copy.
        converted: Files of which the copy holds a PNG, and its name there.
    """

    skipped: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    converted: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The record as JSON text; names that are no text stay what they are."""
        return json.dumps(dataclasses.asdict(self), indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> CleanCopy:
        """The record that :meth:`to_json` wrote.

        Raises:
            ValueError, TypeError: It is no such record.

        Example:
            >>> copy = CleanCopy(("a/torn.jpg",), {}, {"a/1.webp": "a/1.webp.png"})
            >>> CleanCopy.from_json(copy.to_json()) == copy
            True
        """
        values = json.loads(text)
        return cls(**(values | {"skipped": tuple(values["skipped"])}))
