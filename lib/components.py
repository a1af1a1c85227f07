"""Names under which Streamlit knows the components that draw figures.

Apart from the components themselves, so that who only wants to recognise a figure, as every page
does, need not load what draws it.
"""

PREFIX = "convscope_"  # of all of the project's components

DRAWING = f"{PREFIX}drawing"
LENS = f"{PREFIX}lens"
FLOW = f"{PREFIX}flow"
GRID = f"{PREFIX}grid"
TRAVEL = f"{PREFIX}travel"

FIGURES = (DRAWING, LENS, FLOW, GRID, TRAVEL)
