"""Figures go ahead of everything else, and only where the browser knows their place."""

from contextlib import contextmanager

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.components import DRAWING
from lib.ui import figure_first
from lib.ui.figure_first import FigureFirst


class Rerun(BaseException):
    """What Streamlit raises when another page is asked for."""


class Context:
    """The one attribute that is used of Streamlit's own."""

    def __init__(self):
        self.sent = []
        self.interrupt_at = None
        self._enqueue = self.receive

    def receive(self, message):
        if self.interrupt_at == len(self.sent):
            raise Rerun
        self.sent.append(message)

    def draw(self, figures, *messages, error=None):
        """One redraw; the names of what was sent, in that order."""
        self.sent = []
        with figures.redraw():
            for message in messages:
                self._enqueue(message)
            if error:
                raise error
        return [int(sent.metadata.active_script_hash) for sent in self.sent]


@pytest.fixture
def context(monkeypatch):
    made = Context()
    monkeypatch.setattr(figure_first, "get_script_run_ctx", lambda: made)
    monkeypatch.setattr(figure_first, "_PAINT_SECONDS", 0.0)
    monkeypatch.setattr(figure_first, "_ARRIVAL_SECONDS", -1.0)
    monkeypatch.setattr(figure_first, "_LEAVING_SECONDS", -1.0)
    return made


def message(number, *path, figure="", block=None, kind="markdown"):
    made = ForwardMsg()
    made.metadata.delta_path[:] = path
    made.metadata.active_script_hash = str(number)  # only to know it again
    if block is not None:
        made.delta.add_block.vertical.border = block
    elif figure:
        made.delta.new_element.bidi_component.component_name = DRAWING
        made.hash = figure
    else:
        getattr(made.delta.new_element, kind).SetInParent()
    return made


def page(figure, *, border=False):
    return (
        message(1, 0, 0, block=border),
        message(2, 0, 0, 0),
        message(3, 0, 1, figure=figure),
        message(4, 0, 2),
    )


def test_the_first_drawing_goes_out_as_it_comes(context):
    assert context.draw(FigureFirst(), *page("a")) == [1, 2, 3, 4]


def test_a_redraw_sends_its_figure_first_and_everything_once(context):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    assert context.draw(figures, *page("b")) == [3, 1, 2, 4]


def test_a_redraw_that_follows_at_once_assumes_nothing(context, monkeypatch):
    monkeypatch.setattr(figure_first, "_ARRIVAL_SECONDS", 60.0)
    figures = FigureFirst()
    context.draw(figures, *page("a"))  # may be thrown away before it has left
    assert context.draw(figures, *page("b")) == [1, 2, 3, 4]


def test_what_is_known_to_be_there_stays_known_while_a_slider_is_dragged(context, monkeypatch):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    context.draw(figures, *page("b"))
    monkeypatch.setattr(figure_first, "_ARRIVAL_SECONDS", 60.0)
    assert context.draw(figures, *page("c")) == [3, 1, 2, 4]
    assert context.draw(figures, *page("d")) == [3, 1, 2, 4]
    assert context.draw(figures, *page("e", border=True)) == [1, 2, 3, 4]
    assert context.draw(figures, *page("f", border=True)) == [1, 2, 3, 4]


@pytest.mark.parametrize(("gap", "last"), [(0.5, [3, 1, 2, 4]), (0.1, [1, 2, 3, 4])])
def test_what_left_long_ago_is_there_if_all_that_followed_had_its_order(
    context, monkeypatch, gap, last
):
    monkeypatch.setattr(figure_first, "_ARRIVAL_SECONDS", 3.0)
    monkeypatch.setattr(figure_first, "_LEAVING_SECONDS", 0.3)
    clock = [100.0]
    monkeypatch.setattr(figure_first.time, "monotonic", lambda: clock[0])
    figures, drawn = FigureFirst(), []
    for number in range(9):
        drawn.append(context.draw(figures, *page(str(number))))
        clock[0] += gap  # too short a gap, and what was drawn may have been thrown away
    assert drawn[1:3] == [[1, 2, 3, 4]] * 2
    assert drawn[-1] == last
    assert context.draw(figures, *page("other", border=True)) == [1, 2, 3, 4]


