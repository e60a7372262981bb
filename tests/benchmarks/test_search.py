"""What the comparison of search engines asks, counts and prints."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.search.comparison import agreement_table, ratio, ratio_table
from benchmarks.search.engine import FACETS, NAMES, Place, Question, Searcher, load, write_rows
from benchmarks.search.measure import Answered, Built, Measured, Opened, percentile
from benchmarks.search.process import read_questions, summed, write_questions
from benchmarks.search.questions import KINDS, draw
from benchmarks.search.replicate import fresh_key, replicate, shares
from benchmarks.search.table import built_table, times_table
from benchmarks.search.words import Sample, agreed, plain_runs, sample
from corpus import Archive
from search import Index

EACH = 5


@pytest.fixture(scope="module")
def place(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Place:
    home = tmp_path_factory.mktemp("place")
    write_rows(archive, home / "rows")
    return Place(archive.folder, home / "rows", home / "index")


@pytest.fixture(scope="module")
def drawn_from(place: Place) -> Sample:
    return sample(place.rows, 60)


def searcher(name: str, place: Place, folder: Path) -> Searcher:
    at = Place(place.archive, place.rows, folder / name)
    engine = load(name)
    engine.build(at)
    return engine.opened(at)


class TestQuestions:
    def test_there_are_questions_of_every_kind_taking_turns(self, drawn_from: Sample) -> None:
        questions = draw(drawn_from, EACH)
        assert Counter(question.kind for question in questions) == dict.fromkeys(KINDS, EACH)
        assert [question.kind for question in questions[: len(KINDS)]] == list(KINDS)

    def test_they_are_the_same_each_time(self, drawn_from: Sample, place: Place) -> None:
        assert draw(drawn_from, EACH) == draw(sample(place.rows, 60), EACH)

    def test_they_travel_to_another_process(self, drawn_from: Sample, tmp_path: Path) -> None:
        questions = draw(drawn_from, EACH)
        write_questions(tmp_path / "questions", questions)
        assert read_questions(tmp_path / "questions") == questions

    def test_nothing_is_drawn_from_nothing(self) -> None:
        assert draw(Sample((), {}, frozenset()), EACH) == []

    def test_a_word_that_one_stemmer_takes_for_another_is_left_out(self) -> None:
        assert agreed(["tide", "tides", "tidal"], str, lambda word: word.removesuffix("s")) == {"tidal"}

    def test_phrases_are_words_with_one_blank_between(self) -> None:
        text = "The harbour-master's old  boat lay still. Two quays, near U.S. waters (and so on)"
        assert list(plain_runs(text)) == [["boat", "lay", "still"], ["two", "quays"], ["and", "so", "on"]]


class TestEngines:
    @pytest.mark.parametrize("rival", [name for name in NAMES if name in {"fts5", "whoosh"}])
    def test_a_rival_finds_and_counts_what_dateline_does(
        self, rival: str, place: Place, drawn_from: Sample, tmp_path: Path
    ) -> None:
        ours, theirs = searcher("ours", place, tmp_path), searcher(rival, place, tmp_path)
        for question in draw(drawn_from, EACH):
            expected = ours.ask(question, 60, facets=True, snippets=0)
            found = theirs.ask(question, 60, facets=True, snippets=0)
            assert expected.total > 0
            assert sorted(found.keys) == sorted(expected.keys)
            assert found.total == expected.total
            for facet in {*FACETS} - {question.facet}:
                assert summed(found).get(facet, (0, 0)) == summed(expected).get(facet, (0, 0))
        ours.close()
        theirs.close()

    def test_without_facets_nothing_is_counted(self, place: Place, tmp_path: Path) -> None:
        fts5 = searcher("fts5", place, tmp_path)
        reply = fts5.ask(Question("", ("harbour",)), 3, facets=False, snippets=0)
        assert (len(reply.keys), dict(reply.counts)) == (3, {})
        fts5.close()


class TestReplication:
    def test_a_part_is_spread_over_the_archive(self, archive: Archive, tmp_path: Path) -> None:
        replicate(archive, 6, tmp_path / "part")
        with Archive.open(tmp_path / "part") as part:
            keys = list(archive.keys())
            assert list(part.keys()) == [keys[at] for at in range(0, 60, 10)]
            part.check()

    def test_copies_have_fresh_names_and_the_same_texts(self, archive: Archive, tmp_path: Path) -> None:
        replicate(archive, 150, tmp_path / "whole")
        with Archive.open(tmp_path / "whole") as whole, Index.open(whole) as index:
            whole.check()
            keys = list(whole.keys())
            assert len(set(keys)) == whole.totals().documents == index.update() == 150
            documents = whole.documents(keys)
            first, copy = documents[keys[0]], documents[keys[60]]
            assert (copy.text, copy.title) == (first.text, f"{first.title} (2)")
            sources = {source for document in documents.values() for source in document.source}
            assert {"Harbour Office", "Harbour Office 2"} <= sources

    def test_a_fresh_key_looks_like_a_key(self, archive: Archive) -> None:
        key = next(archive.keys())
        fresh = {fresh_key(key, copy) for copy in range(1, 100)}
        assert len(fresh) == 99
        assert {len(one) for one in fresh} == {len(key)}

    @pytest.mark.parametrize(("documents", "expected"), [(3, [3]), (10, [10]), (25, [10, 10, 5])])
    def test_the_last_copy_takes_what_is_left(self, documents: int, expected: Sequence[int]) -> None:
        assert list(shares(documents, 10)) == expected


def answered(kind: str, ms: float, total: int = 7) -> Answered:
    of = Question(kind, ("harbour",))
    return Answered(of, total, {"year": (2, total)}, {mode: [ms, ms * 3, ms] for mode in ("plain", "facets", "first")})


class TestFigures:
    @pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (0.99, 99)])
    def test_a_percentile_is_one_of_the_values(self, share: float, expected: int) -> None:
        assert percentile(range(100, 0, -1), share) == expected

    def test_a_ratio_is_the_median_over_questions_both_have_answered(self) -> None:
        ours = [answered("a", 1.0), answered("b", 2.0), answered("c", 1.0)]
        theirs = [answered("a", 10.0), answered("b", 40.0), answered("c", 90.0), answered("d", 1.0)]
        assert ratio(ours, theirs, "plain", "facets") == 20.0
        assert ratio(ours, [], "plain", "plain") is None

    def test_totals_that_differ_are_counted_with_their_distance(self) -> None:
        ours = Measured("ours", answered=[answered("a", 1.0, 100), answered("b", 1.0)])
        rival = Measured("fts5", answered=[answered("a", 1.0, 75), answered("b", 1.0)])
        lines = agreement_table(ours, [rival], ["a", "b"]).splitlines()
        assert [line.split() for line in lines[2:]] == [
            ["a", "1/1", "25.0%", "0/0"],
            ["b", "0/1", "0/1"],
            ["all", "1/2", "25.0%", "0/1"],
        ]

    def test_every_table_fits_120_columns(self) -> None:
        slow = [answered(kind, 12_345.6, 450_000) for kind in KINDS]
        built, opened = Built(12_345.6, 10**9, 10**9, 5), Opened(900.0, 99.99, 12_345.0, 10**9, 10**9)
        engines = [Measured(name, built, opened, opened, slow) for name in NAMES]
        tables = [
            built_table(engines, 500_000, 10**9),
            times_table(engines[1], list(KINDS)),
            ratio_table(engines[0], engines[1:], list(KINDS)),
            agreement_table(engines[0], engines[1:], list(KINDS)),
        ]
        assert max(len(line) for table in tables for line in table.splitlines()) <= 120
