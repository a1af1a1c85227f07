"""The whole network at a glance: every stage with the real activations of a picture."""

import streamlit as st

from lib.stages.stages import DEFAULT_PICTURE, row_facts, show_row
from lib.ui.page import Page, door

page = Page("start")
network, recording = show_row(page, default=DEFAULT_PICTURE)
page.block("notice", **row_facts(network, recording, page.say))
with st.container(horizontal=True):
    door("train", label=page.say("start.door.train"))
    door("predict", label=page.say("start.door.predict"))
page.close()
