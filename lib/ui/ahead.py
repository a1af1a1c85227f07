"""What the first visitor will need, read while the browser is still loading the page's frame."""

from __future__ import annotations

import threading

from lib.settings import settings
from lib.words import load_page_text, load_words


def read_ahead() -> None:
    """Start reading in the background; whoever comes first waits for no more than is missing."""
    threading.Thread(target=_read, name="read-ahead", daemon=True).start()


def _read() -> None:
    from lib.stages.activations import load_recording
    from lib.stages.stages import DEFAULT_PICTURE, component_script
    from lib.ui.registry import PAGES

    load_recording(DEFAULT_PICTURE)
    component_script()
    for language in settings().languages:
        load_words(language)
        for page in PAGES:
            load_page_text(language, page.path)
