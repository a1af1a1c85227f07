"""A folder becomes labels: classes, pictures, files, the split; and pictures of one's own."""

from lib.ui.annotate import annotate, put_away
from lib.ui.labels import files_view, folder_view, samples_view, split_view
from lib.ui.page import Page
from lib.ui.views import show_views

page = Page("labels")
show_views(
    page,
    {
        "folder": lambda: folder_view.draw(page),
        "samples": lambda: samples_view.draw(page),
        "files": lambda: files_view.draw(page),
        "split": lambda: split_view.draw(page),
        "annotate": lambda: annotate(page),
    },
    before=lambda view: put_away(page, view),
)
