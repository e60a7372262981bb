"""What was exported from a desk, brought to this one: all of it is there afterwards, and nothing twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.desk.anchors import Anchor
from corpus.desk.entries import Entry, refused
from corpus.desk.exporting import FORM, VERSION
from corpus.desk.log import Deed, Row
from corpus.desk.merging import Incoming, merge_note
from corpus.desk.names import folded, search_name, tag_name
from corpus.desk.notes import note_text, passage_of
from corpus.desk.places import first_words
from corpus.desk.searches import put_search
from corpus.desk.tags import add_tag
from corpus.errors import DatelineError

if TYPE_CHECKING:
    from corpus.desk import Desk
    from corpus.desk.store import Change

Counted = dict[str, int]
"""What came of one entry, in the names of `Brought`."""

_UID: Final = re.compile("[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Brought:
    """How much an import changed.

    `tags` counts each document that got one, `edits` are notes whose text is another now, `other` is what was read,
    positions and history.
    """

    marks: int = 0
    tags: int = 0
    notes: int = 0
    edits: int = 0
    searches: int = 0
    other: int = 0

    def __bool__(self) -> bool:
        return bool(self.marks or self.tags or self.notes or self.edits or self.searches or self.other)


def import_desk(desk: Desk, text: str) -> Brought:
    """Bring an exported desk, JSON or Markdown, to this one; it is one change, and can be taken back.

    It adds, and takes nothing away: marks, tags and notes of either are there afterwards, those taken away here since
    come back. Of a note edited in both the later text stands and the other is kept among its earlier ones; of two
    saved searches with one name each is kept. Raises DatelineError where the text is no exported desk; then nothing
    is changed.
    """
    form = _form(text)
    counts: Counter[str] = Counter()
    with desk.changing(Deed("import")) as change:
        for name, merge in _MERGING.items():
            for entry in form.entries(name):
                counts.update(merge(change, entry))
    return Brought(**counts)


def _form(text: str) -> Entry:
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("#"):
        from corpus.desk.markdown_reading import form_of

        return Entry(form_of(text), "")
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise refused("it is neither its JSON nor its Markdown") from None
    if not isinstance(values, dict) or values.get("form") != FORM:
        raise refused(f"it does not say that its form is “{FORM}”")
    version = Entry(values, "").whole("version")
    if version > VERSION:
        raise DatelineError(
            f"A newer Dateline exported this desk (version {version}; this one knows {VERSION}). Update Dateline first."
        )
    return Entry(values, "")


def _mark(change: Change, entry: Entry) -> Counted:
    return _flag(change, "marks", entry, "marks")


def _read(change: Change, entry: Entry) -> Counted:
    return _flag(change, "read", entry, "other")


def _flag(change: Change, table: str, entry: Entry, counted: str) -> Counted:
    """Set a mark; of two times the first stands."""
    key, made = entry.key(), entry.moment("made")
    before = change.row(table, key)
    live = before is not None and not before["deleted"]
    if before is not None and live:
        made = min(made, str(before["made"]))
    is_new = change.put(table, {"key": key, "made": made, "deleted": None})
    return {"other" if live else counted: int(is_new)}


def _tag(change: Change, entry: Entry) -> Counted:
    name = tag_name(entry.text("name"))
    spelled = change.value("SELECT MIN(name) FROM tags WHERE fold = ? AND deleted IS NULL", folded(name))
    added = 0
    for document in entry.entries("documents"):
        key, made = document.key(), document.moment("made")
        added += add_tag(change, str(spelled or name), key, made)
    return {"tags": added}


def _note(change: Change, entry: Entry) -> Counted:
    uid = entry.text("uid", "")
    if uid and not _UID.fullmatch(uid):
        raise refused(f"{entry.place}`uid` is no note's name")
    of = _passage(entry.entry("anchor"))
    text, made = note_text(entry.text("text")), entry.moment("made")
    if not text.strip() and of is None:
        raise refused(f"{entry.place}it has neither text nor passage")
    changed = None if entry.values.get("changed") is None else entry.moment("changed")
    earlier = [(note_text(one.text("text")), one.moment("until")) for one in entry.entries("earlier")]
    note: Row = {"key": entry.key(), "text": text, "made": made, "changed": changed}
    based = None if entry.values.get("based") is None else entry.moment("based")
    came = merge_note(change, Incoming(note | ({"uid": uid} if uid else {}), of, earlier, based))
    return {came: 1} if came else {}


def _passage(entry: Entry | None) -> Anchor | None:
    if entry is None:
        return None
    exact, prefix, suffix = (entry.text(name, "") for name in ("exact", "prefix", "suffix"))
    return passage_of(Anchor(exact, prefix, suffix, entry.maybe_whole("start")))


def _position(change: Change, entry: Entry) -> Counted:
    row: Row = {"key": entry.key(), "block": entry.whole("block"), "offset": entry.whole("offset")}
    row |= {"words": first_words(entry.text("words", "")), "made": entry.moment("made")}
    return _later(change, "positions", row, "made", entry.key())


def _search(change: Change, entry: Entry) -> Counted:
    """Keep a search under its name, or where that stands for another one, under the name with a number."""
    query, sort = entry.line("query"), entry.line("sort", "relevance")
    name = kept = search_name(entry.text("name"))
    number = 1
    while (before := change.row("searches", kept)) and (before["query"], before["sort"]) != (query, sort):
        number += 1
        kept = f"{name} ({number})"
    is_new = put_search(change, kept, query, sort, entry.moment("made"))
    for one in entry.entries("seen"):
        _seen(change, one, query)
    return {"searches": int(is_new)}


def _seen(change: Change, entry: Entry, query: str) -> None:
    row: Row = {"query": query, "archive": entry.line("archive"), "change_number": entry.whole("change_number")}
    row |= {"total": entry.whole("total"), "at": entry.moment("at")}
    _later(change, "seen", row, "at", query, str(row["archive"]))


def _visit(change: Change, entry: Entry) -> Counted:
    key, archive = entry.key(), entry.line("archive", "")
    return _later(
        change, "visits", {"archive": archive, "key": key, "opened": entry.moment("opened")}, "opened", archive, key
    )


def _query(change: Change, entry: Entry) -> Counted:
    archive, query, sort = entry.line("archive", ""), entry.line("query"), entry.line("sort", "relevance")
    row: Row = {"archive": archive, "query": query, "sort": sort, "total": entry.maybe_whole("total")}
    return _later(change, "queries", row | {"made": entry.moment("made")}, "made", archive, query, sort)


def _later(change: Change, table: str, row: Row, time: str, *key: str) -> Counted:
    """Write a row unless the one that is there is as late."""
    before = change.row(table, *key)
    if before is not None and str(before[time]) >= str(row[time]):
        return {}
    return {"other": int(change.put(table, row))}


_MERGING: Final = {
    "marks": _mark,
    "tags": _tag,
    "notes": _note,
    "read": _read,
    "positions": _position,
    "searches": _search,
    "visits": _visit,
    "queries": _query,
}
