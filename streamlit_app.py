"""ConvScope, a convolutional network you can touch.  Start: ``streamlit run streamlit_app.py``.

Table of contents
    lib/main.py         the frame of every page: language, navigation
    lib/ui/registry.py  the pages, as data
    pages/              one file a page
    content/            the words, in English and Chinese
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from lib.hosting.health import health
from lib.hosting.nested import NestedAddresses
from lib.hosting.start import check_start
from lib.settings import settings
from lib.ui.leaving import forgetting, keep_memory_together
from lib.ui.nonsense import MISSING
from lib.ui.registry import PAGES
from lib.ui.visitor import VisitorCookie

st.secrets.load_if_toml_exists()  # where settings come as a file, they are variables from here on
check_start()
# Whatever a page says, the server takes no larger file.
config.set_option("server.maxUploadSize", settings().upload_megabytes)

keep_memory_together()

# One thread answers all browsers while others draw pages.  By default each of these keeps the
# interpreter for 5 ms before it lets that one have it, at every message of every page.
sys.setswitchinterval(0.0005)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Read ahead at the start, tidy up now and then, close the compute engine at the end."""
    from lib.hosting.upkeep import tidying
    from lib.ui.ahead import read_ahead
    from lib.ui.delivery import own_delivery

    read_ahead()
    with tidying(), own_delivery():
        async with forgetting():
            yield
    from lib.jobs import engine

    engine.close()


app = st.App(
    Path(__file__).parent / "lib" / "main.py",
    lifespan=lifespan,
    routes=[Route("/health", health)],
    middleware=[
        Middleware(
            NestedAddresses,
            pages=[page.path for page in PAGES if not page.default],
            start=next(page.path for page in PAGES if page.default),
            missing=MISSING,
            base=config.get_option("server.baseUrlPath"),
        ),
        Middleware(VisitorCookie),
    ],
)
