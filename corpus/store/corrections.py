"""What a person corrects: values that stand in the place of what a page states, and say that they do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from corpus.document import Document, Origin, StatedDate, parse_date
from corpus.errors import RefusedValueError
from corpus.store.rows import Prepared
from corpus.text import one_line

Value = str | tuple[str, ...] | None
Corrections = Mapping[str, Value]

ONE: Final = ("title", "date", "type")
MANY: Final = ("place", "source", "fields")


def checked(name: str, value: Value) -> Value:
    """Return a correction as it is kept; None says that the page states nothing. Raises RefusedValueError."""
    if name in MANY:
        values = (value,) if isinstance(value, str) else value or ()
        return tuple(text for text in map(one_line, values) if text)
    if name not in ONE or isinstance(value, tuple):
        raise RefusedValueError(f"{name} is no value that can be corrected.")
    if value is None or not one_line(value):
        return None
    return str(_date(value)) if name == "date" else one_line(value)


def corrected(prepared: Prepared, corrections: Corrections) -> Prepared:
    """Return the document with the corrected values, and a state of its own."""
    if not corrections:
        return prepared
    stated: dict[str, Origin] = {**prepared.document.stated, **dict.fromkeys(corrections, "correction")}
    values: dict[str, Any] = dict(corrections)
    if "date" in values:
        values["date"] = parse_date(values["date"])
    document: Document = replace(prepared.document, **values, stated=stated)
    if "fields" in corrections:
        document = replace(document, inferred={})
    state = hashlib.blake2b(prepared.state + packed(corrections).encode("ascii"), digest_size=16).digest()
    return replace(prepared, document=document, state=state)


def packed(corrections: Corrections) -> str:
    """Return corrections as JSON."""
    return json.dumps(dict(sorted(corrections.items())))


def unpacked(rows: Sequence[Sequence[str]]) -> dict[str, dict[str, Value]]:
    """Return the corrections of each key from rows of key, name and JSON."""
    found: dict[str, dict[str, Value]] = {}
    for key, name, value in rows:
        one = json.loads(value)
        found.setdefault(key, {})[name] = tuple(one) if isinstance(one, list) else one
    return found


def _date(text: str) -> StatedDate:
    from corpus.cleaning.dates import read_date

    date = read_date(text)
    if date is None:
        raise RefusedValueError(f"{one_line(text)} is no date; write it as 2011-06-20, 2011-06 or 2011.")
    return date
