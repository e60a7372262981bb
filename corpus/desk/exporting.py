"""The desk as one JSON value that holds all of it, for a backup, another machine, or another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from corpus.desk.store import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.desk import JSON, Desk

FORM: Final = "dateline desk"
VERSION: Final = 1


def desk_as_json(desk: Desk) -> dict[str, JSON]:
    """Return all that a person added, with its times: everything on the desk but what a screen looked like.

    What was taken away is not in it, but for the earlier texts of notes. Times are ISO, in UTC.
    """
    with desk.unchanged():
        return {
            "form": FORM,
            "version": VERSION,
            "exported": now(),
            "marks": _flags(desk, "marks"),
            "tags": _tags(desk),
            "notes": [_note(desk, row) for row in desk.rows(f"{_NOTES} ORDER BY id")],
            "read": _flags(desk, "read"),
            "positions": _named(desk, "positions", ("key", "block", "offset", "words", "made"), "key"),
            "searches": [_search(desk, row) for row in desk.rows(f"{_SEARCHES} ORDER BY name")],
            "visits": _named(desk, "visits", ("key", "archive", "opened"), "opened, rowid"),
            "queries": _named(desk, "queries", ("query", "sort", "archive", "total", "made"), "made, rowid"),
        }


_NOTES: Final = (
    "SELECT id, uid, key, text, made, changed, passage, prefix, suffix, start FROM notes WHERE deleted IS NULL"
)
_SEARCHES: Final = "SELECT name, query, sort, made FROM searches"


def _flags(desk: Desk, table: str) -> list[JSON]:
    sql = f"SELECT key, made FROM {table} WHERE deleted IS NULL ORDER BY made, key"  # noqa: S608
    return [{"key": key, "made": made} for key, made in desk.rows(sql)]


def _tags(desk: Desk) -> list[JSON]:
    found = desk.rows("SELECT fold, name, key, made FROM tags WHERE deleted IS NULL ORDER BY fold, made, key")
    names = {fold: name for fold, name, *_ in reversed(found)}
    on: dict[str, list[JSON]] = {fold: [] for fold in sorted(names)}
    for fold, _, key, made in found:
        on[fold].append({"key": key, "made": made})
    return [{"name": names[fold], "documents": documents} for fold, documents in on.items()]


def _note(desk: Desk, row: Sequence[Any]) -> JSON:
    number, uid, key, text, made, changed, exact, prefix, suffix, start = row
    anchor: JSON = None if exact is None else {"exact": exact, "prefix": prefix, "suffix": suffix, "start": start}
    earlier: list[JSON] = [{"text": one.text, "until": one.until} for one in desk.earlier_texts(number)]
    return {
        "uid": uid,
        "key": key,
        "text": text,
        "made": made,
        "changed": changed,
        "anchor": anchor,
        "earlier": earlier,
    }


def _search(desk: Desk, row: Sequence[Any]) -> JSON:
    name, query, sort, made = row
    columns = ("archive", "change_number", "total", "at")
    seen = desk.rows(f"SELECT {', '.join(columns)} FROM seen WHERE query = ? ORDER BY archive", query)  # noqa: S608
    return {
        "name": name,
        "query": query,
        "sort": sort,
        "made": made,
        "seen": [dict(zip(columns, one, strict=True)) for one in seen],
    }


def _named(desk: Desk, table: str, columns: tuple[str, ...], order: str) -> list[JSON]:
    found = desk.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")  # noqa: S608
    return [dict(zip(columns, row, strict=True)) for row in found]
