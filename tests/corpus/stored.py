"""Invented pages and documents, put into an archive past the cleaner, for the tests of the stores."""

from pathlib import Path

from corpus.archive import Archive
from corpus.document import Document, Page
from corpus.importing.inputs import Item
from corpus.importing.prepare import PreparedPage, prepared
from corpus.store.placing import Stored

WORDS = (
    "the mission in varesia welcomed new rules for labour inspectors and called on all states to follow".split()  # noqa: SIM905
)


def body(topic: str, change: str = "") -> str:
    """Give a text of its own for each topic; with `change`, nearly the same."""
    sentences = [" ".join([topic, word, topic, WORDS[-place]]) for place, word in enumerate(WORDS, 1)]
    return f"{'. '.join(sentences)}. {change}".strip()


def document(topic: str, *, key: str | None = None, change: str = "", **values: object) -> Document:
    text = body(topic, change)
    known = {"origin": f"{topic}.txt", "title": f"On {topic}", "text": text, "markdown": text} | values
    return Document(key=key or f"{topic}-key", **known)  # type: ignore[arg-type]


def page(*documents: Document, raw: bytes | None = None, address: str | None = None, **values: object) -> PreparedPage:
    content = raw if raw is not None else "\n\n".join(one.text for one in documents).encode("utf-8", "replace")
    text = content.decode("utf-8", "replace")
    known = {"origin": documents[0].origin, "format": "text", "raw": content, "text": text, "address": address} | values
    return prepared(Page(**known), list(documents))  # type: ignore[arg-type]


def put(archive: Archive, *pages: PreparedPage, path: str | None = None, record: int | None = None) -> list[Stored]:
    """Store pages in one import; each lies at its origin, or all at `path`."""
    with archive.writer() as writer:
        outcomes = []
        for one in pages:
            place = path or f"/given/{one.origin}"
            item = Item(one.origin, place, Path(place).name, b"", digest=one.hash, record=record)
            outcomes.append(writer.store(item, one))
        writer.finish()
    return outcomes
