"""What a page keeps of the runs that it shows."""

import pytest

from lib.runs.directory import Run, create_run
from lib.runs.history import BatchRow, HistoryWriter
from lib.runs.recipe import Recipe
from lib.ui import run_view
from lib.ui.run import curves_view
from lib.words import load_words


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


def test_all_who_look_at_a_run_share_its_history_and_see_what_is_new(session):
    run = run_of(1.0)
    first = run.history()
    assert Run(run.id, run.folder).history() is first
    tell(run, 2.0)
    assert [row.loss for row in run.history().batches] == [1.0, 2.0]
    assert session == {}  # no visitor keeps one of their own


def test_all_who_watch_a_run_see_curves_that_were_drawn_once(session, monkeypatch):
    monkeypatch.setattr(curves_view, "_DRAWN", {})
    run = run_of(1.0, 2.0)
    say = load_words("en")

    def drawn(live):
        return curves_view._figures(say, run, run.history(), live=live)["loss"]

    first = drawn(live=True)
    assert drawn(live=True) is first
    tell(run, 3.0)
    assert drawn(live=True) is first  # a batch is not worth a chart of its own
    ended = drawn(live=False)
    assert list(ended.data[0].y) == [1.0, 2.0, 3.0]
    monkeypatch.setattr(curves_view, "_CURVE_SECONDS", 0.0)
    assert list(drawn(live=True).data[0].y) == [1.0, 2.0, 3.0]


def test_curves_of_the_oldest_runs_are_forgotten(session, monkeypatch):
    monkeypatch.setattr(curves_view, "_DRAWN", {})
    monkeypatch.setattr(curves_view, "_MOST_DRAWN", 3)
    runs = [run_of(float(number)) for number in range(5)]
    for run in runs:
        curves_view._figures(load_words("en"), run, run.history(), live=False)
    assert [key[0] for key in curves_view._DRAWN] == [run.id for run in runs[2:]]


def test_a_run_that_stops_at_the_same_batch_again_shows_its_new_curves(session, monkeypatch):
    monkeypatch.setattr(curves_view, "_DRAWN", {})
    run, say = run_of(1.0, 2.0), load_words("en")
    curves_view._figures(say, run, run.history(), live=False)
    with HistoryWriter(run.folder) as history:
        history.resume(0)
    tell(run, 3.0, 4.0)
    drawn = curves_view._figures(say, run, run.history(), live=False)["loss"]
    assert list(drawn.data[0].y) == [3.0, 4.0]
