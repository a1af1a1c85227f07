"""Open a page of the app without a browser."""

from streamlit.testing.v1 import AppTest

from lib.places import PROJECT

MAIN = str(PROJECT / "lib" / "main.py")


def opened(path: str, **address: str) -> AppTest:
    """The page as a first visitor gets it."""
    app = AppTest.from_file(MAIN, default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    if path != "start":
        app.switch_page(f"../pages/{path}.py")
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
    assert not app.exception, [found.value for found in app.exception]
    return app
