"""Tags on documents. Their case is kept, and makes no difference."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.desk.log import Deed
from corpus.desk.names import folded, tag_name
from corpus.desk.store import Change, Keys, Store, deed, several
from corpus.errors import NotFoundError, RefusedValueError

_LIVE = "SELECT key, made FROM tags WHERE fold = ? AND deleted IS NULL"


class Tags(Store):
    """The part of a desk that knows tags."""

    def tag(self, keys: Keys, name: str) -> str:
        """Put a tag on documents; return it as it is spelled on this desk. Raises RefusedValueError."""
        name, documents = tag_name(name), several(keys)
        with self.changing() as change:
            name = self._spelled(name) or name
            change.deed = deed("tag", documents, name)
            for key in documents:
                add_tag(change, name, key, change.at)
        return name

    def untag(self, keys: Keys, name: str) -> None:
        """Take a tag off documents."""
        documents = several(keys)
        with self.changing() as change:
            change.deed = deed("untag", documents, self._spelled(name) or name)
            for key in documents:
                _take_off(change, folded(name), key)

    def tagged(self, name: str) -> set[str]:
        """Return the keys of the documents with this tag."""
        return self.column(_LIVE, folded(name))

    def tags(self, key: str) -> list[str]:
        """Return the tags of a document, by name."""
        return self.tags_of(key).get(key, [])

    def tags_of(self, keys: Keys) -> dict[str, list[str]]:
        """Return the tags of those documents that have any, by name."""
        wanted = set(several(keys))
        if len(wanted) == 1:
            sql = "SELECT key, name FROM tags WHERE key = ? AND deleted IS NULL"
            found = self.rows(sql, *wanted)
        else:
            found = self.rows("SELECT key, name FROM tags WHERE deleted IS NULL")
        tags: dict[str, list[str]] = {}
        for key, name in sorted(found, key=lambda row: _in_order(row[1])):
            if key in wanted:
                tags.setdefault(key, []).append(name)
        return tags

    def all_tags(self) -> dict[str, int]:
        """Return all tags with the number of their documents, by name."""
        found = self.rows("SELECT MIN(name), COUNT(*) FROM tags WHERE deleted IS NULL GROUP BY fold")
        return dict(sorted(found, key=lambda row: _in_order(row[0])))

    def taggings(self) -> dict[str, set[str]]:
        """Return all tags with the keys of their documents, by name."""
        found: dict[str, tuple[str, set[str]]] = {}
        for fold, name, key in self.rows("SELECT fold, name, key FROM tags WHERE deleted IS NULL ORDER BY name"):
            found.setdefault(fold, (name, set()))[1].add(key)
        return dict(sorted(found.values(), key=lambda one: _in_order(one[0])))

    def rename_tag(self, name: str, new: str) -> str:
        """Give a tag another name and return it; on no document is it another tag.

        Raises NotFoundError where there is no such tag, RefusedValueError where another has the new name already.
        """
        new = tag_name(new)
        with self.changing() as change:
            change.deed = Deed("rename_tag", name=self._known(name), other=new)
            if folded(new) != folded(name) and self._spelled(new):
                raise RefusedValueError(f"There is a tag “{self._spelled(new)}” already; merge the two instead.")
            self._move(change, [name], new)
        return new

    def merge_tags(self, names: Iterable[str], into: str) -> str:
        """Put the documents of several tags under one, which may be new; return its name.

        Raises NotFoundError where one of the tags is not there, RefusedValueError.
        """
        into, names = tag_name(into), list(names)
        with self.changing() as change:
            into = self._spelled(into) or into
            change.deed = Deed("merge_tags", name=into)
            merged = [self._known(name) for name in names]
            self._move(change, [name for name in merged if folded(name) != folded(into)], into)
        return into

    def delete_tag(self, name: str) -> None:
        """Take a tag off all its documents. Raises NotFoundError."""
        with self.changing() as change:
            change.deed = Deed("delete_tag", name=self._known(name))
            for key in sorted(self.tagged(name)):
                _take_off(change, folded(name), key)

    def _move(self, change: Change, names: list[str], into: str) -> None:
        for name in names:
            for key, made in self.rows(_LIVE, folded(name)):
                if folded(name) != folded(into):
                    _take_off(change, folded(name), key)
                add_tag(change, into, key, made, respell=True)

    def _spelled(self, name: str) -> str | None:
        found = self.rows("SELECT MIN(name) FROM tags WHERE fold = ? AND deleted IS NULL", folded(name))
        return found[0][0] if found else None

    def _known(self, name: str) -> str:
        spelled = self._spelled(name)
        if spelled is None:
            raise NotFoundError(f"There is no tag “{name}”.")
        return spelled


def add_tag(change: Change, name: str, key: str, made: str, *, respell: bool = False) -> bool:
    """Put a tag on a document that does not have it; return whether it had not."""
    before = change.row("tags", folded(name), key)
    live = before is not None and not before["deleted"]
    if before is not None and live:
        if respell:
            change.put("tags", before | {"name": name})
        return False
    return change.put("tags", {"fold": folded(name), "key": key, "name": name, "made": made, "deleted": None})


def _take_off(change: Change, fold: str, key: str) -> None:
    before = change.row("tags", fold, key)
    if before and not before["deleted"]:
        change.put("tags", before | {"deleted": change.at})


def _in_order(name: str) -> tuple[str, str]:
    return name.casefold(), name
