"""The guided way through all pages."""

from lib.ui.lesson import overview
from lib.ui.page import Page

page = Page("lesson")
page.run(lambda: overview.draw(page))
