"""Search over pages, terms and the lesson."""

from lib.ui.page import Page
from lib.ui.search import view

page = Page("search")
page.run(lambda: view.draw(page))
