"""Values out of a file that anybody may have written: each is what it should be, or the file is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from corpus.desk.store import now
from corpus.errors import DatelineError
from corpus.text import one_line

LONGEST_LINE: Final = 10_000
_MOST: Final = 2**63
_KEY: Final = re.compile(r"[^\W_][\w.:-]{0,99}", re.ASCII)


def refused(reason: str) -> DatelineError:
    """Return the error that says why a file can't be imported."""
    return DatelineError(f"This is not a desk that Dateline exported: {reason}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One object in the file; `place` says which. Its methods raise DatelineError."""

    values: Mapping[str, Any]
    place: str

    def entries(self, name: str) -> Iterator[Entry]:
        """Give the objects of a list, which may be missing."""
        found = self.values.get(name) or []
        if not isinstance(found, list):
            raise refused(f"{self.place}`{name}` is no list")
        for number, one in enumerate(found, 1):
            place = f"{self.place}`{name}` {number}: "
            if not isinstance(one, dict):
                raise refused(f"{place}it is no object")
            yield Entry(one, place)

    def entry(self, name: str) -> Entry | None:
        """Return an object that may be missing."""
        found = self.values.get(name)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise refused(f"{self.place}`{name}` is no object")
        return Entry(found, f"{self.place}`{name}`: ")

    def key(self) -> str:
        """Return the key of a document."""
        key = self.text("key")
        if not _KEY.fullmatch(key):
            raise refused(f"{self.place}`key` is no document's key")
        return key

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text, the default where it is missing and there is one."""
        found = self.values.get(name, default)
        if not isinstance(found, str):
            raise refused(f"{self.place}`{name}` is no text")
        return found

    def line(self, name: str, default: str | None = None) -> str:
        """Return a text that is one line."""
        line = one_line(self.text(name, default))
        if len(line) > LONGEST_LINE:
            raise refused(f"{self.place}`{name}` is too long")
        return line

    def whole(self, name: str) -> int:
        """Return a whole number that is not below zero."""
        found = self.values.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < _MOST:
            raise refused(f"{self.place}`{name}` is no whole number")
        return found

    def maybe_whole(self, name: str) -> int | None:
        """Return a whole number, None where it is missing."""
        return None if self.values.get(name) is None else self.whole(name)

    def moment(self, name: str) -> str:
        """Return a time as the desk keeps times: ISO, in UTC, to the second; now where it is missing."""
        if self.values.get(name) is None:
            return now()
        try:
            moment = datetime.fromisoformat(self.text(name))
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise refused(f"{self.place}`{name}` is no time") from None
        return moment.isoformat(timespec="seconds")
