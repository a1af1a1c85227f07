"""Look at every file of a data set, for all who wait for it, without keeping anybody from a slider.

One thread of the process has the quick worker look, a short portion at a time, at the data sets
that somebody waits for, in turn.  Whatever else is asked of the worker goes between two portions.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from lib.datasets.file_facts import FileFacts, Listing, Shelf
from lib.errors import ConvScopeError
from lib.jobs import engine

PORTION_SECONDS = 0.08  # as long as a slider may have to wait
_MOST_FILES = 500  # more than there is time for
_PATIENCE = 3.0  # seconds after which somebody who does not ask again has gone

Look = Callable[[str | None, Sequence[str]], tuple[FileFacts, ...]]


@dataclass
class _Wanted:
    listing: Listing
    asked: float  # when somebody last asked


class Looker:
    """What is known of files, and the thread that finds it out.

    Args:
        look: Tells facts of the first of some files, at least of one.
    """

    def __init__(self, look: Look) -> None:
        self.shelf = Shelf()
        self._look = look
        self._lock = threading.Lock()
        self._wanted: OrderedDict[str, _Wanted] = OrderedDict()
        self._failed: dict[str, ConvScopeError] = {}
        self._busy = False

    def want(self, listing: Listing) -> int:
        """How many files are known; the others are looked at as long as this is asked again.

        Raises:
            ConvScopeError: What kept the worker from looking; the next call tries again.
        """
        with self._lock:
            failed = self._failed.pop(listing.digest, None)
            if failed is not None:
                raise failed
            known = len(self.shelf.known(listing))
            if known < len(listing.paths):
                self._wanted[listing.digest] = _Wanted(listing, time.monotonic())
                if not self._busy:
                    self._busy = True
                    threading.Thread(target=self._work, name="looking", daemon=True).start()
        return known

    def _work(self) -> None:
        while (listing := self._next()) is not None:
            start = len(self.shelf.known(listing))
            folder = None if listing.folder is None else str(listing.folder)
            try:
                found = self._look(folder, listing.paths[start : start + _MOST_FILES])
            except ConvScopeError as error:
                with self._lock:
                    self._failed[listing.digest] = error
                    self._wanted.pop(listing.digest, None)
                continue
            self.shelf.add(listing, start, found)

    def _next(self) -> Listing | None:
        """A data set that somebody still waits for; the others have their turn before it again."""
        with self._lock:
            for digest, wanted in [*self._wanted.items()]:
                known = len(self.shelf.known(wanted.listing)) == len(wanted.listing.paths)
                if known or time.monotonic() - wanted.asked > _PATIENCE:
                    del self._wanted[digest]
                    continue
                self._wanted.move_to_end(digest)
                return wanted.listing
            self._busy = False
            return None


def _quick(folder: str | None, paths: Sequence[str]) -> tuple[FileFacts, ...]:
    look = partial(engine.quick, "lib.datasets.file_facts", "look_at", timeout=60.0, patient=True)
    found: tuple[FileFacts, ...] = look(folder, paths, PORTION_SECONDS)
    return found


LOOKER = Looker(_quick)