def test_containers_that_changed_come_before_the_figure(context):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    assert context.draw(figures, *page("b", border=True)) == [1, 2, 3, 4]
    assert context.draw(figures, *page("c", border=True)) == [3, 1, 2, 4]


def test_a_figure_that_the_browser_keeps_goes_ahead_as_a_reference(context):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    kept = ForwardMsg(ref_hash="a")
    kept.metadata.CopyFrom(page("a")[2].metadata)
    before, inside, _, after = page("a")
    assert context.draw(figures, before, inside, kept, after) == [3, 1, 2, 4]


def test_after_a_redraw_cut_short_by_another_structure_nothing_is_assumed(context):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    context.interrupt_at = 1
    with pytest.raises(Rerun):
        context.draw(figures, *page("b", border=True))
    context.interrupt_at = None
    assert context.draw(figures, *page("c", border=True)) == [1, 2, 3, 4]


def test_a_redraw_cut_short_with_only_its_figure_sent_slows_nothing_down(context):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    context.interrupt_at = 1  # a slider that is still being dragged
    with pytest.raises(Rerun):
        context.draw(figures, *page("b"))
    context.interrupt_at = None
    assert context.draw(figures, *page("c")) == [3, 1, 2, 4]


def test_an_error_on_the_page_loses_nothing_that_was_drawn_before(context):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    with pytest.raises(ValueError, match="broken"):
        context.draw(figures, *page("b"), error=ValueError("broken"))
    assert [int(sent.metadata.active_script_hash) for sent in context.sent] == [3, 1, 2, 4]


def test_what_says_that_something_takes_long_does_not_wait(context):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    waiting = message(5, 0, 1, kind="spinner")
    before, inside, figure, after = page("b")
    assert context.draw(figures, before, inside, waiting, figure, after) == [1, 2, 5, 3, 4]


def test_where_it_is_asked_for_everything_goes_together(context):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    context.sent = []
    with figures.redraw():
        figures.together()
        for one in page("b"):
            context._enqueue(one)
        assert [int(sent.metadata.active_script_hash) for sent in context.sent] == [1, 2, 3, 4]


def test_a_dragged_slider_is_not_waited_for(context, monkeypatch):
    monkeypatch.setattr(figure_first, "_PAINT_SECONDS", 60.0)
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    context.script_requests = type("Requests", (), {"_state": type("State", (), {"name": "RERUN"})})
    assert context.draw(figures, *page("b")) == [3, 1, 2, 4]


def test_without_streamlits_own_queue_everything_is_drawn_all_the_same(monkeypatch):
    monkeypatch.setattr(figure_first, "get_script_run_ctx", lambda: None)
    drawn = []
    with FigureFirst().redraw():
        drawn.append(1)
    assert drawn == [1]


def test_streamlit_still_has_the_queue_that_messages_go_through():
    from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

    assert "_enqueue" in ScriptRunContext.__dataclass_fields__
    assert get_script_run_ctx(suppress_warning=True) is None


def test_behind_the_main_figure_the_first_drawing_pauses_and_a_redraw_does_not(
    context, monkeypatch
):
    waited = []
    monkeypatch.setattr(figure_first, "_FIRST_PAINT_SECONDS", 7.0)
    monkeypatch.setattr(
        figure_first._Queue, "_wait_until", lambda _, end: waited.append(len(context.sent))
    )
    figures = FigureFirst()

    def draw(name):
        context.sent = []
        with figures.redraw():
            for one in page(name)[:3]:
                context._enqueue(one)
            figures.pause()
            context._enqueue(page(name)[3])

    draw("a")
    assert waited == [3]  # the figure has left, what follows has not
    waited.clear()
    draw("b")
    assert 3 not in waited
    figures.pause()  # outside of a drawing there is nothing to wait for


