"""Citations of a document: what a reader pastes into a paper or a bibliography.

Only stated values are cited. A source is a corporate author; a title is kept as its issuer wrote it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from corpus import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from corpus import Document, StatedDate

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "#$%&_"},
}
_ESCAPED_BRACES = {"{": r"\{", "}": r"\}"}
_NAMED_BRACES = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}


def apa(document: Document) -> str:
    """Return the reference in the style of the APA manual, 7th edition, as one line of plain text.

    Without a source the title takes the author's place; without a title the kind of document is named in brackets.
    """
    author, title = _joined(document.source, " & ", ", & "), _apa_title(document)
    date = f"({_apa_date(document.date)})"
    sentences = [author, date, title] if author else [title, date]
    reference = " ".join(_ended(sentence) for sentence in sentences)
    return f"{reference} {_address(document)}".strip()


def bibtex(document: Document) -> str:
    """Return a BibTeX entry: `@techreport` for a report of a stated source, else `@misc`; several lines.

    The cite key is made of the document's key alone, so that it stays when a date or source is read better later.
    """
    kind = one_line(document.type or "")
    is_report = "report" in kind.casefold() and bool(document.source)
    sources = " and ".join(f"{{{_tex(source)}}}" for source in document.source)
    values: dict[str, str] = {
        "author": sources,
        "title": f"{{{_tex(document.title or f'[{_untitled(document)}]')}}}",
        "institution": " and ".join(map(_tex, document.source)) if is_report else "",
        **_bibtex_date(document.date),
        "type" if is_report else "howpublished": _tex(_capitalised(kind)),
        "address": ", ".join(map(_tex, document.place)),
        "url": _address(document),
    }
    width = max(len(name) for name in values)
    lines = [f"  {name:<{width}} = {_value(name, value)}," for name, value in values.items() if value]
    return "\n".join([f"@{'techreport' if is_report else 'misc'}{{dateline-{document.key},", *lines, "}"])


STYLES: Mapping[str, Callable[[Document], str]] = {"apa": apa, "bibtex": bibtex}
"""Every citation style by the name the command line and the screen give it."""


def _apa_title(document: Document) -> str:
    if not document.title:
        return f"[{_untitled(document)}]"
    title = one_line(document.title)
    return f"{title} [{_capitalised(one_line(document.type))}]" if document.type else title


def _untitled(document: Document) -> str:
    return f"Untitled {one_line(document.type or 'document').casefold()}"


def _apa_date(date: StatedDate | None) -> str:
    if date is None:
        return "n.d."
    if date.month is None:
        return f"{date.year}"
    month = MONTHS[date.month - 1]
    return f"{date.year}, {month}" if date.day is None else f"{date.year}, {month} {date.day}"


def _bibtex_date(date: StatedDate | None) -> dict[str, str]:
    if date is None:
        return {}
    parts = {"date": str(date), "year": f"{date.year}"}
    return parts if date.month is None else parts | {"month": MONTHS[date.month - 1][:3].lower()}


def _joined(names: tuple[str, ...], between_two: str, before_last: str) -> str:
    """Join group authors as APA does: an ampersand before the last, commas where there are three or more."""
    clean = [one_line(name) for name in names]
    if len(clean) > 2:
        return ", ".join(clean[:-1]) + before_last + clean[-1]
    return between_two.join(clean)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!", "…")) else f"{sentence}."


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _address(document: Document) -> str:
    """Return the address with what breaks a line or an entry percent-encoded; what is encoded already stays."""
    return re.sub(r"[\s{}\\<>\"^`|]", lambda found: quote(found[0]), one_line(document.url or ""))


def _tex(text: str) -> str:
    text = one_line(text)
    braces = _ESCAPED_BRACES if _balanced(text) else _NAMED_BRACES
    return "".join(_TEX.get(letter) or braces.get(letter, letter) for letter in text)


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
