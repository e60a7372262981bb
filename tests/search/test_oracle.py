"""Whoosh's own searcher over the same segments gives the same documents and scores."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from whoosh import query, scoring
from whoosh.reading import MultiReader
from whoosh.searching import Searcher

from corpus import Archive
from search import Index, building
from search.evaluate import Evaluation
from search.facets import Selector
from search.snapshot import Snapshot
from search.tree import Forms, Together
from tests.search.conftest import fill

# Words that are their own stems.
WORDS = ("farm", "river", "court", "tax", "road", "school", "water", "border", "vote", "law")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """An index of random texts in a few segments."""
    home = tmp_path_factory.mktemp("oracle")
    chance = random.Random(7)  # noqa: S311 - the same texts every time
    records = [
        {
            "id": f"r{number}",
            "title": f"Report {number} on the {chance.choice(WORDS)}",
            "language": "en",
            "text": f"Paper number{number} says. " + " ".join(chance.choices(WORDS, k=chance.randint(5, 80))) + ".",
        }
        for number in range(60)
    ]
    with pytest.MonkeyPatch.context() as patched, Archive.open(home / "archive", create=True) as archive:
        patched.setattr(building, "SEGMENT_DOCUMENTS", 25)
        fill(archive, home / "pages", records)
        with Index.open(archive) as index:
            index.update()
            opened = index._refresh()
            assert opened is not None
            assert len(opened.manifest.segments) > 1
            yield opened


def stock(snapshot: Snapshot, tree: query.Query, without: query.Query | None = None) -> dict[int, float]:
    reader = MultiReader([part.reader for part in snapshot._parts])
    found = Searcher(reader, weighting=scoring.BM25F()).search(tree, limit=None, mask=without)
    return {found.docnum(place): found.score(place) for place in range(len(found))}


def ours(snapshot: Snapshot, tree: query.Query) -> dict[int, float]:
    found = Evaluation(snapshot, Selector(snapshot, None).select).evaluate(tree)
    return {int(number): float(found.scores[number]) for number in np.flatnonzero(found.mask)}


Pair = tuple[query.Query, query.Query]


def word(chance: random.Random, among: Sequence[str] = WORDS) -> Pair:
    term = chance.choice(among)
    return query.Term("text", term), Forms("text", [term])


def phrase(chance: random.Random) -> Pair:
    stems = [word(chance)[0].text for _ in range(chance.randint(2, 3))]
    return query.Phrase("text", stems), Together([Forms("text", [stem]) for stem in stems], near=None)


def several(kind: Callable[[list[query.Query]], query.Query], chance: random.Random) -> Pair:
    pairs = [chance.choice((word, word, phrase))(chance) for _ in range(chance.randint(2, 3))]
    return kind([theirs for theirs, _ in pairs]), kind([mine for _, mine in pairs])


@pytest.mark.parametrize("seed", range(80))
def test_the_same_documents_and_scores(snapshot: Snapshot, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    kinds = (word, phrase, lambda c: several(query.And, c), lambda c: several(query.Or, c))
    theirs, mine = kinds[seed % len(kinds)](chance)
    assert ours(snapshot, mine) == pytest.approx(stock(snapshot, theirs))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_denied_is_left_out(snapshot: Snapshot, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    (kept, mine), (dropped, not_mine) = (word(chance, [term]) for term in chance.sample(WORDS, 2))
    expected = stock(snapshot, kept, without=dropped)
    assert ours(snapshot, query.And([mine, query.Not(not_mine)])) == pytest.approx(expected)
