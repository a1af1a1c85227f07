"""Pictures of one's own, labelled one after another, kept as a data set."""

from lib.ui.annotate.session import put_away
from lib.ui.annotate.view import annotate

__all__ = ["annotate", "put_away"]
