"""A server tidies up while it runs, and goes on when once it could not."""

import threading

from lib.hosting import upkeep


def test_it_sweeps_again_and_again_until_the_server_ends(monkeypatch):
    swept, thrice = [], threading.Event()

    def sweep():
        swept.append(threading.current_thread().name)
        if len(swept) == 1:
            raise OSError("the disk was away for a moment")
        if len(swept) == 3:
            thrice.set()

    monkeypatch.setattr(upkeep, "sweep", sweep)
    with upkeep.tidying(first=0.0, every=0.01):
        assert thrice.wait(10)
    assert set(swept) == {"upkeep"}
    for thread in threading.enumerate():
        if thread.name == "upkeep":
            thread.join(5)
            assert not thread.is_alive()
