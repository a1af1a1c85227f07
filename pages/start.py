"""The whole network at a glance: every stage with the real activations of a picture."""

import streamlit as st

from lib.stages.formulas import pooled_once_more
from lib.stages.stages import DEFAULT_PICTURE, row_facts, show_row
from lib.ui.check import check
from lib.ui.page import Page, door

page = Page("start")
network, recording = show_row(page, default=DEFAULT_PICTURE)
page.block("notice", **row_facts(network, recording, page.say))
with st.container(horizontal=True):
    door("train", label=page.say("start.door.train"))
    door("predict", label=page.say("start.door.predict"))
answer, facts = pooled_once_more(network)
check(page, "pooling", answer=answer, format_func="{:,}".format, **facts)
page.close()
