"""What draws is loaded while that which is drawn is still computed."""

from __future__ import annotations

import streamlit as st

from lib.components import PREFIX

# It takes no room: Streamlit would leave a gap.
_SCRIPT = """export default function ({ parentElement }) {
  const { host = parentElement } = parentElement.getRootNode();
  const container = host.closest("[data-testid=stElementContainer]");
  if (container) container.style.position = "absolute";
}"""


def load_early(key: str) -> None:
    """Have the browser load Streamlit's script for components, before there is anything to show.

    It asks for that script when the first component arrives; on a page that waits for the worker
    this one is there sooner than the figure, and shows nothing.

    Args:
        key: Of the component; different for each on a page.
    """
    st.components.v2.component(f"{PREFIX}early", html="<div></div>", js=_SCRIPT)(key=key)
