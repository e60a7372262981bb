"""What Whoosh's writer wrote through the codec is evaluated over arrays as Whoosh's searcher evaluates it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import analysis, fields, index, query, scoring
from whoosh.searching import Searcher

from search.codec.plug import DatelineCodec
from search.evaluate import Evaluation
from search.facets import Selector
from search.manifest import Manifest, Segment
from search.schema import PackedPositions
from search.snapshot import Snapshot
from search.tree import Forms, Pattern, Similar, StartsWith, Together

WORDS = ("farm", "farms", "court", "tax", "road", "school", "law")


@dataclass(frozen=True)
class Both:
    """One index, as Whoosh opens it and as we do."""

    searcher: Searcher
    evaluation: Evaluation
    snapshot: Snapshot

    def theirs(self, tree: query.Query, mask: query.Query | None = None) -> dict[int, float]:
        found = self.searcher.search(tree, limit=None, mask=mask)
        return {found.docnum(at): found.score(at) for at in range(len(found))}

    def ours(self, tree: query.Query) -> dict[int, float]:
        found = self.evaluation.evaluate(tree)
        pairs = zip(found.documents.tolist(), found.scores.tolist(), strict=True)
        return {number: score for number, score in pairs if self.snapshot.live[number]}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    home = tmp_path_factory.mktemp("whoosh")
    (home / "1").mkdir()
    made = index.create_in(str(home / "1"), schema())
    chance = random.Random(11)  # noqa: S311 - the same texts every time
    for _ in range(3):
        writer = made.writer(codec=DatelineCodec())
        for number in range(15):
            title = " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))
            text = " ".join(chance.choices(WORDS, k=chance.randint(1, 300)))
            writer.add_document(key=f"{number}", title=title, text=text)
        writer.commit(merge=False)
    writer = made.writer(codec=DatelineCodec())
    assert writer.delete_by_term("key", "4") == 3
    writer.commit(merge=False)
    with made.searcher(weighting=scoring.BM25F()) as searcher:
        snapshot = opened(home, made)
        no_filters = Selector(snapshot, None).select
        yield Both(searcher, Evaluation(snapshot, no_filters, lambda _: None), snapshot)


def schema() -> fields.Schema:
    packed = fields.TEXT(analyzer=analysis.SimpleAnalyzer())
    packed.format = PackedPositions()
    return fields.Schema(key=fields.ID(), title=packed, text=fields.TEXT(analyzer=analysis.SimpleAnalyzer()))


def opened(home: Path, made: index.FileIndex) -> Snapshot:
    segments = []
    for one in made._read_toc().segments:
        reader = one.codec().per_document_reader(made.storage, one)
        lengths = {name: reader.field_length(name) for name in ("text", "title")}
        deleted = tuple(sorted(one.deleted_docs()))
        segments.append(Segment(one.segment_id(), reader.doc_count_all(), lengths, ("en",), {}, deleted))
    return Snapshot(home, Manifest("", 0, "1", tuple(segments), ()))


Pair = tuple[query.Query, query.Query]
"""What Whoosh is asked, and what we are."""

FIELDS = st.sampled_from(["text", "title"])
WORD = st.sampled_from((*WORDS, "zebra"))


@st.composite
def leaves(draw: st.DrawFn) -> Pair:
    field, boost = draw(FIELDS), draw(st.sampled_from([1.0, 3.0]))
    words = draw(st.lists(WORD, min_size=1, max_size=3))
    if len(words) == 1:
        return query.Term(field, words[0], boost=boost), Forms(field, words, boost)
    together = Together([Forms(field, [word]) for word in words], near=None, boost=boost)
    return query.Phrase(field, words, boost=boost), together


def several(pairs: list[Pair], kind: type[query.And | query.Or]) -> Pair:
    return kind([theirs for theirs, _ in pairs]), kind([ours for _, ours in pairs])


TREES = st.recursive(
    leaves(),
    lambda of: st.builds(several, st.lists(of, min_size=2, max_size=3), st.sampled_from([query.And, query.Or])),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_the_same_documents_and_scores(both: Both, pair: Pair) -> None:
    theirs, ours = pair
    assert both.ours(ours) == pytest.approx(both.theirs(theirs), abs=1e-4)


@settings(max_examples=50, deadline=None)
@given(TREES, leaves())
def test_what_is_denied_is_left_out(both: Both, pair: Pair, denied: Pair) -> None:
    ours = query.And([pair[1], query.Not(denied[1])])
    assert both.ours(ours) == pytest.approx(both.theirs(pair[0], mask=denied[0]), abs=1e-4)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (query.Prefix("text", "farm"), StartsWith("text", "farm", also=())),
        (query.Prefix("title", "c"), StartsWith("title", "c", also=())),
        (query.Wildcard("text", "*o*"), Pattern("text", "*o*")),
        (query.FuzzyTerm("title", "cart", maxdist=2, prefixlength=0), Similar("title", "cart", 2)),
    ],
    ids=["prefix", "prefix-in-titles", "pattern", "misspelt"],
)
def test_several_words_stand_in_the_same_documents(both: Both, theirs: query.Query, ours: query.Query) -> None:
    expected = set(both.theirs(theirs))
    assert expected
    assert set(both.ours(ours)) == expected