class Straight:
    """The way past the queue: what went there, by number."""

    def __init__(self):
        self.gone = []
        self.arrived = set()
        self.open = True

    def __call__(self, sent):
        self.gone.append(int(sent.metadata.active_script_hash))
        if self.open:
            self.arrived.add(sent.hash)


@pytest.fixture
def straight(context, monkeypatch):
    """What went past the queue; ``context.sent`` has what took its turn."""
    way = Straight()
    monkeypatch.setattr(figure_first, "straight_to", lambda session_id, requests: way)
    return way


def test_a_figure_goes_straight_and_then_once_more_in_its_place(context, straight):
    figures = FigureFirst()
    assert context.draw(figures, *page("a")) == [1, 2, 3, 4]
    assert straight.gone == []
    assert context.draw(figures, *page("b")) == [1, 2, 3, 4]
    assert straight.gone == [3]
    assert context.sent[2].hash == "b"


def large(figure):
    drawn = page(figure)
    drawn[2].metadata.cacheable = True
    return drawn


def test_a_figure_that_the_browser_keeps_is_in_its_place_as_a_reference(context, straight):
    figures = FigureFirst()
    context.draw(figures, *large("a"))
    assert context.draw(figures, *large("b")) == [1, 2, 3, 4]
    assert straight.gone == [3]
    assert context.sent[2].ref_hash == "b"


def test_what_has_not_arrived_is_not_referred_to(context, straight):
    figures = FigureFirst()
    context.draw(figures, *large("a"))
    straight.open = False  # another page is on its way, or the browser has gone
    assert context.draw(figures, *large("b")) == [1, 2, 3, 4]
    assert straight.gone == [3]
    assert context.sent[2].hash == "b"
    straight.arrived.clear()
    # The same again, which only Streamlit knows whether the browser has.
    assert context.draw(figures, *large("b")) == [1, 2, 3, 4]
    assert straight.gone == [3]
    assert context.sent[2].hash == "b"


def test_an_unknown_structure_lets_nothing_go_straight(context, straight):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    assert context.draw(figures, *page("b", border=True)) == [1, 2, 3, 4]
    assert straight.gone == []


def test_a_slider_that_is_dragged_shows_every_figure_on_its_way(context, straight, monkeypatch):
    monkeypatch.setattr(figure_first, "_PAINT_SECONDS", 60.0)
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    context.script_requests = type("Requests", (), {"_state": type("State", (), {"name": "RERUN"})})
    assert context.draw(figures, *page("b")) == [1, 2, 3, 4]
    assert straight.gone == [3]


def test_a_redraw_cut_short_behind_its_figure_leaves_the_order_known(context, straight):
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    with pytest.raises(Rerun), figures.redraw():
        for one in page("b")[:3]:
            context._enqueue(one)
        raise Rerun
    assert straight.gone == [3]
    assert context.draw(figures, *page("b")) == [1, 2, 3, 4]
    assert straight.gone == [3]  # it is on the screen
    context.draw(figures, *page("c"))
    assert straight.gone == [3, 3]


def test_what_waited_is_handed_over_together(context, monkeypatch):
    began = []

    @contextmanager
    def together():
        began.append(len(context.sent))
        yield
        began.append(len(context.sent))

    monkeypatch.setattr(figure_first, "together", together)
    figures = FigureFirst()
    context.draw(figures, *page("a"))
    began.clear()
    assert context.draw(figures, *page("b")) == [3, 1, 2, 4]
    assert began == [1, 4]


def test_at_every_message_others_may_go_first(context, monkeypatch):
    given = []
    monkeypatch.setattr(figure_first, "give_way", lambda: given.append(len(context.sent)))
    context.draw(FigureFirst(), *page("a"))
    assert given == [0, 1, 2, 3]
