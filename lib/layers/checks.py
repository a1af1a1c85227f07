"""What the checks of the page about layers ask, worked out for the network and the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from lib.cnn.windows import axis_rule, outputs_using
from lib.layers.argument import Argument
from lib.layers.arithmetic import activation_of
from lib.layers.bounds import LayerBounds
from lib.layers.field import SeenPixels, fields_of, windows_of
from lib.layers.passage import LayerMaps
from lib.layers.reasons import Slopes
from lib.layers.spec import CONVOLUTIONS, LayerSpec
from lib.operations.checks.worked import Worked

_LEVELS = 25  # of the 255 of a pixel
_READ_OFF = 0.02  # of the answer: the slope is shown with three digits
_SHIFT = 3  # pixels, where the picture was not moved


def answering_cells(
    layers: Sequence[LayerSpec], seen: Sequence[LayerMaps], layer: LayerSpec
) -> Worked:
    """In how many of its cells a map of the layer is not zero, on average over its maps.

    Args:
        layers: Of the network.
        seen: What each of them gives for the picture.
        layer: The one shown; the first convolution, or first layer, if it gives no maps.
    """
    if not layer.has_maps:
        layer = next((each for each in layers if each.accent == "convolution"), layers[0])
    maps = next(each for each in seen if each.name == layer.name)
    size = prod(layer.output_shape)
    awake = size - round(maps.spread.zeros * maps.spread.size)
    rows, columns = layer.map_shape
    facts = {
        "layer": layer.name,
        "maps": layer.units,
        "rows": rows,
        "columns": columns,
        "size": f"{size:,}",
        "zeros": f"{size - awake:,}",
        "awake": f"{awake:,}",
    }
    return Worked(awake / layer.units, facts, decimals=1)


def users_of_one(layer: LayerSpec) -> Worked:
    """How many of the layer's numbers look at one number in the middle of what it gets, at most.

    Along each axis the windows that reach a cell; times the filters that each map goes through.

    Example:
        >>> config = {"kernel_size": (3, 3), "strides": (1, 1), "padding": "same"}
        >>> users_of_one(LayerSpec("c", "Conv2D", (8, 8, 3), (8, 8, 16), config, 448)).answer
        144
    """
    if layer.kind == "Dense":
        facts = {"layer": layer.name, "terms": f"{layer.units:,}"}
        return Worked(layer.units, facts)
    windows = [1]
    if len(layer.input_shape) == 3:
        windows = [_most_windows(layer, axis) for axis in (0, 1)]
    filters = 1
    if layer.kind == "DepthwiseConv2D":
        filters = int(layer.config.get("depth_multiplier") or 1)
    elif layer.kind in CONVOLUTIONS:
        filters = layer.units
    if activation_of(layer)[0] == "softmax":  # divides by a sum over all maps
        filters = layer.units
    terms = " · ".join(f"{count:,}" for count in (*windows, filters))
    return Worked(prod(windows) * filters, {"layer": layer.name, "terms": terms})


def _most_windows(layer: LayerSpec, axis: int) -> int:
    size, window = layer.input_shape[axis], windows_of(layer)[axis]
    rule = axis_rule(
        size, window.window, stride=window.stride, dilation=window.dilation, padding=window.padding
    )
    # Beyond a stride and a dilation the pattern repeats.
    middle = range(size // 2, min(size, size // 2 + window.stride * window.dilation))
    return max(len(outputs_using(rule, cell)) for cell in middle)


def one_map_more(layer: LayerSpec) -> Worked | None:
    """Weights that a convolution needs besides if one more map comes in; biases stay.

    Returns:
        None of a convolution in groups, which cannot take a single map more.

    Example:
        >>> config = {"kernel_size": (3, 3)}
        >>> one_map_more(LayerSpec("c", "Conv2D", (8, 8, 3), (8, 8, 16), config, 448)).answer
        144
    """
    if layer.config.get("groups", 1) != 1:
        return None
    rows, columns = layer.config["kernel_size"]
    each = int(layer.config.get("depth_multiplier") or 1)
    facts = {"layer": layer.name, "channels": layer.input_shape[-1]}
    if layer.kind == "Conv2D":
        terms, count = f"{rows} · {columns} · {layer.units}", rows * columns * layer.units
    elif layer.kind == "DepthwiseConv2D":
        terms, count = f"{rows} · {columns} · {each}", rows * columns * each
    else:  # the second half of a separable one sees each of the new maps in every filter
        terms = f"{rows} · {columns} · {each} + {each} · {layer.units}"
        count = rows * columns * each + each * layer.units
    return Worked(count, facts | {"terms": terms})


def spared_layers(bounds: Sequence[LayerBounds], lows: Sequence[float]) -> Worked:
    """In how many layers numbers below zero are possible, and this picture has none.

    Args:
        bounds: Of every layer.
        lows: The least value of every layer for the picture.
    """
    spared = [
        bound.name
        for bound, low in zip(bounds, lows, strict=True)
        if bound.can_be_negative and low >= 0
    ]
    possible = sum(bound.can_be_negative for bound in bounds)
    return Worked(len(spared), {"possible": possible, "names": tuple(spared)})


def cut_out(layers: Sequence[tuple[LayerSpec, int]]) -> Worked | None:
    """Parameters that go with the dead units of the layer that has the largest share of them.

    Args:
        layers: Layers with how many of their units are dead; asked about are those whose units
            have weights of their own.

    Returns:
        None if there is no such layer.

    Example:
        >>> layer = LayerSpec("d", "Dense", (9,), (4,), {}, 40)
        >>> cut_out([(layer, 3)]).answer, cut_out([(layer, 0)]).facts["count"]
        (30, 1)
    """
    own = [pair for pair in layers if pair[0].kind in ("Conv2D", "Dense")]
    if not own:
        return None
    layer, dead = max(own, key=lambda pair: pair[1] / pair[0].units)
    count, each = max(1, dead), layer.parameters // layer.units
    facts = {"layer": layer.name, "count": count, "each": f"{each:,}", "dead": dead}
    return Worked(count * each, facts)


def louder_pixel(slopes: Slopes) -> Worked:
    """How far the logit moves when the steepest pixel changes by 25 levels, as the slope tells."""
    steepest = float(slopes.saliency.max())
    answer = _LEVELS * steepest
    facts = {"levels": _LEVELS, "steepest": f"{steepest:.3g}"}
    return Worked(answer, facts, decimals=3, slack=_READ_OFF * abs(answer))


def unopposed(argument: Argument) -> Worked:
    """The logit without all that speaks against the class."""
    facts = {"plus": f"{argument.plus:.4f}", "own": f"{argument.bias:.4f}".replace("-", "−")}
    return Worked(argument.plus + argument.bias, facts, decimals=2)


def seen_share(layer: LayerSpec, seen: SeenPixels, side: int) -> Worked:
    """The share of the picture's pixels that a cell away from the border sees, in per cent.

    Example:
        >>> layer = LayerSpec("c", "Conv2D", (8, 8, 3), (8, 8, 16), {}, 448)
        >>> seen_share(layer, SeenPixels(range(3), range(3), (4, 4), False), 8).text
        '25.0'
    """
    rows, columns = (min(size, side) for size in seen.size)
    facts = {"layer": layer.name, "across": columns, "down": rows, "side": side}
    return Worked(100 * rows * columns / side**2, facts, decimals=1)


def moved_cells(layers: Sequence[LayerSpec], shown: str, pixels: int) -> Worked:
    """By how many cells the maps of a layer move that is not the one shown.

    Args:
        layers: Of the network.
        shown: Name of the layer whose own move is told.
        pixels: How far the picture was moved to the right; the question takes its size.

    Example:
        >>> config = {"pool_size": (2, 2), "strides": (2, 2), "padding": "valid"}
        >>> pool = LayerSpec("p", "MaxPooling2D", (8, 8, 3), (4, 4, 3), config, 0)
        >>> moved_cells([pool], "p", -5).text
        '2.50'
    """
    widths = {
        each.name: fields_of(layers, place)[1].jump
        for place, each in enumerate(layers)
        if each.has_maps
    }
    name = _other_width(widths, shown)
    shift = abs(pixels) or _SHIFT
    facts = {"layer": name, "shift": shift, "jump": widths[name]}
    return Worked(shift / widths[name], facts, decimals=2)


def _other_width(widths: Mapping[str, int], shown: str) -> str:
    """The layer of the widest cells that are not as wide as those shown, if there is one."""
    others = {name: width for name, width in widths.items() if width != widths.get(shown)}
    found = others or widths
    return max(found, key=found.__getitem__)
