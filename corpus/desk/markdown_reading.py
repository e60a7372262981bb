"""Reading back the Markdown that `markdown_writing` writes, as a person left it in an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from corpus.desk.entries import refused
from corpus.desk.markdown_writing import SEARCHES, TITLE

_NOTE: Final = re.compile(r"### Note(?: ([0-9a-f]{12})(?:, (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC)?)?\s*")
_FACT: Final = re.compile(r"- (Key|Marked|Tag|Query|Sort): ?(.*)")
_ESCAPED: Final = re.compile(r"^\\(?=[#>\\])", re.MULTILINE)
_QUOTED: Final = re.compile(r"> ?")

_Form = dict[str, Any]


class _Section(NamedTuple):
    kind: str
    heading: str
    lines: list[str]


def form_of(text: str) -> _Form:
    """Return what an exported Markdown says, in the form of the JSON. Raises DatelineError where it is none.

    A note without a name is a new one. A note that has lost its text is left out, and so stays as it is.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    if next((line for line in lines if line), "") != TITLE:
        raise refused(f"it does not begin with “{TITLE}”")
    form: _Form = {"marks": [], "tags": [], "notes": [], "searches": []}
    key = ""
    for section in _sections(lines):
        if section.kind == "document":
            key = _document(form, _facts(section.lines))
        elif section.kind == "note":
            form["notes"] += _note(section, key)
        elif section.kind == "search":
            form["searches"] += _search(section)
    return form


def _sections(lines: Sequence[str]) -> Iterator[_Section]:
    """Yield what stands under each heading that is one of ours; others are text of the note they stand in."""
    section = _Section("", "", [])
    in_searches = False
    for number, line in enumerate(lines):
        kind = _kind(line, lines, number, in_searches=in_searches)
        if kind:
            yield section
            section = _Section(kind, line, [])
            in_searches = kind in {"searches", "search"}
        else:
            section.lines.append(line)
    yield section


def _kind(line: str, lines: Sequence[str], number: int, *, in_searches: bool) -> str:
    if line.startswith("## "):
        following = next((later for later in lines[number + 1 : number + 9] if later), "")
        if following.startswith("- Key: "):
            return "document"
        return "searches" if line == SEARCHES else ""
    if in_searches:
        return "search" if line.startswith("### ") else ""
    return "note" if _NOTE.fullmatch(line) else ""


def _facts(lines: Sequence[str]) -> list[tuple[str, str]]:
    return [(found[1], found[2].strip()) for line in lines if (found := _FACT.fullmatch(line))]


def _document(form: _Form, facts: list[tuple[str, str]]) -> str:
    key = next(value for name, value in facts if name == "Key")
    form["marks"] += [{"key": key, "made": _moment(value)} for name, value in facts if name == "Marked"]
    form["tags"] += [{"name": value, "documents": [{"key": key}]} for name, value in facts if name == "Tag" and value]
    return key


def _note(section: _Section, key: str) -> Iterator[_Form]:
    body = "\n".join(section.lines).strip("\n").split("\n")
    quoted = next((number for number, line in enumerate(body) if not line.startswith(">")), len(body))
    passage = "\n".join(_QUOTED.sub("", line, count=1) for line in body[:quoted]).strip()
    text = _ESCAPED.sub("", "\n".join(body[quoted:]).strip())
    found = _NOTE.fullmatch(section.heading)
    if not found or not (text or passage):
        return
    uid, day, time = found.groups()
    at = f"{day} {time}+00:00" if day else None
    anchor = {"exact": passage} if passage else None
    yield {"uid": uid or "", "key": key, "text": text, "made": at, "based": at, "anchor": anchor}


def _search(section: _Section) -> Iterator[_Form]:
    facts = dict(_facts(section.lines))
    if facts.get("Query"):
        name = section.heading.removeprefix("### ").strip()
        yield {"name": name, "query": facts["Query"], "sort": facts.get("Sort") or "relevance"}


def _moment(text: str) -> str | None:
    """Return a time as the JSON form has it; None, which is now, for what a person wrote instead."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC", text)
    return f"{found[1]} {found[2]}+00:00" if found else None
