"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'”’)\]»]*(?:\[\d+\])*(?=\s)|[。！？]+[」』”]*|\n")
_WORD = re.compile(r"[^\s(\"'“‘«]+$")
_BEGINS = re.compile(r"[\"'“‘«(\[\s]*(?:[^\W_a-zà-öø-ÿ]|\d)")
_SHORTENED = re.compile(
    r"(?:adm|al|art|arts|capt|cf|ch|co|col|corp|dept|dr|ed|eds|esq|etc|fig|gen|gov|hon|inc|jr|lt|ltd|maj|messrs|mr|mrs|ms"
    r"|mt|no|nos|para|pres|prof|pp|rep|reps|res|rev|sec|sen|sens|sgt|sr|st|supt|vol|vols|vs"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:[^\W\d_]\.)*[^\W\d_])\.",
    re.IGNORECASE,
)
"""A word, or initials, whose full stop ends no sentence."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Return from where to where each sentence of a paragraph stands, the white space between them left out.

    Where it is not sure that a sentence ends, as behind `U.S.`, it goes on.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if _ends(text, start, end):
            _keep(text, start, end.end(), found)
            start = end.end()
    _keep(text, start, len(text), found)
    return found


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    if end[0] == "\n" or end[0][0] in "。！？":
        return True
    if not _BEGINS.match(text, end.end()):
        return False
    if end[0] != ".":
        return True
    word = _WORD.search(text, max(start, end.start() - 40), end.end())
    return word is None or not _SHORTENED.fullmatch(word[0])


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    words = text[start:end]
    if words.strip():
        start += len(words) - len(words.lstrip())
        found.append((start, start + len(words.strip())))
