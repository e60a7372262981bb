"""Questions drawn from an archive's own words, the same ones each time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from benchmarks.search.engine import Question
from benchmarks.search.words import Sample, plain_runs, stems_to_itself, words

EACH = 25
TRIES = 200
SEED = 1911
PREFIXES = (2, 3, 4)
FILTERED = ("year", "source")
SELDOM = 0.01
"""The part of the documents below which a word is what makes a phrase rare, and is not worth leaving out."""

_PLAIN_VALUE = re.compile(r"[A-Za-z0-9 ]+")


def draw(of: Sample, each: int = EACH) -> list[Question]:
    """Return `each` questions of every kind, or as many as there are, the kinds taking turns."""
    by_kind = [_draw_kind(kind, of, each) for kind in KINDS] if of.rows else []
    turns = (question for turn in range(each) for kind in by_kind for question in kind[turn : turn + 1])
    return list(turns)


def _draw_kind(kind: str, of: Sample, each: int) -> list[Question]:
    rng = random.Random(f"{SEED} {kind}")  # noqa: S311 - the same for everybody, on purpose
    drawn: dict[Question, None] = {}
    for turn in range(TRIES * each):
        found = KINDS[kind](rng, of, turn)
        if found is not None:
            drawn.setdefault(found)
        if len(drawn) == each:
            break
    return list(drawn)


Draw = Callable[[random.Random, Sample, int], Question | None]


def _common(rng: random.Random, of: Sample, _: int) -> Question | None:
    return Question("one common word", (rng.choice(of.common),)) if of.common else None


def _rare(rng: random.Random, of: Sample, _: int) -> Question | None:
    return Question("one rare word", (rng.choice(of.rare),)) if of.rare else None


def _all(rng: random.Random, of: Sample, turn: int) -> Question | None:
    """Take two or three words, in turn, of one document, so that there are hits."""
    there = _frequent(rng, of)
    wanted = 2 + turn % 2
    return Question("all of 2 or 3", tuple(rng.sample(there, wanted))) if len(there) >= wanted else None


def _any(rng: random.Random, of: Sample, _: int) -> Question | None:
    if not of.common or len(of.medium) < 2:
        return None
    return Question("any of 3", (rng.choice(of.common), *rng.sample(of.medium, 2)), "any")


def _common_phrase(rng: random.Random, of: Sample, _: int) -> Question | None:
    common = set(of.common)
    return _phrase(rng, of, "phrase of 2 common", 2, common.issuperset)


def _rare_phrase(rng: random.Random, of: Sample, _: int) -> Question | None:
    seldom = max(SELDOM, 3 / len(of.rows))
    return _phrase(rng, of, "phrase of 3, rare", 3, lambda window: min(map(of.share, window)) < seldom)


def _phrase(
    rng: random.Random, of: Sample, kind: str, length: int, suits: Callable[[Sequence[str]], bool]
) -> Question | None:
    """Take a phrase that stands in a text drawn; of words that all engines stem alike."""
    windows = [
        tuple(run[at : at + length])
        for run in plain_runs(rng.choice(of.rows).text)
        for at in range(len(run) - length + 1)
    ]
    suited = [window for window in windows if of.known.issuperset(window) and suits(window)]
    return Question(kind, rng.choice(suited), "phrase") if suited else None


def _prefix(rng: random.Random, of: Sample, turn: int) -> Question | None:
    length = PREFIXES[turn % len(PREFIXES)]
    word = rng.choice([*of.common, *of.medium] or [""])
    beginning = word[:length]
    return Question("prefix", (beginning,), "prefix") if word and stems_to_itself(beginning) else None


def _without(rng: random.Random, of: Sample, _: int) -> Question | None:
    there = [word for word in _frequent(rng, of) if of.share(word) >= SELDOM]
    if len(there) < 2:
        return None
    sought, unwanted = rng.sample(there, 2)
    return Question("one without another", (sought,), without=(unwanted,))


def _filtered(rng: random.Random, of: Sample, turn: int) -> Question | None:
    row = rng.choice(of.rows)
    facet = FILTERED[turn % len(FILTERED)]
    there = sorted(set(of.common).intersection(words(row.text)))
    values = [value for value in row.facets.get(facet, ()) if _PLAIN_VALUE.fullmatch(value) and value != "undated"]
    if not there or not values:
        return None
    return Question("in a year or source", (rng.choice(there),), facet=facet, value=values[0])


def _frequent(rng: random.Random, of: Sample) -> list[str]:
    """Return the common and medium words of a text drawn."""
    return sorted({*of.common, *of.medium}.intersection(words(rng.choice(of.rows).text)))


KINDS: Mapping[str, Draw] = {
    "one common word": _common,
    "one rare word": _rare,
    "all of 2 or 3": _all,
    "any of 3": _any,
    "phrase of 2 common": _common_phrase,
    "phrase of 3, rare": _rare_phrase,
    "prefix": _prefix,
    "one without another": _without,
    "in a year or source": _filtered,
}
