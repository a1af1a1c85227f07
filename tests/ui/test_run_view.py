"""What a page keeps of the runs that it shows."""

import pytest

from lib.runs.directory import create_run
from lib.runs.history import BatchRow, HistoryWriter
from lib.runs.recipe import Recipe
from lib.ui import run_view


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    kept = {}
    monkeypatch.setattr(run_view.st, "session_state", kept)
    return kept


def run_of(*losses):
    run = create_run(Recipe())
    tell(run, *losses)
    return run


def tell(run, *losses):
    with HistoryWriter(run.folder) as history:
        for number, loss in enumerate(losses, start=1):
            history.write("batch", BatchRow(1, number, loss, 0.5, 8, 1.0))


def losses_shown(run):
    return [row.loss for row in run_view._history(run).batches]


def test_a_visitor_keeps_the_history_of_the_run_shown_and_of_no_other(session):
    runs = [run_of(1.0), run_of(2.0, 3.0), run_of(4.0)]
    assert [losses_shown(run) for run in runs] == [[1.0], [2.0, 3.0], [4.0]]
    assert list(session.values()) == [(runs[2].id, runs[2].history())]


def test_a_history_goes_on_where_the_last_look_ended(session, monkeypatch):
    run = run_of(1.0)
    first = run_view._history(run)
    looks = []
    real = type(run).history
    monkeypatch.setattr(
        type(run),
        "history",
        lambda self, after=None: looks.append(after) or real(self, after=after),
    )
    tell(run, 2.0)
    assert losses_shown(run) == [1.0, 2.0]
    assert looks == [first]
