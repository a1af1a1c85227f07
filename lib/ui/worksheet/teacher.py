"""A teacher's page: what is on the sheet, the two links, and sheet or key."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from lib.operations.worksheet.names import sheet_name
from lib.operations.worksheet.sheet import FEWEST, MOST, TOPICS, USUAL, Sheet
from lib.ui.copying import show_link
from lib.ui.page import Page
from lib.ui.several import choose_several
from lib.ui.worksheet.key_view import show_key, show_table
from lib.ui.worksheet.secret import replace_secret
from lib.ui.worksheet.student import ask_name
from lib.ui.worksheet.tasks_view import show_sheet

VIEWS = ("sheet", "key", "table")


def draw(page: Page, key: str) -> None:
    """Settings and links, then the sheet, its key, or the keys of several students."""
    say = page.say
    with st.container(key="screen-only-settings"):
        sheet, each = _settings(page, key)
        _links(page, sheet, each, key)
        page.fold("about")
        shown = page.controls.choice(
            "show",
            VIEWS,
            label=say("worksheet.show"),
            default="sheet",
            format_func=lambda name: say(f"worksheet.show.{name}"),
            label_visibility="collapsed",
        )
    if shown == "table":
        show_table(page, sheet, each=each)
        return
    student = ask_name(page, "worksheet.preview") if each else ""
    (show_key if shown == "key" else show_sheet)(page, sheet, student)


def _settings(page: Page, key: str) -> tuple[Sheet, bool]:
    say = page.say
    topics = choose_several(
        page,
        "topics",
        {topic: say(f"worksheet.topic.{topic}") for topic in TOPICS},
        label=say("worksheet.topics"),
        most=len(TOPICS),
        default=tuple(TOPICS),
    )
    count, each, new = st.columns([2, 2, 1], gap="large", vertical_alignment="bottom")
    with count:
        tasks = page.controls.slider(
            "count",
            label=say("worksheet.count"),
            minimum=FEWEST,
            maximum=MOST,
            default=USUAL,
            step=1,
        )
    with each:
        own = page.controls.toggle(
            "each", label=say("worksheet.each"), default=False, help=say("worksheet.each.help")
        )
    with new:
        st.button(
            say("worksheet.new"),
            icon=":material/casino:",
            help=say("worksheet.new.help"),
            on_click=lambda: replace_secret(page),
            width="stretch",
        )
    if not topics:
        st.caption(say("worksheet.topics.none"))
    chosen = tuple(topic for topic in TOPICS if topic in topics) or tuple(TOPICS)
    return Sheet(sheet_name(key), chosen, int(tasks)), own


def _links(page: Page, sheet: Sheet, each: bool, key: str) -> None:
    """Both links, whole, so that they can be copied."""
    told: dict[str, object] = {}
    if sheet.topics != tuple(TOPICS):
        told["topics"] = ",".join(sheet.topics)
    if sheet.count != USUAL:
        told["count"] = sheet.count
    if each:
        told["each"] = 1
    spoken = {"lang": page.say.language}
    starts = {"students": {"sheet": sheet.name}, "teacher": {"key": key, "show": "key"}}
    for place, (name, start) in zip(st.columns(2, gap="large"), starts.items(), strict=True):
        with place:
            st.caption(page.say(f"worksheet.link.{name}"))
            show_link(link({**start, **told, **spoken}), key=f"copy-{name}")


def link(address: dict[str, object]) -> str:
    """The page's own address with these parameters, as a browser can open it from anywhere."""
    here = urlsplit(st.context.url or "/worksheet")
    return urlunsplit((here.scheme, here.netloc, here.path, urlencode(address, safe=","), ""))
