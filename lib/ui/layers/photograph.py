"""The photograph beside the lens, on which the lens frames what its cell sees."""

from __future__ import annotations

from collections.abc import Callable

from lib.cnn.receptive_field import ReceptiveField
from lib.layers.field import all_fields
from lib.layers.passage import FIRST_LOOK, Overview
from lib.layers.spec import GLOBAL_POOLINGS, LayerSpec, NetworkSpec
from lib.sight.sight import Sight, show_sight
from lib.ui.layers.bench import Bench

LINK = "layers"  # between the lens and the photograph


def show_photograph(bench: Bench, lens_key: Callable[[LayerSpec, str], str]) -> None:
    """Draw the square that the network got; what the lens points at is framed on it.

    Args:
        bench: Network and picture.
        lens_key: The key of the lens that shows a layer, ``"whole"`` or its ``"depthwise"`` half.
    """
    seen: Overview = bench.ask("passing.overview", FIRST_LOOK)
    lenses = {lens_key(layer, stage): sight for layer, stage, sight in _sights(bench.network)}
    show_sight(seen.seen, lenses, link=LINK, say=bench.page.say, key="layers.sight")


def _sights(network: NetworkSpec) -> list[tuple[LayerSpec, str, Sight]]:
    """Every layer that a lens can show, with what the cells on both sides of it see."""
    fields = all_fields(network.layers)
    found: list[tuple[LayerSpec, str, Sight]] = []
    # A layer's input are the cells of the one before it; the picture stands before the first.
    for place, layer in enumerate(network.layers[: len(fields)]):
        before: tuple[ReceptiveField, ReceptiveField] = fields[place]
        if layer.kind in GLOBAL_POOLINGS:
            found.append((layer, "whole", Sight(before, None)))
        if not layer.has_maps:
            break
        after = fields[place + 1]
        if layer.kind == "SeparableConv2D":
            # Its second half weighs maps cell by cell: they see what its output sees.
            found.append((layer, "depthwise", Sight(before, after)))
            found.append((layer, "whole", Sight(after, after)))
        else:
            found.append((layer, "whole", Sight(before, after)))
    return found
