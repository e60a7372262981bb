"""What two documents, or two states of one, have word for word alike, and what only one of them has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

from corpus.document import Document

Kind = Literal["same", "removed", "added"]

_MOST_PIECES: Final = 12_000
"""Longer passages are given as a whole: comparing words takes time with the square of their number."""
_ALIKE: Final = 0.3
_FEWEST_SAME_WORDS: Final = 3
_BETWEEN_PARAGRAPHS: Final = re.compile(r"\n\s*\n")
_WORD: Final = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that both have (`same`), or only the first (`removed`) or the second (`added`)."""

    kind: Kind
    text: str


def difference(before: Document, now: Document) -> list[Passage]:
    """Return the passages of two documents in order, title first: what one has in the place of the other stands next.

    The same and the removed passages together are the first, the same and the added the second, but for blanks. A
    paragraph ends with a blank line. Documents are compared by paragraphs, changed paragraphs by words.
    """
    found: list[Passage] = []
    first, second = _paragraphs(before), _paragraphs(now)
    for alike, ones, others in _runs(first, second):
        found += [Passage("same", "".join(others))] if alike else _by_words("".join(ones), "".join(others))
    return _joined(found)


def _by_words(one: str, other: str) -> list[Passage]:
    first, second = _WORD.findall(one), _WORD.findall(other)
    if len(first) + len(second) > _MOST_PIECES:
        return _changed(one, other)
    runs = list(_runs(first, second))
    shared = sum(len(others) for alike, _, others in runs if alike)
    if shared < _ALIKE * min(len(first), len(second)):
        return _changed(one, other)
    found: list[Passage] = []
    for alike, ones, others in _with_short_runs_changed(runs):
        found += [Passage("same", "".join(others))] if alike else _changed("".join(ones), "".join(others))
    return found


_Run = tuple[bool, Sequence[str], Sequence[str]]


def _runs(first: Sequence[str], second: Sequence[str]) -> Iterator[_Run]:
    """Give the runs of two sequences in order: whether they are alike, and what each has. Blanks do not count."""
    matcher = SequenceMatcher(None, [piece.strip() for piece in first], [piece.strip() for piece in second])
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        yield kind == "equal", first[start:end], second[other_start:other_end]


def _with_short_runs_changed(runs: Sequence[_Run]) -> Iterator[_Run]:
    """Give the runs with those of one or two same words between changes taken into the changes, for reading."""
    for place, (alike, ones, others) in enumerate(runs):
        is_between = 0 < place < len(runs) - 1
        yield alike and not (is_between and len(ones) < _FEWEST_SAME_WORDS), ones, others


def _changed(one: str, other: str) -> list[Passage]:
    passages = [Passage("removed", one), Passage("added", other)]
    return [passage for passage in passages if passage.text]


def _joined(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with neighbours of one kind as one; between two same passages the removed stand first."""
    found: list[Passage] = []
    for is_same, group in groupby(passages, key=lambda passage: passage.kind == "same"):
        some = list(group)
        kinds: tuple[Kind, ...] = ("same",) if is_same else ("removed", "added")
        for kind in kinds:
            text = "".join(passage.text for passage in some if passage.kind == kind)
            found += [Passage(kind, text)] if text else []
    return found


def _paragraphs(document: Document) -> list[str]:
    paragraphs = [document.title or "", *_BETWEEN_PARAGRAPHS.split(document.text)]
    return [f"{paragraph.strip()}\n\n" for paragraph in paragraphs if paragraph.strip()]
