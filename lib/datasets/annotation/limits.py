"""How much a label set and an archive may hold, and how long a set is kept.

A set is open to whoever has its link, and anybody may begin one, so each of these also bounds
what a stranger can ask of the host.
"""

from __future__ import annotations

from lib.settings import settings

PICTURE_LIMIT = 3_000  # in one set, removed ones counted: they can be brought back
BYTE_LIMIT = 256 * 2**20  # of all pictures of a set together
CLASS_LIMIT = 50
CLASS_NAME_LIMIT = 40  # characters

SET_LIMIT = 500  # on one host
HOST_BYTE_LIMIT = 20 * 2**30  # of all sets of a host together, small copies counted
EMPTY_SECONDS = 24 * 3600  # a set without pictures goes after that long

ENTRY_LIMIT = 10_000  # files and folders in an archive
ARCHIVE_BYTE_LIMIT = 50 * 2**20  # as it is uploaded; server.maxUploadSize says the same
# A photograph hardly shrinks in an archive, a drawing some hundred times; a bomb a thousand.
ENTRY_RATIO_LIMIT = 200
ARCHIVE_RATIO_LIMIT = 50
HARMLESS_BYTES = 2**20  # an entry this small may have any ratio
HARMLESS_ARCHIVE_BYTES = 32 * 2**20  # and so may an archive that unpacks to this

EXPORT_BYTE_LIMIT = 48 * 2**20  # of pictures in one archive: it can be added back again
REMEMBERED_STEPS = 200  # how far back a step can be undone


def archive_byte_limit() -> int:
    """Bytes of an archive as it is uploaded, at most what the host allows."""
    return min(ARCHIVE_BYTE_LIMIT, settings().upload_megabytes * 2**20)


def kept_days() -> int:
    """Days after which a set that nobody has opened is deleted; 0 for never."""
    return settings().keep_days
