"""What a worker does with one input: bytes -> pages -> documents, and these made ready to be stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from corpus.document import Document, Format, Page
from corpus.errors import UnreadableError
from corpus.importing.inputs import Item, Skipped
from corpus.store import rows
from corpus.store.rows import Prepared

if TYPE_CHECKING:
    from corpus.cleaning.sites import Furniture

NO_TEXT = "no article text found"

_sites: list[Furniture] = []
"""What the sites repeat, where this process was told."""


@dataclass(frozen=True)  # without slots it travels between processes in half the time
class PreparedPage:
    """A page ready to be stored. `decodes` says that `raw`, decoded by `encoding`, is the page's text.

    `given` is what stood beside its bytes, as it is stored.
    """

    origin: str
    format: Format
    encoding: str
    address: str | None
    captured: str | None
    declared: str
    decodes: bool
    raw: bytes
    hash: bytes
    documents: tuple[Prepared, ...]
    given: str = ""


def hear(told: str) -> None:
    """Take in what the sites repeat and the archive's own names, for all pages that this process is to clean."""
    from corpus import vocabulary
    from corpus.importing.learning import known_from_json

    furniture, folder = known_from_json(told)
    _sites.append(furniture)
    vocabulary.extend(folder)


def prepare(item: Item) -> list[PreparedPage | Skipped]:
    """Return the pages of an input with their documents, compressed and hashed, ready to be stored."""
    return [one if isinstance(one, Skipped) else prepared(*one) for one in _pages(item)]


def cleaned(item: Item) -> list[Document | Skipped]:
    """Return the documents of an input."""
    found: list[Document | Skipped] = []
    for one in _pages(item):
        found += [one] if isinstance(one, Skipped) else one[1]
    return found


def _pages(item: Item) -> Iterator[tuple[Page, list[Document]] | Skipped]:
    from corpus.cleaning import clean_page
    from corpus.formats import Unread, read_all

    for page in read_all(item.origin, item.raw, item.name, item.given):
        if isinstance(page, Unread):
            yield Skipped(page.origin, page.reason)
            continue
        documents, reason = _attempt(partial(clean_page, known=_sites[-1]) if _sites else clean_page, page)
        yield (page, documents) if documents else Skipped(page.origin, reason or NO_TEXT)


def _attempt(clean: Callable[[Page], list[Document]], page: Page) -> tuple[list[Document], str | None]:
    try:
        documents = clean(page)
    except UnreadableError as error:
        return [], str(error)
    except MemoryError:
        return [], "needs too much memory to clean"
    except Exception as error:  # noqa: BLE001 - one page must not take the others of its file with it
        return [], f"could not be cleaned ({type(error).__name__})"
    return [document for document in documents if document.text.strip() or document.title], None


def prepared(page: Page, documents: list[Document]) -> PreparedPage:
    """Return a page with its documents, compressed and hashed, ready to be stored."""
    from corpus.formats import given_to_json, identity_of

    raw_hash = hashlib.blake2b(page.raw, digest_size=16, key=page.format.encode("ascii"))
    if page.given:
        raw_hash.update(b"\0" + identity_of(page.given))
    return PreparedPage(
        origin=page.origin,
        format=page.format,
        encoding=page.encoding,
        address=page.address,
        captured=page.captured,
        declared=json.dumps(dict(page.declared)) if page.declared else "",
        decodes=page.raw.decode(page.encoding, "replace") == page.text,
        raw=rows.compress(page.raw),
        hash=raw_hash.digest(),
        documents=tuple(map(_prepared_document, documents)),
        given=given_to_json(page.given),
    )


def _prepared_document(document: Document) -> Prepared:
    text = document.text.encode("utf-8", "replace")
    markdown = None if document.markdown == document.text else document.markdown.encode("utf-8", "replace")
    bare = replace(document, text="", markdown="")
    return Prepared(
        document=bare,
        text=rows.compress(text),
        markdown=None if markdown is None else rows.compress(markdown),
        text_bytes=len(text),
        state=rows.state_of(bare, text, markdown),
    )
