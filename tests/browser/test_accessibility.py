"""Every page as those read it who do not see, or not well: checked by axe."""

import pytest
from page_drawn import drawn

from lib.ui.registry import PAGES
from lib.words import LANGUAGES

pytestmark = pytest.mark.browser
PATIENCE = 120_000
PATHS = ["" if page.default else page.path for page in PAGES]


def serious(page):
    """What axe calls serious or critical: the rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    return [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_serious_obstacle(path, app_url, browser_page):
    first = PATHS.index(path) % 2  # half of the pages are dark in English, half in Chinese
    for number, language in enumerate(LANGUAGES, first):
        browser_page.emulate_media(color_scheme=("light", "dark")[number % 2])
        browser_page.goto(f"{app_url}/{path}?lang={language}")
        drawn(browser_page, timeout=PATIENCE)
        spinner = browser_page.get_by_test_id("stSpinner")
        spinner.first.wait_for(state="detached", timeout=PATIENCE)
        assert serious(browser_page) == [], language
