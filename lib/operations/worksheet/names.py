"""Names that decide a sheet's numbers: the teacher's secret, the sheet, the student.

The students' link carries the sheet's name, which comes from the secret and does not lead back to
it.  So the page that shows the answers opens from the teacher's link alone, without an account
and without anything kept on the server.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

from lib.errors import ConvScopeError

LONGEST_NAME = 60  # characters of a student's name
_SECRET = re.compile(r"[0-9a-z-]{6,64}")
_SHEET = re.compile(r"[0-9a-f]{10}")


def new_secret() -> str:
    """A secret that nobody can guess: 80 bits, 20 characters."""
    return secrets.token_hex(10)


def checked_secret(text: str) -> str:
    """A secret from an address; a teacher may choose one, too.

    Raises:
        ConvScopeError: ``worksheet.key``: not 6 to 64 small letters, digits and hyphens.
    """
    if not _SECRET.fullmatch(text):
        raise ConvScopeError("worksheet.key", count=len(text))
    return text


def sheet_name(secret: str) -> str:
    """The public name of a sheet: the first ten hexadecimal digits of the secret's SHA-256.

    Example:
        >>> sheet_name("maple-street-7b")
        '2fd7136bd4'
    """
    return hashlib.sha256(secret.encode()).hexdigest()[:10]


def checked_sheet(text: str) -> str:
    """A sheet's name from an address, in small letters.

    Raises:
        ConvScopeError: ``worksheet.sheet``: not ten hexadecimal digits.
    """
    name = text.strip().lower()
    if not _SHEET.fullmatch(name):
        raise ConvScopeError("worksheet.sheet", value=text[:LONGEST_NAME])
    return name


def tidy_name(text: str) -> str:
    """A student's name as it is shown: one space between its parts, nothing invisible.

    Raises:
        ConvScopeError: ``worksheet.student``: longer than :data:`LONGEST_NAME`.

    Example:
        >>> tidy_name("  Mei \\t Lin ")
        'Mei Lin'
    """
    normal = unicodedata.normalize("NFKC", text)
    seen = (" " if letter.isspace() else letter for letter in normal)
    name = " ".join("".join(letter for letter in seen if letter.isprintable()).split())
    if len(name) > LONGEST_NAME:
        raise ConvScopeError("worksheet.student", count=len(name), most=LONGEST_NAME)
    return name


def same_name(text: str) -> str:
    """What two ways to write a student's name have in common; the numbers follow it.

    Example:
        >>> same_name("Mei Lin") == same_name("ＭＥＩ  lin"), same_name("Straße")
        (True, 'strasse')
    """
    return unicodedata.normalize("NFKC", tidy_name(text).casefold())
