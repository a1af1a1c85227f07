"""A worksheet with numbers from the link: the same for a class, or other ones for every student."""

from lib.ui.page import Page
from lib.ui.worksheet import page_view

page = Page("worksheet")
page.run(lambda: page_view.draw(page))
