"""The pages, as data: a new page is a file, a row here, and a text file a language."""

from __future__ import annotations

from dataclasses import dataclass

from lib.places import PROJECT

# Sections in the order of the life of a picture; their names are translated.
SECTIONS = ("start", "picture", "operation", "model", "training", "questions")


@dataclass(frozen=True)
class PageSpec:
    """One page: its fixed URL path (also its file, its texts), its section and its icon."""

    path: str
    section: str
    icon: str
    default: bool = False
    aside: bool = False  # not on the way of a picture: no page's neighbour

    @property
    def file(self) -> str:
        """Absolute path of the page's script."""
        return str(PROJECT / "pages" / f"{self.path}.py")


PAGES: tuple[PageSpec, ...] = (
    PageSpec("start", "start", ":material/home:", default=True),
    PageSpec("lesson", "start", ":material/school:", aside=True),
    PageSpec("labels", "picture", ":material/label:"),
    PageSpec("resize", "picture", ":material/aspect_ratio:"),
    PageSpec("augmentation", "picture", ":material/animation:"),
    PageSpec("batches", "picture", ":material/shuffle:"),
    PageSpec("connectivity", "operation", ":material/hub:"),
    PageSpec("edges", "operation", ":material/contrast:"),
    PageSpec("padding", "operation", ":material/padding:"),
    PageSpec("pooling", "operation", ":material/grid_view:"),
    PageSpec("relu", "operation", ":material/show_chart:"),
    PageSpec("dropout", "operation", ":material/blur_on:"),
    PageSpec("head", "operation", ":material/account_tree:"),
    PageSpec("loss", "operation", ":material/balance:"),
    PageSpec("shapes", "model", ":material/table_rows:"),
    PageSpec("layers", "model", ":material/layers:"),
    PageSpec("train", "training", ":material/model_training:"),
    PageSpec("compare", "training", ":material/compare_arrows:"),
    PageSpec("clinic", "training", ":material/stethoscope:"),
    PageSpec("predict", "training", ":material/center_focus_strong:"),
    PageSpec("questions", "questions", ":material/quiz:"),
    PageSpec("worksheet", "questions", ":material/assignment:", aside=True),
    PageSpec("glossary", "questions", ":material/menu_book:", aside=True),
    PageSpec("search", "questions", ":material/search:", aside=True),
)


def find_page(path: str) -> PageSpec:
    """The registered page with this path.

    Raises:
        KeyError: No such page.

    Example:
        >>> find_page("train").section
        'training'
    """
    for page in PAGES:
        if page.path == path:
            return page
    raise KeyError(path)
