"""The ten questions of the notes: answer first, then look at the evidence."""

from lib.ui.page import Page
from lib.ui.questions import quiz

page = Page("questions")
page.run(lambda: quiz.draw(page))
