"""What the archive keeps of inferred values, for its writer, and what it knows of how they were inferred."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, NamedTuple

from corpus.document import Inferred
from corpus.store import rows
from corpus.store.database import Session
from corpus.store.placing import Placing

FIELDS: Final = "fields"

_NOTABLE: Final = 0.05
_DECLARE: Final = "removed = 0 AND fields IS NOT NULL"
_LEFT_OPEN: Final = """removed = 0 AND fields IS NULL AND COALESCE(stated, '') NOT LIKE '%"fields":%'"""
"""That a document has no fields can be a person's correction: then it is not open."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which share of votes on a value is right often enough, and how near the voters have to be for it.

    `own` holds the shares of values that need more than others; a share over 1 is never reached.
    """

    share: float
    nearness: float
    own: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of the last time: the last change seen, and by how many declared documents it was decided."""

    change: int
    declared: int
    threshold: Threshold | None


class Written(NamedTuple):
    """What of a stored document is compared, and what is inferred of it now."""

    document: int
    title: str | None
    text: str
    fields: tuple[str, ...]
    inferred: Mapping[str, tuple[Inferred, ...]]


class Inferences:
    """The inferred fields of an archive; `commit()` keeps what has been done."""

    def __init__(self, session: Session, placing: Placing) -> None:
        self._session = session
        self._placing = placing

    def memory(self) -> Memory | None:
        """Return what is remembered of the last time; None where there was none."""
        found = self._session.one("SELECT value FROM meta WHERE name = 'inferred'")
        if not found:
            return None
        known = json.loads(found[0])
        threshold = known.pop("threshold")
        return Memory(**known, threshold=threshold and Threshold(**threshold))

    def remember(self, declared: int, threshold: Threshold | None) -> None:
        """Remember how it was done, with all changes of now as seen."""
        memory = Memory(self._number("SELECT COALESCE(MAX(changed), 0) FROM documents"), declared, threshold)
        self._session.begin()
        self._session.run("INSERT OR REPLACE INTO meta VALUES ('inferred', ?)", json.dumps(asdict(memory)))
        self._session.commit()

    def declared(self, *, since: int = 0) -> list[int]:
        """Return the documents that state fields and have changed after the change `since`."""
        return self._numbers(f"SELECT id FROM documents WHERE {_DECLARE} AND changed > ? ORDER BY id", since)  # noqa: S608

    def others(self, *, since: int = 0) -> list[int]:
        """Return the documents whose fields are open and that have changed after the change `since`."""
        return self._numbers(f"SELECT id FROM documents WHERE {_LEFT_OPEN} AND changed > ? ORDER BY id", since)  # noqa: S608

    def inferred(self) -> list[int]:
        """Return the documents that have inferred values."""
        return self._numbers("SELECT id FROM documents WHERE removed = 0 AND inferred IS NOT NULL")

    def wrongly_inferred(self) -> list[int]:
        """Return the documents that have inferred values though their fields are not open."""
        sql = f"SELECT id FROM documents WHERE removed = 0 AND inferred IS NOT NULL AND NOT ({_LEFT_OPEN})"  # noqa: S608
        return self._numbers(sql)

    def count(self) -> int:
        """Return the number of documents that have inferred values."""
        return len(self.inferred())

    def written(self, documents: Sequence[int]) -> Iterator[Written]:
        """Give what is compared of some documents. Raises DamagedError."""
        for row in self._session.all(
            "SELECT id, key, title, text, fields, inferred FROM documents JOIN texts ON document = id "  # noqa: S608
            f"WHERE id IN ({','.join(map(str, documents))}) ORDER BY id"
        ):
            number, key, title, text, fields, inferred = row
            stated = tuple(json.loads(fields)) if fields else ()
            yield Written(number, title, rows.text(text), stated, rows.unpacked_inferred(key, inferred))

    def stories(self) -> dict[int, str]:
        """Return the story of each document that tells one with others."""
        return dict(self._session.all("SELECT document, story FROM stories"))

    def infer(self, of: Written, values: tuple[Inferred, ...]) -> None:
        """Set the fields inferred of a document, unless nothing that a reader would notice is different."""
        if _are_alike(of.inferred.get(FIELDS, ()), values):
            return
        self._session.begin()
        others = {name: found for name, found in of.inferred.items() if name != FIELDS}
        self._placing.infer(of.document, others | ({FIELDS: values} if values else {}))

    def commit(self) -> None:
        """Keep what has been done since the commit before."""
        self._session.commit()

    def _numbers(self, sql: str, *values: object) -> list[int]:
        return [row[0] for row in self._session.all(sql, *values)]

    def _number(self, sql: str) -> int:
        return int(self._session.all(sql)[0][0])


def _are_alike(before: tuple[Inferred, ...], now: tuple[Inferred, ...]) -> bool:
    shares = {one.value: one.share for one in before}
    return shares.keys() == {one.value for one in now} and all(
        abs(shares[one.value] - one.share) < _NOTABLE for one in now
    )
