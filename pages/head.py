"""From maps to classes: where each cell goes, which weights meet it, and what a head costs."""

import streamlit as st

from lib.drawing.drawing import drawing
from lib.figures.flatten_map import NARROW, WIDE, flatten_map
from lib.figures.real_head import channel_map, place_and_weights
from lib.operations.architectures import CLASSES, NAMES
from lib.operations.checks import head as checks
from lib.operations.head import last_maps, real_cell, strongest_cell
from lib.operations.notes_network import CLASSES as NOTES_CLASSES
from lib.operations.notes_network import SIDE, UNITS
from lib.snippets import head as snippets
from lib.ui import head_view as view
from lib.ui.page import Page
from lib.ui.picked import picked_numbers
from lib.ui.predict_first import predict_first
from lib.ui.recorded import choose_recorded, show_recorded
from lib.ui.views import finish, show_views, side_by_side, sliders

page = Page("head")
say, controls = page.say, page.controls
DRAWN_UNITS = 3
MAP = "head.map"


def index() -> None:
    """A small block, its vector, and the weights of a small dense layer."""
    figure, beside = st.columns([1.5, 1], gap="large")
    with beside:
        height, width, channels = sliders(
            page, ("height", 2, 4, 3, 1), ("width", 2, 4, 3, 1), ("channels", 1, 3, 2, 1)
        )
        shape = (height, width, channels)
        facts = view.index_facts(shape, DRAWN_UNITS)
        predict_first(page, "step", view.step_guesses(shape), answer=channels, **facts)
    with figure:
        svg, narrow = (flatten_map(shape, DRAWN_UNITS, say, width=w) for w in (WIDE, NARROW))
        alt, hint = say("head.index.alt", **facts), say("head.index.hint")
        drawing(svg, narrow=narrow, say=say, key="index", alt=alt, hint=hint)
        st.caption(say("head.index.caption"))
    code = snippets.flatten_snippet(shape, view.example_place(shape), DRAWN_UNITS)
    finish(page, "index", code, checks.last_of_new_row(shape), **facts)


def real() -> None:
    """The shipped network's own maps and the weights that it learned."""
    left, right = st.columns([1, 1.55], gap="large")
    with left:
        chooser, shown = st.columns([1.6, 1], gap="medium")
        with chooser:
            picture = choose_recorded(page, default="tulips")
            H, W, C = last_maps(picture).shape
            start = strongest_cell("tulips")
            (channel,) = sliders(page, ("channel", 0, C - 1, start.channel, 1))
        with shown:
            show_recorded(page, picture, width=150)
    with right:
        row, column = sliders(
            page, ("row", 0, H - 1, start.row, 1), ("column", 0, W - 1, start.column, 1)
        )
        cell = real_cell(picture, row, column, channel)
        facts = view.real_facts(cell, picture, say)
        svg, alt = place_and_weights(cell, say), say("head.real.alt", **facts)
        drawing(svg, say=say, key="weights", alt=alt, hint=say("head.real.hint"))
        options = [0, 1, NOTES_CLASSES, facts["units"]]
        predict_first(page, "change", options, answer=facts["changed"], **facts)
    with left:
        svg, alt = channel_map(cell, say), say("head.map.alt", **facts)
        drawing(svg, say=say, key=MAP, alt=alt, hint=say("head.map.hint"), on_pick=pick)
    st.caption(say("head.real.caption", **facts))
    code = snippets.flatten_snippet((H, W, C), cell.place, facts["units"])
    finish(page, "real", code, checks.neighbour_row((H, W, C), cell.place), **facts)


def pick() -> None:
    """Go to the cell of the map that was pressed."""
    H, W, _ = last_maps("tulips").shape
    if numbers := picked_numbers(MAP, (0, H - 1), (0, W - 1)):
        controls.set(row=numbers[0], column=numbers[1])


def heads() -> None:
    """The network of the notes with Flatten and with GlobalAveragePooling2D."""
    side, units = ("side", 32, 256, SIDE, 4), ("units", 16, 512, UNITS, 16)
    pixels, *rest = sliders(page, side, units, ("classes", 2, 20, NOTES_CLASSES, 1))
    networks = view.both_heads(pixels, *rest)
    facts = view.heads_facts(networks)
    drawings = (
        (head, view.notes_rows(head, networks, say), say(f"head.{head}.alt", **facts))
        for head in networks
    )
    side_by_side(page, drawings, hint=say("head.rows.hint"))
    st.caption(say("head.heads.caption", **facts))
    half = view.both_heads(pixels // 2, *rest)
    answer, named = view.share_guess(half), lambda share: say(f"head.share.{share}")
    asked = view.heads_facts(half) | {"side": pixels // 2}
    predict_first(page, "share", view.SHARES, answer=answer, format_func=named, **asked)
    worked = checks.wider_picture(pixels, *rest)
    finish(page, "heads", snippets.heads_snippet(networks), worked, **facts)


def famous() -> None:
    """VGG16 and InceptionV3, group by group, with either head."""
    picker, count = st.columns(2, gap="large", vertical_alignment="bottom")
    with picker:
        style = controls.choice(
            "head",
            ("published", "flatten", "average"),
            label=say("head.style"),
            default="published",
            format_func=lambda name: say(f"head.style.{name}"),
        )
    with count:
        (classes,) = sliders(page, ("outputs", 2, CLASSES, CLASSES, 2))
    networks = view.famous(style, classes)
    facts = view.famous_facts(networks, classes)
    drawings = (
        (name, view.famous_rows(name, networks, say), say(f"head.{name}.alt", **facts))
        for name in NAMES
    )
    side_by_side(page, drawings, hint=say("head.rows.hint"))
    st.caption(say("head.famous.caption", **facts))
    answer = facts["vgg_average"]
    predict_first(page, "swap", view.swap_guesses(networks, classes), answer=answer, **facts)
    code = snippets.famous_snippet(networks, style, classes)
    finish(page, "famous", code, checks.more_classes(networks["inception_v3"], classes), **facts)


show_views(page, {"index": index, "real": real, "heads": heads, "famous": famous})
