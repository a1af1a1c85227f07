"""What is said of a layer's maps, and of the picture that they come from."""

from __future__ import annotations

import streamlit as st

from lib.figures.pixels import picture_png
from lib.figures.quantities import share_text
from lib.figures.readable import readable
from lib.layers.passage import LayerMaps, Overview
from lib.layers.spec import LayerSpec
from lib.ui.layers.bench import Bench
from lib.ui.layers.classes import PICTURE_SIDE, shares_of
from lib.ui.page import Page
from lib.ui.run_titles import class_title
from lib.words import plain


def show_seen(bench: Bench, seen: Overview) -> None:
    """The picture as the network got it, and what it says of it."""
    with st.container(key="pixels-seen"):
        st.image(picture_png(seen.seen), width=PICTURE_SIDE, alt=bench.picture.title)
    gets, says = seen_words(bench, seen)
    st.caption(gets)
    st.caption(plain(says))


def seen_words(bench: Bench, seen: Overview) -> tuple[str, str]:
    """What the network gets, and what it says of that: two sentences."""
    say, picture, side = bench.page.say, bench.picture, bench.network.side
    shares = shares_of(seen)
    best = int(shares.argmax())
    name = class_title(say, bench.network.class_names[best])
    return (
        say("layers.seen", side=side, width=picture.width, height=picture.height),
        say("layers.seen.says", name=name, share=share_text(float(shares[best]))),
    )


def network_peak(bench: Bench, seen: Overview) -> float:
    """The largest absolute value of all layers; augmentation still has the pixels' 255."""
    return max(
        maps.peak
        for layer, maps in zip(bench.network.layers, seen.layers, strict=True)
        if layer.accent != "augmentation" or len(seen.layers) == 1
    )


def spread_facts(maps: LayerMaps) -> dict[str, str]:
    """Minimum, maximum, mean and share of zeros of a layer, in digits."""
    spread = maps.spread
    return {
        "low": readable(spread.minimum),
        "high": readable(spread.maximum),
        "mean": readable(spread.mean),
        "zeros": share_text(spread.zeros),
    }


def range_text(maps: LayerMaps) -> str:
    """From the least to the largest value."""
    return f"{readable(maps.spread.minimum)} … {readable(maps.spread.maximum)}"


def map_sentence(page: Page, layer: LayerSpec, maps: LayerMaps, place: int) -> str:
    """What is said of a map, or of a vector."""
    if not layer.has_maps:
        return page.say("layers.vector.say", name=layer.name, count=f"{layer.units:,}",
                        **spread_facts(maps))  # fmt: skip
    return page.say(
        "layers.map.say",
        unit=maps.units[place] + 1,
        name=layer.name,
        low=readable(float(maps.lows[place])),
        high=readable(float(maps.highs[place])),
        mean=readable(float(maps.means[place])),
    )
