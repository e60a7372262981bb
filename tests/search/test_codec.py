"""The files of a segment: what is written is read, and what is damaged is noticed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.codec.arrays import ArrayFile, ArrayWriter, narrowest
from search.codec.inverting import MOST_DOCUMENTS, MOST_TERMS, Texts, invert
from search.codec.lexicon import Meanings
from search.codec.postings import FieldPostings, Inverted, Numbers, PostingsWriter
from search.codec.terms import SortedStrings, write_strings

Wanted = Mapping[int, Mapping[int, Sequence[int]]]
"""The positions of terms in documents, both by number."""


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def numbers(*of: int) -> Numbers:
    return np.array(of, dtype=np.int64)


# Arrays


NUMBERS = {
    "<u1": st.integers(0, 255),
    "<u2": st.integers(0, (1 << 16) - 1),
    "<u4": st.integers(0, (1 << 32) - 1),
    "<u8": st.integers(0, (1 << 64) - 1),
    "<i4": st.integers(-(1 << 31), (1 << 31) - 1),
    "<i8": st.integers(-(1 << 63), (1 << 63) - 1),
}


@st.composite
def pieces(draw: st.DrawFn) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    kind = draw(st.sampled_from(sorted(NUMBERS)))
    several = draw(st.lists(st.lists(NUMBERS[kind], max_size=5), min_size=1, max_size=3))
    return [np.array(one, dtype=kind) for one in several]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=5), pieces(), max_size=4))
def test_arrays_are_read_as_they_were_written(arrays: dict[str, list[Numbers]]) -> None:
    with folder() as home:
        with ArrayWriter(home / "file") as writer:
            for name, several in arrays.items():
                for piece in several:
                    writer.append(name, piece)
            writer.info = {"of": sorted(arrays)}
            writer.write()
        file = ArrayFile(home / "file")
        assert list(file) == list(arrays)
        assert len(file) == len(arrays)
        assert file.info == {"of": sorted(arrays)}
        assert file.damaged() == []
        for name, several in arrays.items():
            assert file[name].dtype == several[0].dtype
            assert file[name].tolist() == np.concatenate(several).tolist()


def test_an_array_of_megabytes_is_written_in_pieces(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "file") as writer:
        for start in range(0, 600_000, 100_000):
            writer.append("small", np.arange(3, dtype=np.uint8))
            writer.append("large", np.arange(start, start + 100_000), "<u4")
        writer.write()
    file = ArrayFile(tmp_path / "file")
    assert np.array_equal(file["large"], np.arange(600_000))
    assert file["small"].tolist() == [0, 1, 2] * 6
    assert file.damaged() == []
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def some_arrays(path: Path) -> bytes:
    with ArrayWriter(path) as writer:
        writer.append("odd", np.arange(5, dtype=np.uint8))
        writer.append("none", np.empty(0, dtype=np.uint32))
        writer.append("keys", np.array([b"a", b"bcd"]))
        writer.append("wide", np.arange(3, dtype=np.int64))
        writer.info = {"documents": 3}
        writer.write()
    return path.read_bytes()


def is_noticed(path: Path) -> bool:
    try:
        return bool(ArrayFile(path).damaged())
    except ValueError:
        return True


def test_every_changed_byte_is_noticed(tmp_path: Path) -> None:
    whole = some_arrays(tmp_path / "file")
    assert not is_noticed(tmp_path / "file")
    for place in range(len(whole)):
        for flip in (0x01, 0x80, 0xFF):
            damaged = bytearray(whole)
            damaged[place] ^= flip
            (tmp_path / "file").write_bytes(damaged)
            assert is_noticed(tmp_path / "file"), place


def test_a_file_that_was_cut_off_or_went_on_is_refused(tmp_path: Path) -> None:
    whole = some_arrays(tmp_path / "file")
    for content in (*(whole[:size] for size in range(len(whole))), whole + b"\0", whole + whole):
        (tmp_path / "file").write_bytes(content)
        with pytest.raises(ValueError, match="file"):
            ArrayFile(tmp_path / "file")


@pytest.mark.parametrize("kind", ["<f8", "O", "<U3", "<M8[s]"])
def test_only_whole_numbers_and_bytes_are_held(tmp_path: Path, kind: str) -> None:
    with ArrayWriter(tmp_path / "file") as writer, pytest.raises(ValueError, match="cannot be written"):
        writer.append("odd", np.empty(1, dtype=kind))


def test_numbers_are_as_wide_as_they_must_be() -> None:
    assert [narrowest(0), narrowest((1 << 32) - 1), narrowest(1 << 32)] == ["<u4", "<u4", "<u8"]


# Terms


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=4), unique=True), st.binary(max_size=4))
def test_strings_are_found_by_whole_and_by_beginning(strings: list[bytes], wanted: bytes) -> None:
    strings.sort()
    with folder() as home:
        with ArrayWriter(home / "file") as writer:
            write_strings(writer, "names", strings)
            writer.write()
        found = SortedStrings(ArrayFile(home / "file"), "names")
        assert list(found.each()) == list(found) == strings
        for string in (wanted, *strings):
            assert found.find(string) == (strings.index(string) if string in strings else None)
            assert found.first_from(string) == sum(one < string for one in strings)
            beginning = [place for place, one in enumerate(strings) if one.startswith(string)]
            assert list(found.starting_with(string)) == beginning


# Postings


POSITIONS = st.one_of(
    st.lists(st.one_of(st.integers(0, 9), st.integers(65_530, 65_540)), min_size=1, max_size=4, unique=True).map(
        sorted
    ),
    st.builds(lambda first, count: list(range(first, first + count)), st.integers(0, 66_000), st.integers(250, 260)),
)
DOCUMENTS = st.one_of(st.integers(0, 9), st.integers(250, 260), st.integers(0, 1 << 17))
TERMS = 5
SOME_POSTINGS = st.dictionaries(
    st.integers(0, TERMS - 1), st.dictionaries(DOCUMENTS, POSITIONS, min_size=1, max_size=5), max_size=TERMS
)


@dataclass(frozen=True)
class Expected:
    counts: Numbers
    documents: Numbers
    frequencies: Numbers
    positions: Numbers


def expected(wanted: Wanted, first: int, beyond: int) -> Expected:
    ordered = [sorted(wanted.get(term, {}).items()) for term in range(first, beyond)]
    return Expected(
        numbers(*map(len, ordered)),
        numbers(*(document for of in ordered for document, _ in of)),
        numbers(*(len(places) for of in ordered for _, places in of)),
        numbers(*(place for of in ordered for _, places in of for place in places)),
    )


@contextmanager
def written(wanted: Wanted, cuts: Sequence[int], *, positions: bool = True) -> Iterator[FieldPostings]:
    with folder() as home, ArrayWriter(home / "file") as writer:
        postings = PostingsWriter(writer, "text")
        ends = [0, *sorted(cuts), TERMS]
        for first, beyond in pairwise(ends):
            of = expected(wanted, first, beyond)
            postings.add(Inverted(of.counts, of.documents, of.frequencies, of.positions if positions else None))
        postings.close()
        writer.write()
        file = ArrayFile(home / "file")
        assert file.damaged() == []
        yield FieldPostings(file, "text")


@settings(max_examples=150, deadline=None)
@given(SOME_POSTINGS, st.lists(st.integers(0, TERMS), max_size=2))
def test_each_term_has_its_postings(wanted: Wanted, cuts: list[int]) -> None:
    with written(wanted, cuts) as postings:
        for term in range(TERMS):
            only = expected(wanted, term, term + 1)
            assert postings.count(term) == only.documents.size
            assert np.array_equal(postings.documents(term), only.documents)
            assert np.array_equal(postings.frequencies(term), only.frequencies)
            assert np.array_equal(postings.all_positions(term, term + 1), only.positions)


@settings(max_examples=100, deadline=None)
@given(SOME_POSTINGS, st.integers(0, TERMS), st.integers(0, TERMS))
def test_a_stretch_of_terms_is_read_at_once(wanted: Wanted, one: int, other: int) -> None:
    first, beyond = sorted((one, other))
    with written(wanted, ()) as postings:
        those = expected(wanted, first, beyond)
        assert np.array_equal(postings.counts(first, beyond), those.counts)
        assert np.array_equal(postings.documents(first, beyond), those.documents)
        assert np.array_equal(postings.frequencies(first, beyond), those.frequencies)
        assert np.array_equal(postings.all_positions(first, beyond), those.positions)


@settings(max_examples=150, deadline=None)
@given(SOME_POSTINGS, st.sets(st.integers(0, TERMS - 1)), st.data())
def test_chosen_terms_are_gathered_with_their_places(wanted: Wanted, chosen: set[int], data: st.DataObject) -> None:
    terms = sorted(chosen)
    everywhere = sorted({document for term in terms for document in wanted.get(term, ())})
    asked = data.draw(st.sets(st.sampled_from(everywhere))) if everywhere else set()
    begins = np.full(1 << 18, -1, dtype=np.int64)
    begins[list(asked)] = [document << 20 for document in asked]
    with written(wanted, ()) as postings:
        documents, frequencies = postings.gathered(numbers(*terms))
        places = postings.places(numbers(*terms), begins)
    listed = [(document, of) for term in terms for document, of in sorted(wanted.get(term, {}).items())]
    assert documents.tolist() == [document for document, _ in listed]
    assert frequencies.tolist() == [len(of) for _, of in listed]
    assert places.tolist() == [(document << 20) + place for document, of in listed if document in asked for place in of]


def test_a_field_may_have_no_positions() -> None:
    wanted = {1: {3: [0], 400: [1, 2]}, 3: {0: list(range(300))}}
    with written(wanted, (), positions=False) as postings:
        assert not postings.has_positions
        assert postings.documents(0, TERMS).tolist() == [3, 400, 0]
        assert postings.frequencies(0, TERMS).tolist() == [1, 2, 300]


def test_a_list_of_no_terms_is_one() -> None:
    with folder() as home, ArrayWriter(home / "file") as writer:
        postings = PostingsWriter(writer, "text")
        postings.add(Inverted(numbers(), numbers(), numbers(), numbers()))
        postings.close()
        writer.write()
        found = FieldPostings(ArrayFile(home / "file"), "text")
        assert found.documents(0, 0).size == found.counts(0, 0).size == found.gathered(numbers())[0].size == 0


def test_the_last_term_document_and_position_there_is_room_for() -> None:
    one_term = Meanings(numbers(1), numbers(0, 1), numbers(0), numbers(0), numbers(0, 0), numbers())
    counts = np.zeros(MOST_DOCUMENTS, dtype=np.int64)
    counts[-1] = 3
    texts = Texts(np.zeros(3, dtype=np.uint32), counts)
    found = invert(texts, one_term, numbers(MOST_TERMS - 1), MOST_TERMS)
    assert (found.documents.tolist(), found.frequencies.tolist()) == ([MOST_DOCUMENTS - 1], [3])
    assert found.positions is not None
    assert found.positions.tolist() == [0, 1, 2]
    assert np.flatnonzero(found.counts).tolist() == [MOST_TERMS - 1]
    with pytest.raises(ValueError, match="too many"):
        invert(texts, one_term, numbers(0), MOST_TERMS + 1)
    with pytest.raises(ValueError, match="too many"):
        invert(Texts(texts.runs, np.append(counts, 0)), one_term, numbers(0), 1)
