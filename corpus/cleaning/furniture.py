"""Where the article lies on its page: lines that read like prose earn, lines that read like menus cost."""

from __future__ import annotations

import re
from functools import cache

from corpus.cleaning.dates import read_date
from corpus.cleaning.lines import Line
from corpus.vocabulary import fold, furniture_phrases

_MENU_COST = 4
_SHORT_COST = 3
_PROSE_MOST = 60
_BRACKETS = re.compile(r"^[\[(<]+|[\])>]+$")
_MASTHEAD = re.compile(r"(?:\b(?:press|news) (?:room|releases?|office)|\bnewsroom)$", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+?\d[\d ()/.-]{6,}\d$")
_CONTACT = re.compile(
    r"(?:for (?:further|more|additional) (?:information|details)|(?:press|media) (?:contact|enquiries|inquiries)"
    r"|contacts?\b|pour (?:plus d['’]informations?|tout renseignement)|weitere informationen|pressekontakt"
    r"|para (?:más|mayor) información|за дополнительной информацией|контакт|за додатковою інформацією"
    r"|za više informacija)",
    re.IGNORECASE,
)
_REACHED_BY = re.compile(r"@|\+?\+?\s?\d[\d ()/.-]{6,}\d")
_DEAR_RUN = 12
_LONGEST_PHRASE = 120
_MOST_PHRASE_WORDS = 14
_MOST_WORDS_BEHIND = 6


@cache
def _opening() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in furniture_phrases())
    return re.compile(rf"(?:{phrases})(?![^\W_])(?P<rest>.*)", re.DOTALL)


def is_furniture_phrase(line: Line) -> bool:
    """Say whether a short line opens with words that only furniture opens with."""
    if len(line.text) > _LONGEST_PHRASE or line.words > _MOST_PHRASE_WORDS:
        return False
    if line.text.startswith("©") or _MASTHEAD.search(line.text):
        return True
    if _TELEPHONE.search(line.text):
        return read_date(line.text) is None
    match = _opening().match(fold(_BRACKETS.sub("", line.text)))
    return match is not None and len(match["rest"].split()) <= _MOST_WORDS_BEHIND


def is_contact(line: Line) -> bool:
    """Say whether a line tells whom to ask, with a telephone number or an address of mail."""
    return _CONTACT.match(line.text) is not None and _REACHED_BY.search(line.text) is not None


def best_segment(lines: list[Line]) -> tuple[int, int]:
    """Return (start, end) of the run of lines that earns the most; (0, 0) where none earns anything."""
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for at, worth in enumerate(_worths(lines)):
        if total <= 0:
            total, start = 0.0, at
        total += worth
        if total > best[0]:
            best = (total, start, at + 1)
    return best[1], best[2]


def article_end(lines: list[Line], start: int) -> int:
    """Return where the article that begins at `start` ends: behind it there is only furniture."""
    total = best = 0.0
    end = start
    for at, worth in enumerate(_worths(lines[start:]), start):
        total += worth
        if total >= best:
            best, end = total, at + 1
    end = _with_signature(lines, end)
    while end > start + 1 and is_contact(lines[end - 1]):
        end -= 1
    return end


def _with_signature(lines: list[Line], end: int) -> int:
    """Let the article keep a last short line or two, such as who signed it, where no menu follows."""
    tail = lines[end:]
    if len(tail) > 2 or any(line.bullet or is_furniture_phrase(line) for line in tail):
        return end
    return len(lines)


def _worths(lines: list[Line]) -> list[float]:
    worths: list[float] = []
    run = 0
    cost: float
    for line in lines:
        if line.is_prose or (line.bullet and line.words >= 12):
            run = 0
            worths.append(min(line.words, _PROSE_MOST))
            continue
        run += 1
        cost = _MENU_COST if line.bullet else _SHORT_COST
        if line.words >= 5 or run <= 2:
            cost /= 3
        worths.append(-3 * cost if is_furniture_phrase(line) else -cost if run <= _DEAR_RUN else -cost * 1.5)
    return worths
