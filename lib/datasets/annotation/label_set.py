"""A label set and everything that can be done to it.

Every change is a line in the journal and then atomic renames, made while the set is locked: a
kill at any moment loses nothing, and two visitors on the same link do not get in each other's
way.  Whoever meant to change what another has changed meanwhile is told.  Only ``erase`` and
``delete`` take anything away for good.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from lib.datasets.annotation.history import can_be_made, is_undone, last_record
from lib.datasets.annotation.journal import Record, Step
from lib.datasets.annotation.limits import CLASS_LIMIT
from lib.datasets.annotation.names import checked_class_name
from lib.datasets.annotation.steps import turned_round
from lib.datasets.annotation.store import (
    REMOVED,
    UNLABELLED,
    Contents,
    Store,
    create_store,
    moves,
    open_store,
)
from lib.datasets.annotation.upkeep import delete, delete_forgotten, note_size
from lib.errors import DatasetError


class LabelSet:
    """A visitor's pictures and their classes.

    Every method that reads or changes the set may raise ``DatasetError``: ``annotation.busy``,
    ``annotation.disk_full`` or ``annotation.cannot_write``.

    Args:
        store: Its folder.
        by: A code of who changes it; :meth:`undo` takes back one's own steps.
    """

    def __init__(self, store: Store, *, by: str = "") -> None:
        self.store = store
        self.by = by

    @property
    def name(self) -> str:
        """The name that opens it, and by which ``train`` finds it: a key, not to be listed."""
        return self.store.folder.name

    def state(self) -> str:
        """A text that changes with every change of the set; asked for without waiting."""
        return self.store.journal.state()

    def contents(self) -> Contents:
        """What it holds now."""
        with self.store.locked():
            return self.store.contents()

    def label(self, names: Sequence[str], class_name: str, *, unlabelled: bool = False) -> None:
        """Give pictures a class, from wherever they are.

        Args:
            names: Their file names.
            class_name: A class that is there.
            unlabelled: Whether they are meant to have no class yet.

        Raises:
            DatasetError: ``annotation.class_unknown``, ``annotation.gone`` (no such picture) or
                ``annotation.labelled`` (another visitor was faster).
        """
        with self.store.locked():
            contents = self.store.contents()
            _check_class(contents, class_name)
            self._move(contents, "label", names, class_name, unlabelled=unlabelled)

    def remove(self, names: Sequence[str], *, unlabelled: bool = False) -> None:
        """Take pictures out; they can be brought back by :meth:`undo`, or by adding them again.

        Raises:
            DatasetError: ``annotation.gone`` or ``annotation.labelled``, as :meth:`label`.
        """
        with self.store.locked():
            contents = self.store.contents()
            self._move(contents, "remove", names, REMOVED, unlabelled=unlabelled)

    def unlabel(self, names: Sequence[str]) -> None:
        """Put pictures back to those without a class.

        Raises:
            DatasetError: ``annotation.gone``.
        """
        with self.store.locked():
            self._move(self.store.contents(), "unlabel", names, UNLABELLED)

    def make_class(self, text: str) -> str:
        """Make a class of that name, without pictures yet, and return the name as it is kept.

        Raises:
            DatasetError: ``annotation.class_name``, ``annotation.class_taken`` (also when only
                upper and lower case differ) or ``annotation.too_many_classes``.
        """
        name = checked_class_name(text)
        with self.store.locked():
            contents = self.store.contents()
            _check_free(contents, name)
            if len(contents.classes) >= CLASS_LIMIT:
                raise DatasetError("annotation.too_many_classes", limit=CLASS_LIMIT)
            self._change("make_class", name, "", (("make", name, ""),))
        return name

    def rename_class(self, old: str, text: str) -> str:
        """Call a class otherwise; its pictures go with it.

        Raises:
            DatasetError: ``annotation.class_unknown``, and as :meth:`make_class`.
        """
        name = checked_class_name(text)
        with self.store.locked():
            contents = self.store.contents()
            _check_class(contents, old)
            if name != old:
                _check_free(contents, name, but=old)
                self._change("rename_class", old, name, (("move", old, name),))
        return name

    def merge_classes(self, source: str, target: str) -> None:
        """Give all pictures of one class to another; the first is gone then.

        Raises:
            DatasetError: ``annotation.class_unknown``.
        """
        with self.store.locked():
            contents = self.store.contents()
            _check_class(contents, source)
            _check_class(contents, target)
            if source != target:
                steps = moves(contents.classes[source], source, target)
                self._change("merge_classes", source, target, (*steps, ("drop", source, "")))

    def delete_class(self, name: str) -> None:
        """Remove a class; its pictures are without a class again.

        Raises:
            DatasetError: ``annotation.class_unknown``.
        """
        with self.store.locked():
            contents = self.store.contents()
            _check_class(contents, name)
            steps = moves(contents.classes[name], name, UNLABELLED)
            self._change("delete_class", name, "", (*steps, ("drop", name, "")))

    def erase(self, names: Sequence[str]) -> None:
        """Delete pictures that were taken out, for good; nothing brings them back.

        Raises:
            DatasetError: ``annotation.gone``: one is not among those taken out.
        """
        with self.store.locked():
            removed = self.store.contents().removed
            for name in names:
                if name not in removed:
                    raise DatasetError("annotation.gone", name=name)
            if names:
                self.store.erase(names, by=self.by)
                note_size(self.store, self.store.size())

    def delete(self) -> None:
        """Delete the set with every picture and label in it, for good.

        Raises:
            DatasetError: ``annotation.unknown``: it is gone already.
        """
        delete(self.store)

    def last_step(self) -> Record | None:
        """The step that :meth:`undo` is for: one's own last that is not undone.

        Additions of pictures are no steps.
        """
        return last_record(self.store.journal, by=self.by)

    def last_step_of_others(self) -> Record | None:
        """The last step of anybody else that is not undone, if there is none of one's own since.

        To be undone only by whoever has read what it was.
        """
        last = last_record(self.store.journal)
        return None if last is None or last.by == self.by else last

    def undo(self, step: Record) -> None:
        """Take back a step of :meth:`last_step`; once undone, again is no second time.

        Raises:
            DatasetError: ``annotation.undo_blocked``: it has been built upon since, so that it
                cannot be taken back any more.  The next undo is for the step before it.
        """
        with self.store.locked():
            if is_undone(self.store.journal, step):
                return
            back = turned_round(step.steps)
            possible = can_be_made(self.store, back)
            self._change("undo", step.subject, step.target, back if possible else (), step.id)
        if not possible:
            raise DatasetError("annotation.undo_blocked", name=step.subject)

    def _move(
        self,
        contents: Contents,
        what: str,
        names: Sequence[str],
        target: str,
        *,
        unlabelled: bool = False,
    ) -> None:
        places = contents.places()
        steps: list[Step] = []
        for name in dict.fromkeys(names):
            place = places.get(name)
            if place == target:  # done already, by a second press or another visitor
                continue
            if place is None or (unlabelled and place == REMOVED):
                raise DatasetError("annotation.gone", name=name)
            if unlabelled and place != UNLABELLED:
                raise DatasetError("annotation.labelled", name=name, class_name=place)
            steps += moves((name,), place, target)
        if steps:
            subject = names[0] if len(steps) == 1 else str(len(steps))
            shown = target if what == "label" else ""
            self._change(what, subject, shown, tuple(steps))

    def _change(
        self, what: str, subject: str, target: str, steps: tuple[Step, ...], undoes: str = ""
    ) -> None:
        record = Record(secrets.token_hex(8), what, subject, target, self.by, steps, undoes)
        self.store.change(record)


def create_set(*, by: str = "") -> LabelSet:
    """A new, empty label set.

    Raises:
        DatasetError: ``annotation.too_many_sets``, ``annotation.disk_full`` or
            ``annotation.cannot_write``.
    """
    delete_forgotten()
    return LabelSet(create_store(), by=by)


def open_set(name: str, *, by: str = "") -> LabelSet:
    """The label set of that name.

    Raises:
        DatasetError: ``annotation.unknown``.
    """
    return LabelSet(open_store(name), by=by)


def _check_class(contents: Contents, name: str) -> None:
    if name not in contents.classes:
        raise DatasetError("annotation.class_unknown", class_name=name)


def _check_free(contents: Contents, name: str, *, but: str = "") -> None:
    known = {taken.casefold(): taken for taken in contents.classes if taken != but}
    if name.casefold() in known:
        raise DatasetError("annotation.class_taken", class_name=name, known=known[name.casefold()])
