"""Every term, in both languages."""

from lib.ui.glossary import view
from lib.ui.page import Page

page = Page("glossary")
page.run(lambda: view.draw(page))
