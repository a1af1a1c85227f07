"""Real trainings that went wrong: symptoms first, then the diagnosis, cause and cure."""

from lib.ui.clinic import division_view, patient_view
from lib.ui.page import Page
from lib.ui.views import show_views

page = Page("clinic")
show_views(
    page,
    {
        "patient": lambda: patient_view.draw(page),
        "division": lambda: division_view.draw(page),
    },
)
