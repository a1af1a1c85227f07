"""Pages of trainings that were cut short see it when one goes on."""

import shutil

import pytest
from page_opening import opened

from lib.jobs import engine
from lib.runs.directory import create_run
from lib.runs.recipe import Recipe
from lib.ui import run_view
from lib.ui.compare import live_view
from lib.ui.run import resumed
from lib.words import load_words


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CONVSCOPE_HOME", str(tmp_path))
    monkeypatch.setattr(engine, "warm_up", lambda: None)


def run_of(status, *, server=None):
    run = create_run(Recipe(), engine=server)
    run.write_state(status=status)
    return run


@pytest.fixture
def watched(monkeypatch):
    """The runs that are watched, and how often the page was drawn anew for them."""
    looking, drawn = [], []

    def fragment(*, run_every):
        assert run_every
        return lambda function: lambda: looking.append(function)

    monkeypatch.setattr(resumed.st, "fragment", fragment)
    monkeypatch.setattr(resumed.st, "rerun", lambda: drawn.append(True))

    def look():
        drawn.clear()
        for function in looking:
            function()
        return bool(drawn)

    return looking, look


@pytest.mark.parametrize("status", ["stopped", "failed", "running"])  # the last: its server died
def test_the_page_is_drawn_anew_when_a_run_goes_on_elsewhere(status, watched, monkeypatch):
    looking, look = watched
    cut, ended = run_of(status, server="gone"), run_of("finished")
    resumed.redraw_when_resumed([ended, cut])
    assert len(looking) == 1
    assert not look()
    monkeypatch.setattr(resumed.Run, "status", lambda run: "queued")
    assert look()


def test_a_run_that_is_deleted_meanwhile_is_left_alone(watched):
    _, look = watched
    run = run_of("stopped")
    resumed.redraw_when_resumed([run])
    shutil.rmtree(run.folder)
    assert not look()


@pytest.mark.parametrize(("statuses", "training"), [
    (["finished"], "on"), (["stopped", "queued"], "on"), (["stopped"], "off"),
])  # fmt: skip
def test_nothing_is_asked_where_nothing_goes_on_or_all_is_watched(
    statuses, training, watched, monkeypatch
):
    monkeypatch.setenv("CONVSCOPE_TRAINING", training)
    runs = [run_of(status) for status in statuses]
    monkeypatch.setattr(resumed.Run, "status", lambda run: run.state.status)
    resumed.redraw_when_resumed(runs)
    assert not watched[0]


@pytest.mark.parametrize(("language", "wrong"), [("en", "starting"), ("zh", "正在启动")])
def test_the_next_in_the_queue_is_not_told_that_a_worker_starts_which_may_do_something_else(
    language, wrong, monkeypatch
):
    run = run_of("queued")
    monkeypatch.setattr(resumed.Run, "status", lambda run: "queued")
    (progress,) = opened("train", lang=language, run=run.id).get("progress")
    assert progress.proto.text == load_words(language)("run.position.next")
    assert wrong not in progress.proto.text


def test_both_pages_with_trainings_watch_theirs(monkeypatch):
    asked = []
    for view in (run_view, live_view):
        monkeypatch.setattr(view, "redraw_when_resumed", asked.append)
    run = run_of("stopped")
    opened("train", lang="en", run=run.id)
    opened("compare", lang="en", view="live", trained=run.id)
    assert [[each.id for each in runs] for runs in asked] == [[run.id], [run.id]]
