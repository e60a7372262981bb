"""The format as a Whoosh codec: Whoosh writes and reads it, and finds what it finds in its own format."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import analysis, columns, fields, formats, index, query, scoring
from whoosh.codec import default_codec
from whoosh.codec.base import Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.reading import TermInfo, TermNotFound
from whoosh.sorting import FieldFacet
from whoosh.writing import IndexingError

from search.codec.plug import DatelineCodec
from search.schema import PackedPositions
from tests.search.test_codec import folder

WORDS = ("farm", "farms", "farmer", "river", "road", "rood", "é", "x")


def make_schema() -> fields.Schema:
    title = fields.TEXT(analyzer=analysis.SimpleAnalyzer())
    title.format = PackedPositions()
    return fields.Schema(
        key=fields.ID(unique=True, stored=True, sortable=True),
        text=fields.TEXT(analyzer=analysis.SimpleAnalyzer(), stored=True),
        title=title,
        number=fields.NUMERIC(sortable=True, stored=True),
        marked=fields.BOOLEAN(stored=True),
        subjects=fields.KEYWORD(commas=True, scorable=True),
        kept=fields.STORED(),
    )


@dataclass(frozen=True)
class Commit:
    """What is added, by number, what is deleted, and how the segments are merged."""

    added: Sequence[dict[str, Any]]
    deleted: Sequence[str]
    how: str


SENTENCES = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
RECORDS = st.fixed_dictionaries(
    {"key": st.integers(0, 9).map(str)},
    optional={
        "text": st.one_of(SENTENCES, st.just("farm road " * 300)),
        "title": SENTENCES,
        "number": st.integers(-5, 5),
        "marked": st.booleans(),
        "subjects": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(",".join),
        "kept": st.sampled_from([1, "é\ud800", [1, None], {"a": [True]}]),
    },
)
COMMITS = st.lists(
    st.builds(
        Commit,
        st.lists(RECORDS, max_size=5),
        st.lists(st.integers(0, 9).map(str), max_size=2),
        st.sampled_from(("", "merge", "optimize")),
    ),
    min_size=1,
    max_size=4,
)


def write(home: Path, commits: Sequence[Commit], codec: Codec) -> FileIndex:
    home.mkdir()
    made = index.create_in(str(home), make_schema())
    for commit in commits:
        writer = made.writer(codec=codec)
        for record in commit.added:
            writer.update_document(**record)
        for key in commit.deleted:
            writer.delete_by_term("key", key)
        writer.commit(merge=commit.how == "merge", optimize=commit.how == "optimize")
    return made


QUERIES: Sequence[query.Query] = (
    query.Every(),
    query.Term("text", "farm"),
    query.Term("title", "é"),
    query.Term("subjects", "river"),
    query.Phrase("text", ["farm", "road"]),
    query.Phrase("title", ["farm", "farm"]),
    query.Phrase("title", ["farm", "river"], slop=3),
    query.And([query.Term("text", "farm"), query.Term("title", "road")]),
    query.Or([query.Term("text", "farm"), query.Term("text", "river"), query.Term("title", "x")]),
    query.Prefix("text", "far"),
    query.Wildcard("text", "r*d"),
    query.FuzzyTerm("text", "rod"),
    query.FuzzyTerm("title", "rod", maxdist=2, prefixlength=0),
    query.NumericRange("number", -2, 3),
    query.Term("marked", True),
    query.TermRange("text", "farmer", "road"),
)


def everything(of: FileIndex) -> list[object]:
    """Return all that Whoosh says of an index, so that two can be compared."""
    told: list[object] = []
    with of.searcher(weighting=scoring.BM25F()) as searcher:
        for asked in QUERIES:
            found = searcher.search(asked, limit=None)
            told.append((asked, sorted((found.docnum(at), round(found.score(at), 6)) for at in range(len(found)))))
            best = searcher.search(asked, limit=2)
            told.append([round(best.score(at), 6) for at in range(best.scored_length())])
            ordered = searcher.search(asked, limit=None, sortedby=FieldFacet("number"))
            told.append([hit["key"] for hit in ordered])
        reader = searcher.reader()
        told.append([(term, {name: vars(info)[name] for name in vars(TermInfo())}) for term, info in reader])
        told.append([text for name, text in reader.terms_from("text", "farmer") if name == "text"])
        told.append(sorted(reader.indexed_field_names()))
        told.append(list(reader.iter_docs()))
        told.append([reader.field_length(name) for name in ("text", "title", "subjects")])
        told.append(reader.doc_count())
    return told


@settings(max_examples=40, deadline=None)
@given(COMMITS)
def test_whoosh_says_of_it_what_it_says_of_its_own_format(commits: list[Commit]) -> None:
    with folder() as home:
        theirs = write(home / "theirs", commits, default_codec())
        mine = write(home / "mine", commits, DatelineCodec())
        assert everything(mine) == everything(theirs)


def test_its_files_stay_files_of_their_own(tmp_path: Path) -> None:
    made = write(tmp_path / "index", [Commit([{"key": "1", "text": "farm", "number": 1}], (), "")], DatelineCodec())
    named = {"".join(path.suffixes) for path in (tmp_path / "index").iterdir() if path.name.startswith("MAIN_")}
    assert named == {".docs", ".postings", ".key.col", ".number.col", ""}
    assert [segment.codec().__class__ for segment in made._read_toc().segments] == [DatelineCodec]


def test_what_is_cancelled_was_never_there(tmp_path: Path) -> None:
    made = write(tmp_path / "index", [Commit([{"key": "1"}], (), "")], DatelineCodec())
    writer = made.writer(codec=DatelineCodec())
    writer.add_document(key="2")
    writer.cancel()
    with made.searcher() as searcher:
        assert [hit["key"] for hit in searcher.search(query.Every())] == ["1"]


def boosted() -> fields.ID:
    field = fields.ID()
    field.format = formats.Existence(field_boost=2.0)
    return field


def pickled(column: columns.Column) -> fields.ID:
    field = fields.ID()
    field.column_type = column
    return field


def with_vector() -> fields.TEXT:
    return fields.TEXT(vector=formats.Frequency())


REFUSED: Sequence[tuple[str, Callable[[], fields.FieldType], object, str]] = (
    ("characters", lambda: fields.TEXT(chars=True), "farm", "Characters"),
    ("position-boosts", lambda: fields.FieldType(formats.PositionBoosts(), analysis.SimpleAnalyzer()), "x", "Boosts"),
    ("vector", with_vector, "farm", "vectors"),
    ("spelling", lambda: fields.TEXT(analyzer=analysis.StemmingAnalyzer(), spelling=True), "farms", "spelling"),
    ("boost", boosted, "farm", "no boosts"),
    ("pickle", lambda: pickled(columns.PickleColumn(columns.VarBytesColumn())), "farm", "pickled"),
    ("pickled-block", lambda: pickled(columns.CompressedBlockColumn()), "farm", "pickled"),
    ("wrapped", lambda: pickled(columns.WrappedColumn(columns.CompressedBlockColumn())), "farm", "pickled"),
    ("date", fields.STORED, datetime.date(2011, 5, 18), "JSON"),
    ("tuple", fields.STORED, (1, 2), "JSON"),
    ("no-number", fields.STORED, float("nan"), "JSON"),
    ("number-as-name", fields.STORED, {1: 2}, "JSON"),
)


@pytest.mark.parametrize(("make", "value", "why"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_it_does_not_hold_is_refused(
    tmp_path: Path, make: Callable[[], fields.FieldType], value: object, why: str
) -> None:
    writer = index.create_in(str(tmp_path), fields.Schema(one=make())).writer(codec=DatelineCodec())
    with pytest.raises(IndexingError, match=why):
        add_and_commit(writer, one=value)
    writer.cancel()


def add_and_commit(writer: Any, **record: object) -> None:  # noqa: ANN401
    writer.add_document(**record)
    writer.commit()


def test_a_boost_of_one_document_is_refused(tmp_path: Path) -> None:
    writer = index.create_in(str(tmp_path), make_schema()).writer(codec=DatelineCodec())
    with pytest.raises(IndexingError, match="no boosts"):
        add_and_commit(writer, text="farm", _text_boost=2.5)


@pytest.mark.parametrize("name", ["terms", "words"])
def test_the_names_of_its_own_lists_are_taken(tmp_path: Path, name: str) -> None:
    writer = index.create_in(str(tmp_path), fields.Schema(**{name: fields.ID()})).writer(codec=DatelineCodec())
    with pytest.raises(IndexingError, match="taken"):
        writer.add_document(**{name: "farm"})


def test_a_refused_document_leaves_nothing_behind_that_could_be_mixed_up(tmp_path: Path) -> None:
    schema = fields.Schema(a=fields.TEXT(), b=fields.STORED())
    writer = index.create_in(str(tmp_path), schema).writer(codec=DatelineCodec())
    with pytest.raises(IndexingError, match="JSON"):
        writer.add_document(a="farm", b=object())
    writer.add_document(a="farm farm")
    with pytest.raises(IndexingError, match="came twice"):
        writer.commit()


def test_it_needs_files(tmp_path: Path) -> None:
    made = RamStorage().create_index(make_schema())
    with pytest.raises(IndexingError, match="RamStorage"):
        made.writer(codec=DatelineCodec())


def test_a_pickled_column_is_not_read_either(tmp_path: Path) -> None:
    made = write(tmp_path / "index", [Commit([{"key": "1"}], (), "")], DatelineCodec())
    with made.reader() as reader, pytest.raises(IndexingError, match="pickled"):
        reader.column_reader("key", columns.PickleColumn(columns.VarBytesColumn()))


def test_a_term_of_another_field_is_none_of_this_one(tmp_path: Path) -> None:
    made = write(tmp_path / "index", [Commit([{"key": "1", "text": "farm", "title": "road"}], (), "")], DatelineCodec())
    with made.reader() as reader:
        assert list(reader.lexicon("text")) == [b"farm"]
        assert ("text", "road") not in reader
        assert (reader.frequency("text", "road"), reader.doc_frequency("text", "road")) == (0, 0)
        with pytest.raises(TermNotFound):
            reader.postings("text", "road")
        cursor = reader.cursor("text")
        assert (cursor.first(), cursor.next(), cursor.is_valid(), cursor.term_info()) == ("farm", None, False, None)
        assert cursor.find("road") is None
        assert reader.cursor("subjects").first() is None
