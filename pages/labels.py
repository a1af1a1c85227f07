"""Labels: a folder's name is its label; pictures of one's own get theirs here."""

from lib.ui.annotate import annotate
from lib.ui.page import Page

page = Page("labels")
page.run(lambda: annotate(page))
