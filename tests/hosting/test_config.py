"""What the server is told about itself."""

import ast
import tomllib

from lib.places import PROJECT

CONFIG = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_limits_are_safe_and_nobody_is_told_on():
    assert CONFIG["server"]["enableXsrfProtection"] is True
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["maxUploadSize"] <= 50


def test_pages_are_not_searched_for_bare_expressions_and_have_none():
    assert CONFIG["runner"]["magicEnabled"] is False
    for file in (PROJECT / "pages").glob("*.py"):
        first, *rest = ast.parse(file.read_text("utf-8")).body
        assert isinstance(first, ast.Expr)  # the docstring
        for statement in rest:
            bare = isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Call)
            assert not bare, f"{file.name}:{statement.lineno}"


def test_a_browser_keeps_large_messages_longer_than_a_redraw_takes():
    # With Streamlit's own 2 it can forget one between offering to keep it and being referred to it.
    assert CONFIG["global"]["maxCachedMessageAge"] >= 20
