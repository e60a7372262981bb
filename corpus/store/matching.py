"""Which document of a page's new capture is which document of the capture before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_SHINGLE = 3
_MOST_WORDS = 2000
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One document of a capture, as far as matching needs it; `text` is asked for only where title and key differ."""

    key: str
    title: str | None
    text: Callable[[], str]


def match(before: Sequence[Candidate], now: Sequence[Candidate]) -> dict[int, int]:
    """Return for positions in `now` the position in `before` of the same document.

    A page of one article is the same document for ever. The items of a digest are matched by key, by title, then by
    near-equal text, each at most once.
    """
    if not before or len(before) == len(now) == 1:
        return {0: 0} if before else {}
    matched: dict[int, int] = {}
    _pair(matched, before, now, lambda one: one.key)
    _pair(matched, before, now, lambda one: _folded(one.title))
    _pair_by_text(matched, before, now)
    return matched


def nearness(one: str, other: str) -> float:
    """Return how much two texts share, 0 to 1: the Jaccard index of their runs of three words."""
    return _jaccard(_shingles(one), _shingles(other))


def near(one: str, other: str) -> bool:
    """Return whether two texts are two states of the same text."""
    return nearness(one, other) >= _NEAR


def other_key(key: str, text: str) -> str:
    """Return a key for `text` where `key` is taken by another text: as long, and the same on every machine."""
    digest = hashlib.blake2b(f"{key}\n{text}".encode("utf-8", "replace"), digest_size=32).digest()
    letters = "23456789abcdefghjkmnpqrstvwxyz"
    return "".join(letters[byte % len(letters)] for byte in digest[: max(len(key), 8)])


def _pair(
    matched: dict[int, int],
    before: Sequence[Candidate],
    now: Sequence[Candidate],
    name: Callable[[Candidate], str | None],
) -> None:
    free: dict[str, list[int]] = {}
    for position in _left(range(len(before)), matched.values()):
        if value := name(before[position]):
            free.setdefault(value, []).append(position)
    for position in _left(range(len(now)), matched):
        places = free.get(name(now[position]) or "")
        if places:
            matched[position] = places.pop(0)


def _pair_by_text(matched: dict[int, int], before: Sequence[Candidate], now: Sequence[Candidate]) -> None:
    old = {position: _shingles(before[position].text()) for position in _left(range(len(before)), matched.values())}
    for position in _left(range(len(now)), matched):
        if not old:
            return
        new = _shingles(now[position].text())
        best = max(old, key=lambda place: _jaccard(old[place], new))
        if _jaccard(old[best], new) >= _NEAR:
            matched[position] = best
            del old[best]


def _left(positions: Iterable[int], taken: Mapping[int, int] | Iterable[int]) -> list[int]:
    used = set(taken)
    return [position for position in positions if position not in used]


def _jaccard(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def _folded(title: str | None) -> str | None:
    return " ".join(title.casefold().split()) if title else None


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]
    return (
        {tuple(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))}
        if words
        else set()
    )
