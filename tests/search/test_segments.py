"""Segments hold what each of their texts says, and merging them is building them at once."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Document, StatedDate
from search.analysis import Analyzer, runs
from search.codec import inverting, merging
from search.codec.arrays import ArrayFile
from search.codec.build import DOCS, ENDINGS, POSTINGS, SegmentBuilder
from search.codec.lexicon import Lexicon
from search.codec.merging import MergeStoppedError, merge
from search.codec.reading import SegmentFiles
from search.columns import Columns
from search.schema import STORED_FACETS, WORD_FIELDS
from tests.search.test_codec import folder

PIECES = (
    "farm",
    "Farms",
    "farming",
    "co-operation",
    "o’Brien",
    "U.S.",
    "1,200.50",
    "étrangères",
    "Ещё",
    "日本",
    "a",
    "x--y",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.text(alphabet="abcéß日и'’-., 12\n", max_size=30),
    st.just("farm " * 300),
)


@st.composite
def documents(draw: st.DrawFn, fewest: int = 0) -> list[Document]:
    chosen = st.lists(st.sampled_from(("OSCE", "ILO", "Œuvre")), max_size=2).map(tuple)
    count = draw(st.integers(fewest, 6))
    return [
        Document(
            key=f"k{number}",
            origin="o",
            title=draw(st.none() | TEXTS),
            text=draw(TEXTS),
            markdown="",
            date=draw(st.none() | st.builds(StatedDate, st.integers(1990, 1992), st.none() | st.integers(1, 12))),
            place=draw(chosen),
            source=draw(chosen),
            type=draw(st.none() | st.just("Report")),
            language=draw(st.sampled_from(("en", "fr", "ru", "unknown"))),
        )
        for number in range(count)
    ]


def build(home: Path, name: str, of: Sequence[Document], lexicon: Lexicon | None = None) -> SegmentFiles:
    builder = SegmentBuilder(lexicon or Lexicon())
    for document in of:
        builder.add(document)
    builder.write(home / name)
    return SegmentFiles(home / name)


def reference(of: Sequence[Document], field: str) -> tuple[dict[str, dict[int, list[int]]], list[int]]:
    """Return the postings of a field as they are made of each text by itself, and the number of words of each."""
    postings: dict[str, dict[int, list[int]]] = defaultdict(dict)
    lengths = []
    for number, document in enumerate(of):
        text = (document.title or "") if field == "title" else document.text
        found, length = Analyzer(document.language).positions(runs(text))
        lengths.append(length)
        for term, places in found.items():
            postings[term][number] = places
    return dict(postings), lengths


def read(files: SegmentFiles, field: str) -> dict[str, dict[int, list[int]]]:
    """Return the postings of a field as they lie in a segment."""
    postings = files.field(field)
    assert postings is not None
    found: dict[str, dict[int, list[int]]] = {}
    for number, term in enumerate(files.terms.each()):
        where, often = postings.documents(number).tolist(), postings.frequencies(number).tolist()
        places = iter(postings.all_positions(number, number + 1).tolist())
        if where:
            of_each = zip(where, often, strict=True)
            found[term.decode()] = {document: [next(places) for _ in range(count)] for document, count in of_each}
    return found


def check(files: SegmentFiles, of: Sequence[Document]) -> None:
    """Compare a segment with what plain Python makes of its documents."""
    assert files.docs.damaged() == files.postings.damaged() == []
    assert files.documents == len(of)
    assert files.field_names == WORD_FIELDS
    for field in WORD_FIELDS:
        postings, lengths = reference(of, field)
        assert read(files, field) == postings
        assert files.docs[f"{field}.words"].tolist() == lengths
        assert files.docs.info["lengths"][field] == sum(lengths)
    check_columns(files, of)


def check_columns(files: SegmentFiles, of: Sequence[Document]) -> None:
    columns = Columns([files.docs], [files.documents])
    assert [key.decode() for key in columns.keys] == [document.key for document in of]
    for name in STORED_FACETS:
        facet = columns.facets[name]
        pairs = zip(facet.owners.tolist(), facet.codes.tolist(), strict=True)
        found = [(owner, facet.values[code]) for owner, code in pairs]
        assert found == [(number, value) for number, one in enumerate(of) for value in facet_values(one, name)]
    dates = [document.date for document in of]
    assert columns.dates.tolist() == [one.year * 10000 + (one.month or 0) * 100 if one else 0 for one in dates]


def facet_values(document: Document, name: str) -> list[str]:
    if name == "year":
        return [str(document.date.year) if document.date else "undated"]
    value = getattr(document, "fields" if name == "field" else name)
    return list(dict.fromkeys((value,) if isinstance(value, str) else value or ()))


def words_of(of: Sequence[Document]) -> dict[str, tuple[int, set[str]]]:
    """Return each folded word, how often it stands in the texts, and its terms."""
    often: dict[str, int] = defaultdict(int)
    terms: dict[str, set[str]] = defaultdict(set)
    for document in of:
        for text in (document.text, document.title or ""):
            for run in runs(text):
                for word, stems in Analyzer(document.language).words(run):
                    often[word] += 1
                    terms[word].update(stems)
    return {word: (often[word], terms[word]) for word in often}


def read_words(files: SegmentFiles) -> dict[str, tuple[int, set[str]]]:
    entries = files.words.entries(range(len(files.words)))
    return {entry.word: (entry.occurrences, set(entry.terms)) for entry in entries}


@settings(max_examples=100, deadline=None)
@given(documents(), st.sampled_from((1, 7, 1 << 20)))
def test_a_segment_holds_what_each_text_says(of: list[Document], at_once: int) -> None:
    with folder() as home, pytest.MonkeyPatch.context() as patched:
        patched.setattr(inverting, "_AT_ONCE", at_once)
        files = build(home, "one", of)
        check(files, of)
        assert read_words(files) == words_of(of)


def test_a_lexicon_that_knows_more_gives_the_same_postings(tmp_path: Path) -> None:
    lexicon = Lexicon()
    first = [Document("a", "o", "Farms", "farming in Vienna", "", language="en")]
    second = [Document("b", "o", None, "Vienna farms", "", language="fr")]
    build(tmp_path, "first", first, lexicon)
    files = build(tmp_path, "second", second, lexicon)
    check(files, second)
    assert set(read_words(files)) == {"vienna", "farms"}


@settings(max_examples=75, deadline=None)
@given(documents(fewest=1), st.data())
def test_merging_is_building_at_once(of: list[Document], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(of)), max_size=2)))
    groups = [of[low:high] for low, high in zip([0, *cuts], [*cuts, len(of)], strict=True)]
    gone = data.draw(st.sets(st.integers(0, len(of) - 1)))
    kept = [document for number, document in enumerate(of) if number not in gone]
    with folder() as home, pytest.MonkeyPatch.context() as patched:
        patched.setattr(merging, "POSTINGS_AT_ONCE", data.draw(st.sampled_from((1, 5, 1 << 20))))
        sources, base = [], 0
        for number, group in enumerate(groups):
            deleted = [document - base for document in sorted(gone) if base <= document < base + len(group)]
            sources.append((build(home, str(number), group), deleted))
            base += len(group)
        told = merge(sources, home / "merged", threading.Event())
        merged, at_once = SegmentFiles(home / "merged"), build(home, "whole", kept)
        assert (told.documents, told.lengths) == (len(kept), at_once.docs.info["lengths"])
        check(merged, kept)
        if not gone:
            assert read_words(merged) == words_of(of)
            for ending in ENDINGS:
                assert contents(home / f"merged{ending}") == contents(home / f"whole{ending}")


def contents(path: Path) -> dict[str, object]:
    file = ArrayFile(path)
    return {"info": file.info} | {name: (array.dtype.str, array.tolist()) for name, array in file.items()}


def test_a_merge_stops_when_it_is_told_to(tmp_path: Path) -> None:
    files = build(tmp_path, "one", [Document("a", "o", None, "farms", "")])
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(MergeStoppedError):
        merge([(files, ())], tmp_path / "two", cancel)


def test_nothing_is_pickled(tmp_path: Path) -> None:
    build(tmp_path, "one", [Document("a", "o", "Farms", "farms", "", source=("ILO",))])
    for ending in (DOCS, POSTINGS):
        file = ArrayFile(tmp_path / f"one{ending}")
        assert {array.dtype.kind for array in file.values()} <= set("uiS")
    assert json.loads(bytes(ArrayFile(tmp_path / f"one{DOCS}")["source.values"])) == ["ILO"]
