"""RIS, the tagged format of Reference Manager, as Zotero and EndNote read it.

A page is `ELEC` and a report `RPRT`: what `PRESS` would be, Zotero takes for a journal article. A program that reads
RIS takes what stands behind the first comma of an author for given names; CSL-JSON and BibTeX keep such names whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import StatedDate
    from tui.citations.reference import Reference


def ris(reference: Reference) -> str:
    """Return a record, one tag a line; `bibliography` gives the lines the ends that the format asks for."""
    tags = [
        ("TY", "RPRT" if reference.is_report else "ELEC"),
        ("ID", reference.key),
        *(("AU", author) for author in reference.authors),
        ("TI", reference.title or reference.description),
        ("PY", f"{reference.date.year:04d}" if reference.date else ""),
        ("DA", _date(reference.date)),
        ("M3", reference.kind or ""),
        ("CY", ", ".join(reference.places)),
        *(("KW", field) for field in reference.fields),
        ("LA", reference.language or ""),
        ("UR", reference.url or ""),
        ("Y2", _date(reference.accessed)),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in tags if value), "ER  - "])


def _date(date: StatedDate | None) -> str:
    """Return the form `YYYY/MM/DD/`, in which all slashes stand whatever is not stated."""
    if date is None:
        return ""
    return "/".join([f"{date.year:04d}", *(f"{part:02d}" if part else "" for part in (date.month, date.day)), ""])
