"""Before the first visitor: are the settings allowed, and can the data folder be written?"""

from __future__ import annotations

import os
import re
import sys
import tempfile

from lib.errors import ConvScopeError, SettingsError
from lib.places import home
from lib.settings import console_language, settings, unknown_variables
from lib.words import load_words

EXIT_CODE = 2  # as of a command that was given a wrong option
_ESCAPED = re.compile(r"\\([^\w\s]|_)")


def check_start() -> None:
    """End the process with a sentence where the settings are wrong; warn of unknown ones.

    Raises:
        SystemExit: With :data:`EXIT_CODE`.
    """
    for variable, nearest in unknown_variables().items():
        if nearest is None:
            _tell(SettingsError("settings.unknown", variable=variable))
        else:
            _tell(SettingsError("settings.unknown_near", variable=variable, nearest=nearest))
    try:
        settings()
        check_home()
    except SettingsError as error:
        _tell(error)
        raise SystemExit(EXIT_CODE) from None


def check_home() -> None:
    """See whether the data folder can be written, by writing into it.

    Raises:
        SettingsError: It cannot (``settings.home``).
    """
    try:
        with tempfile.NamedTemporaryFile(dir=home(), prefix=".writable-") as file:
            file.write(b"1")
            file.flush()
    except OSError as error:
        folder = settings().home or error.filename
        raise SettingsError(
            "settings.home", folder=str(folder), reason=os.strerror(error.errno or 0)
        ) from error


def _tell(error: ConvScopeError) -> None:
    sentence = load_words(console_language()).error(error)
    # A page shows a stranger's text letter by letter; a terminal does so anyway.
    plainly = _ESCAPED.sub(r"\1", sentence)
    print(f"ConvScope: {plainly}", file=sys.stderr, flush=True)
