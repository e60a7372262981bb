"""CSL-JSON, the input of citation processors: Zotero, Pandoc and many others read it.

https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tui.citations.reference import reference_to

if TYPE_CHECKING:
    from corpus import StatedDate
    from tui.citations.reference import Citable, Reference

Item = dict[str, object]


def csl_item(document: Citable, captured: str | None = None) -> Item:
    """Return the document as an item; `captured` is when its page was fetched. What is not stated has no entry."""
    return _item(reference_to(document, captured))


def csl_json(reference: Reference) -> str:
    """Return the item as JSON, a value a line; a file of CSL-JSON is an array of them."""
    values = [f"  {_json(name)}: {_json(value)}" for name, value in _item(reference).items()]
    return "\n".join(["{", ",\n".join(values), "}"])


def _item(reference: Reference) -> Item:
    values: Item = {
        "id": reference.key,
        "type": _type(reference),
        "genre": reference.kind if reference.title else None,
        "title": reference.title or reference.description,
        "author": [{"literal": author} for author in reference.authors],
        "issued": _date(reference.date),
        "publisher-place": ", ".join(reference.places),
        "URL": reference.url,
        "accessed": _date(reference.accessed),
        "language": reference.language,
    }
    return {name: value for name, value in values.items() if value}


def _type(reference: Reference) -> str:
    if reference.is_report:
        return "report"
    return "webpage" if reference.url else "document"


def _date(date: StatedDate | None) -> dict[str, list[list[int]]] | None:
    if date is None:
        return None
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part is not None]]}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
