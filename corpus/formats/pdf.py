"""PDF files: their text in paragraphs and their title. The date is read from the text.

A PDF's own date of creation is that of its last conversion, often years after the release, so it is never taken.
"""

from __future__ import annotations

import io
import logging
import math
import re
import struct
import zlib
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from corpus.document import Page
from corpus.errors import UnreadableError
from corpus.formats.paragraphs import join_paragraphs, without_running_lines
from corpus.text import one_line, visible

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES: Final = 500

_JUNK_TITLE = re.compile(
    r"untitled|document\d*|(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|press release|layout)\b.{0,8}"
    r"|.*\.(?:docx?|pdf|indd|rtf|odt|pptx?|qxd|pmd|wpd|tex|html?)",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"microsoft (?:word|powerpoint) - ", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LARGER = 1.15
_LONGEST_TITLE = 300
_FEWEST_TITLE_WORDS = 3


def read_pdf(origin: str, raw: bytes) -> Page:
    """Return the page of a PDF file; a title is declared where the file states one that its first page bears out.

    Raises UnreadableError for one that is broken, encrypted, or without text.
    """
    reader = _opened(raw)
    try:
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError(f"has more than {MOST_PAGES} pages")
        runs: list[tuple[str, float]] = []
        pages = [_text(page, runs if number == 0 else None).split("\n") for number, page in enumerate(reader.pages)]
        stated = str(reader.metadata.title or "") if reader.metadata else ""
    except _faults() as error:
        raise UnreadableError("is a damaged PDF file") from error
    text = visible(join_paragraphs([line for page in without_running_lines(pages) for line in page]))
    if not _WORD.search(text):
        raise UnreadableError("holds no text, only pictures of pages")
    title = _stated_title(stated, "\n".join(pages[0])) or _largest_line(runs)
    return Page(origin=origin, format="text", raw=raw, text=text, declared={"title": title} if title else {})


def _opened(raw: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise UnreadableError("is encrypted: it needs a password")
    except DependencyError:
        raise UnreadableError("is encrypted in a way that can't be undone here") from None
    except _faults() as error:
        raise UnreadableError("is a damaged PDF file") from error
    return reader


def _text(page: PageObject, runs: list[tuple[str, float]] | None) -> str:
    """Return the text of a page; with `runs`, note there each piece of text and how large it is printed."""

    def visit(text: str, outer: list[float], inner: list[float], _font: Mapping[str, Any] | None, size: float) -> None:
        if runs is not None and text.strip():
            runs.append((text, round(float(size or 0) * _scale(inner) * _scale(outer), 1)))

    text: str = page.extract_text(visitor_text=visit)
    return text.translate(_LIGATURES)


def _scale(matrix: list[float]) -> float:
    return math.hypot(matrix[2], matrix[3]) or 1.0


def _stated_title(stated: str, first_page: str) -> str | None:
    """Return the title in the file's own properties, unless it is left over from a template or a file name."""
    title = _PREFIX.sub("", one_line(stated.translate(_LIGATURES)))[:_LONGEST_TITLE]
    words = {word.casefold() for word in _WORD.findall(title)}
    if len(words) < _FEWEST_TITLE_WORDS or _JUNK_TITLE.fullmatch(title):
        return None
    printed = {word.casefold() for word in _WORD.findall(first_page)}
    return title if len(words & printed) >= 0.6 * len(words) else None


def _largest_line(runs: list[tuple[str, float]]) -> str | None:
    """Return the first text that is printed larger than the body and long enough to be a title."""
    sizes: Counter[float] = Counter()
    for text, size in runs:
        sizes[size] += len(text)
    if not sizes:
        return None
    body = sizes.most_common(1)[0][0]
    for size in sorted((size for size in sizes if size > body * _LARGER), reverse=True):
        together = next(list(group) for of_size, group in groupby(runs, lambda run: run[1]) if of_size == size)
        title = one_line(" ".join(text for text, _ in together).translate(_LIGATURES))
        if len(_WORD.findall(title)) >= _FEWEST_TITLE_WORDS and len(title) <= _LONGEST_TITLE and "@" not in title:
            return title
    return None


def _faults() -> tuple[type[BaseException], ...]:
    """Return all that the library raises for broken files: its own errors, and those it does not foresee."""
    from pypdf.errors import PyPdfError

    return (
        PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
        NotImplementedError, AssertionError, OSError, EOFError, struct.error, zlib.error,
    )  # fmt: skip
