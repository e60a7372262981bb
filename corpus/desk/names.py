"""Names that a person gives: to tags and to saved searches."""

from __future__ import annotations

import unicodedata
from typing import Final

from corpus.errors import RefusedValueError
from corpus.text import one_line

LONGEST: Final = 100
"""The letters that a name may have."""

_QUOTES: Final = str.maketrans(dict.fromkeys('"“”„‟«»', "'"))


def tag_name(name: str) -> str:
    """Return a tag's name as the desk keeps it. Raises RefusedValueError where it is empty or too long.

    It is one line, without control characters; quotation marks become apostrophes, since `tag:"…"` stands in them.
    """
    return _checked(tidied(name), "A tag")


def search_name(name: str) -> str:
    """Return a saved search's name as the desk keeps it. Raises RefusedValueError where it is empty or too long."""
    return _checked(one_line(name), "A saved search")


def folded(name: str) -> str:
    """Return what two names of one tag have in common: tags differ by more than capitals."""
    return unicodedata.normalize("NFC", tidied(name).casefold())


def tidied(name: str) -> str:
    """Return a tag's name cleaned, however long or short it is."""
    return one_line(unicodedata.normalize("NFC", name)).translate(_QUOTES)


def _checked(name: str, kind: str) -> str:
    if not name:
        raise RefusedValueError(f"{kind} needs a name.")
    if len(name) > LONGEST:
        raise RefusedValueError(f"{kind} may have a name of at most {LONGEST} letters.")
    return name
