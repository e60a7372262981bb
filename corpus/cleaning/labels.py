"""Labels: what a page prints as `Source: OSCE Secretariat`, with the value beside the label or below it."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field

from corpus.addresses import canonical_address
from corpus.cleaning.dates import read_date
from corpus.cleaning.lines import Line
from corpus.vocabulary import fields_of_work, fold, label_values, sources

_LABEL = re.compile(r"([^\W\d_][^:：]{1,38}?)\s*[:：](?:\s+(.*))?$", re.DOTALL)
_TELLING = {"source", "fields", "type", "url", "language"}
_LONGEST = {
    "date": 60,
    "place": 80,
    "source": 250,
    "fields": 400,
    "type": 60,
    "title": 300,
    "url": 2000,
    "language": 40,
    "other": 300,
}


@dataclass(slots=True)
class LabelBlock:
    """Labels that stand together: lines `start` up to `end` (exclusive), and the raw values behind each name.

    A label without a value has an empty list; `bulleted` says that the labels are items of a list.
    """

    start: int
    end: int
    values: dict[str, list[str]] = field(default_factory=dict)
    labels: int = 0
    bulleted: bool = False

    @property
    def is_telling(self) -> bool:
        """Say whether the block can only be the page's own: an agenda's Date and Place are not."""
        return self.bulleted or bool(_TELLING & self.values.keys())


def find_label_blocks(lines: list[Line]) -> list[LabelBlock]:
    """Return the blocks of labels in the page, in order. Read before any line is removed: values look like menus."""
    blocks: list[LabelBlock] = []
    at = 0
    while at < len(lines):
        label = _label(lines[at])
        if label is None:
            at += 1
            continue
        name, beside = label
        values, end = ([beside], at + 1) if beside else _values_below(lines, at, name)
        if not blocks or blocks[-1].end < at:
            blocks.append(LabelBlock(at, at))
        block = blocks[-1]
        block.values.setdefault(name, []).extend(values)
        block.end, block.labels = end, block.labels + 1
        block.bulleted |= lines[at].bullet
        at = end
    return blocks


def _label(line: Line) -> tuple[str, str] | None:
    match = _LABEL.match(line.text)
    name = label_values().get(fold(match[1])) if match else None
    if match is None or name is None:
        return None
    beside = (match[2] or "").strip()
    if len(beside) > _LONGEST[name] or (beside and not line.bullet and not _fits(name, beside)):
        return None
    return name, beside


def _values_below(lines: list[Line], at: int, name: str) -> tuple[list[str], int]:
    """Return the values in the lines below a label, and where they end; an empty label takes nothing."""
    label = lines[at]
    values: list[str] = []
    for number in range(at + 1, len(lines)):
        line = lines[number]
        deeper = line.indent > label.indent
        known = line.text.casefold() in _known(name)
        belongs = (line.bullet and (not values or deeper or known)) if label.bullet else not values
        if not belongs and not (deeper and label.bullet and not line.after_blank):
            break
        if _label(line) or len(line.text) > _LONGEST[name] or not (line.bullet or _fits(name, line.text)):
            break
        values.append(line.text)
    return values, at + 1 + len(values)


def _known(name: str) -> Container[str]:
    """Return the names that a list below a label may go on with, though it is not indented."""
    return fields_of_work() if name == "fields" else sources() if name == "source" else ()


def _fits(name: str, value: str) -> bool:
    """Say whether a value that is no item of a list can be what the label announces."""
    if name == "date":
        return read_date(value) is not None
    if name == "url":
        return canonical_address(value.strip("<> ")) is not None
    return len(value) <= _LONGEST[name] and not (
        name in {"type", "place"} and value.endswith((".", "!", "?")) and " " in value
    )
