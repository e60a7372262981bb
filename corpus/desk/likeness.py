"""What reads most like a passage in a text that no longer has its very words. The work is bounded for any text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Final

from corpus.desk.anchors import Anchor

Span = tuple[int, int]

_LONGEST: Final = 400
"""A longer passage is looked for by its beginning and its end."""
_END: Final = 200
_SAME: Final = 0.8
"""The share of a passage's letters that must stand there, in runs of three and more, in their order."""
_SAME_BETWEEN: Final = 0.5
"""The same where the words before and after stand around it."""
_SHORTEST_CONTEXT: Final = 12
_MOST_SEEDS: Final = 60
_MOST_TRIED: Final = 6
_WORD: Final = re.compile(r"\w+")


def between(of: Anchor, text: str) -> Span | None:
    """Return what stands between the words before and after a passage, where it resembles it; else None.

    Here as in `most_like`, both are texts with blanks, quotes and hyphens made alike.
    """
    before, after = of.prefix.strip(), of.suffix.strip()
    if min(len(before), len(after)) < _SHORTEST_CONTEXT:
        return None
    room = 2 * len(of.exact) + 100
    best, most = None, _SAME_BETWEEN
    for at in islice(_occurrences(before, text), _MOST_TRIED):
        start = at + len(before)
        end = text.find(after, start, start + room + len(after))
        share = _share(of.exact, text[start:end]) if end > start else 0.0
        if share >= most:
            best, most = _trimmed(text, start, end), share
    return best


def most_like(of: Anchor, text: str) -> Span | None:
    """Return the span of a text that is the passage with small differences, None where there is none."""
    found = _like(of.exact, text, of.start or 0)
    return _trimmed(text, *found) if found else None


def _like(words: str, text: str, near: int) -> Span | None:
    """Return the span that has the words with small differences; of several the likest, then the nearest."""
    if len(words) > _LONGEST:
        return _like_long(words, text, near)
    tried = [_aligned(words, text, start) for start in _candidates(words, text, near)]
    fitting = [(share, span) for share, span in tried if share >= _SAME]
    return max(fitting, key=lambda one: (one[0], -abs(one[1][0] - near)))[1] if fitting else None


def _like_long(words: str, text: str, near: int) -> Span | None:
    head = _like(words[:_END], text, near)
    tail = _like(words[-_END:], text, (head[0] if head else near) + len(words) - _END)
    if not head or not tail:
        return None
    length = tail[1] - head[0]
    return (head[0], tail[1]) if len(words) / 2 <= length <= 2 * len(words) else None


def _candidates(words: str, text: str, near: int) -> list[int]:
    """Return where the words may begin: where pairs of them, and long ones, stand in the text."""
    votes: Counter[int] = Counter()
    for seed, at in _seeds(words):
        for place in islice(_occurrences(seed, text), 20):
            votes[(place - at) // 16] += len(seed)
    ranked = sorted(votes, key=lambda bucket: (-votes[bucket] - votes[bucket + 1], abs(bucket * 16 - near)))
    return [bucket * 16 for bucket in ranked[:_MOST_TRIED]]


def _seeds(words: str) -> Iterator[tuple[str, int]]:
    found = list(_WORD.finditer(words))
    pairs = [(words[one.start() : two.end()], one.start()) for one, two in pairwise(found)]
    alone = [(one[0], one.start()) for one in found if len(one[0]) >= 5]
    yield from islice((seed for seed in pairs if len(seed[0]) >= 6), _MOST_SEEDS)
    yield from islice(sorted(alone, key=lambda seed: -len(seed[0])), 8)


def _aligned(words: str, text: str, start: int) -> tuple[float, Span]:
    """Return which share of the words stands around `start`, and where they do."""
    margin = 32 + len(words) // 8
    begin = max(0, start - margin)
    window = text[begin : max(0, start) + len(words) + 16 + margin]
    blocks = _blocks(words, window)
    if not blocks:
        return 0.0, (0, 0)
    share = sum(size for _, _, size in blocks) / len(words)
    first, last = blocks[0], blocks[-1]
    low = first[1] - first[0]
    high = last[1] + len(words) - last[0]
    return share, (begin + max(0, low), begin + min(len(window), high))


def _share(words: str, text: str) -> float:
    if len(words) > 2 * _LONGEST:
        return min(_share(words[:_LONGEST], text[:_LONGEST]), _share(words[-_LONGEST:], text[-_LONGEST:]))
    matcher = SequenceMatcher(None, words, text[: 3 * _LONGEST], autojunk=False)
    return matcher.ratio()


def _blocks(words: str, window: str) -> list[tuple[int, int, int]]:
    """Return the runs that both have in one order, in the words, in the window, and how long; short ones left out."""
    matcher = SequenceMatcher(None, words, window, autojunk=False)
    return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size >= 3]


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a span grown to whole words, without blanks at its ends."""
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1 : end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
