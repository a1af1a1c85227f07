"""A long answer comes in steps, between which others are answered."""

from lib.jobs.steps import Steps, Unfinished


def counting(to, done):
    for number in range(to):
        done.append(number)
        yield (number + 1) / to
    return to


def test_questions_of_others_come_between_and_no_step_is_done_twice():
    steps, long, short = Steps(seconds=0), [], []
    assert steps.answer("long", lambda: counting(3, long)) == Unfinished(1 / 3)
    assert steps.answer("short", lambda: counting(1, short)) == Unfinished(1)
    assert steps.answer("short", lambda: counting(1, short)) == 1
    while isinstance(found := steps.answer("long", lambda: counting(3, long)), Unfinished):
        pass
    assert (found, long, short) == (3, [0, 1, 2], [0])
    assert steps.answer("long", lambda: counting(3, long)) == 3  # it is kept


def test_no_more_answers_and_beginnings_are_held_than_may_be():
    steps, done = Steps(seconds=0, kept=2), []
    for name in "abc":
        steps.answer(name, lambda: counting(2, done))
    assert steps.answer("c", lambda: counting(2, done)) == Unfinished(1)
    assert steps.answer("a", lambda: counting(2, done)) == Unfinished(0.5)  # begun anew
