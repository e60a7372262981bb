"""BibTeX, with the fields that biblatex adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import one_line
from tui.citations.reference import MONTHS

if TYPE_CHECKING:
    from corpus import StatedDate
    from tui.citations.reference import Reference

_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "#$%&_"},
}
_ESCAPED_BRACES = {"{": r"\{", "}": r"\}"}
_NAMED_BRACES = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}


def bibtex(reference: Reference) -> str:
    """Return an entry: `@techreport` for a report of a stated source, else `@misc`; several lines.

    The cite key is made of the document's key alone, so that it stays when a date or source is read better later.
    """
    kind = "techreport" if reference.is_report and reference.authors else "misc"
    values = _values(reference, is_report=kind == "techreport")
    width = max(len(name) for name in values)
    lines = [f"  {name:<{width}} = {_value(name, value)}," for name, value in values.items() if value]
    return "\n".join([f"@{kind}{{{cite_key(reference)},", *lines, "}"])


def cite_key(reference: Reference) -> str:
    r"""Return what `\cite` names the document by."""
    return f"dateline-{reference.key}"


def tex(text: str) -> str:
    """Return the text on one line, with what TeX takes for its own escaped."""
    text = one_line(text)
    braces = _ESCAPED_BRACES if _balanced(text) else _NAMED_BRACES
    return "".join(_TEX.get(letter) or braces.get(letter, letter) for letter in text)


def _values(reference: Reference, *, is_report: bool) -> dict[str, str]:
    authors = " and ".join(f"{{{tex(author)}}}" for author in reference.authors)
    return {
        "author": authors,
        "title": f"{{{tex(reference.title or reference.description)}}}",
        "institution": authors if is_report else "",
        **_date(reference.date),
        "type" if is_report else "howpublished": tex(reference.kind or ""),
        "address": ", ".join(map(tex, reference.places)),
        "url": reference.url or "",
        "urldate": str(reference.accessed) if reference.url and reference.accessed else "",
    }


def _date(date: StatedDate | None) -> dict[str, str]:
    if date is None:
        return {}
    parts = {"date": str(date), "year": f"{date.year}"}
    return parts if date.month is None else parts | {"month": MONTHS[date.month - 1][:3].lower()}


def _balanced(text: str) -> bool:
    """Say whether every brace has its partner: BibTeX counts escaped braces too and loses the entry's end."""
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0


def _value(name: str, value: str) -> str:
    return value if name == "month" else f"{{{value}}}"
