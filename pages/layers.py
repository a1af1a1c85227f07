"""The model as pictures: maps, filters, signs, every unit's arithmetic, units that are dead."""

from lib.ui.layers import (
    dead_view,
    evidence_view,
    excite_view,
    filters_view,
    lens_view,
    maps_view,
    moved_view,
    signs_view,
    why_view,
)
from lib.ui.layers.bench import take_bench, tell_of_files
from lib.ui.page import Page

VIEWS = {
    "maps": maps_view,
    "lens": lens_view,
    "filters": filters_view,
    "signs": signs_view,
    "dead": dead_view,
    "why": why_view,
    "evidence": evidence_view,
    "excite": excite_view,
    "moved": moved_view,
}

page = Page("layers")
say = page.say


def show() -> None:
    """The view chosen, on the network and the picture chosen."""
    view = page.controls.choice(
        "view",
        [*VIEWS],
        label=say("layers.view"),
        default="maps",
        format_func=lambda name: say(f"layers.view.{name}"),
        label_visibility="collapsed",
    )
    bench = take_bench(page)
    if bench is not None:
        VIEWS[view].draw(bench)
    tell_of_files(page)


page.run(show)
