"""The lines of the view of signs: complete on a telephone, and drawn before the set is known."""

from lib.figures.layers.bounds_rows import NARROW, WIDE, BoundsRow, BoundsWords, bounds_rows

WORDS = BoundsWords("possible for any picture", "seen on 48 pictures", "seen on this one")


def row(over_set):
    return BoundsRow("outputs", "outputs", (-35_389.0, 28_715.0), over_set, (-2.0, 8.0),
                     "can be negative", negative=True, say="")  # fmt: skip


def test_name_verdict_and_all_of_the_legend_are_there_at_every_width():
    for width in (WIDE, NARROW):
        drawn = bounds_rows([row((-3.0, 9.0))], WORDS, width=width)
        for text in ("outputs", "− can be negative", "0", "−100", "10,000", *vars(WORDS).values()):
            assert f">{text}</text>" in drawn
    starts = [drawn.index(f">{text}<") for text in vars(WORDS).values()]
    lines = {drawn[:end].rpartition(' y="')[2].partition('"')[0] for end in starts}
    assert len(lines) > 1  # more than a telephone has room for side by side


def test_without_the_set_only_its_bar_is_missing():
    whole, first = (bounds_rows([row(each)], WORDS) for each in ((-3.0, 9.0), None))
    assert whole.count("ghost-fill") == first.count("ghost-fill") + 1
    assert whole.count("bound") == first.count("bound")
