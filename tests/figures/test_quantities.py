"""Numbers as they are read keep their digits and units where rounding carries over."""

import pytest

from lib.figures.quantities import memory_text, seconds_text, share_text
from lib.figures.readable import readable, readable_latex


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.00000994, "9.9 µs"),
        (0.00000997, "10 µs"),
        (0.0009994, "999 µs"),
        (0.00099996, "1.0 ms"),
        (0.00997, "10 ms"),
        (0.0997, "100 ms"),
        (0.9994, "999 ms"),
        (0.99996, "1.0 s"),
    ],
)
def test_a_duration_is_rounded_before_its_unit_is_chosen(seconds, said):
    assert seconds_text(seconds) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (999_940, "999.9 kB"),
        (999_960, "1.0 MB"),
        (999_960_000, "1.0 GB"),
        (2_000_000_000_000_000, "2000.0 TB"),
    ],
)
def test_an_amount_of_memory_is_rounded_before_its_unit_is_chosen(count, said):
    assert memory_text(count) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (9.9994, "9.999"),
        (9.9996, "10.00"),
        (-99.999, "−100.0"),
        (999.96, "1,000"),
        (999_999.4, "999,999"),
        (999_999.6, "1.0×10⁶"),
    ],
)
def test_a_number_is_rounded_before_its_decimals_are_chosen(value, said):
    assert readable(value) == said
    if "×" not in said:
        assert readable_latex(value) == said.replace("−", "-").replace(",", "{,}")


@pytest.mark.parametrize(
    ("share", "said", "exactly"),
    [
        (0.0, "0.0%", "0%"),
        (0.000001, "<0.1%", "0.0001%"),
        (0.00099, "<0.1%", "0.099%"),
        (0.001, "0.1%", "0.1%"),
        (0.99604, "99.6%", "100%"),
        (1.5, "150.0%", "150%"),
    ],
)
def test_only_a_share_of_zero_is_said_to_be_zero(share, said, exactly):
    assert share_text(share) == said
    assert share_text(share, however_small=True) == exactly
