"""Fields of work of documents that state none: only where the neighbours are sure, and never among the stated ones."""

import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.archive import Archive
from corpus.document import Document, Inferred, as_json
from corpus.store.placing import Stored
from corpus.stories.repeats import link_repeats
from corpus.topics.inference import infer_fields
from corpus.topics.vectors import Rarity, words
from corpus.topics.voting import Electorate, Votes, accepted, calibrated
from tests.corpus.stored import document, page, put

CHOICE = random.Random(7)  # noqa: S311
SYLLABLES = ("ba", "ko", "li", "mu", "ne", "ra", "so", "ti", "va", "zu", "fe", "gi")


def vocabulary(size: int) -> list[str]:
    return ["".join(CHOICE.choices(SYLLABLES, k=4)) for _ in range(size)]


COMMON = vocabulary(200)
WORDS = {topic: vocabulary(60) for topic in ("Ports", "Roads", "Schools", "Stars")}


def text_about(*topics: str, length: int = 90) -> str:
    words = [word for topic in topics for word in CHOICE.choices(WORDS[topic], k=length // (2 * len(topics)))]
    words += CHOICE.choices(COMMON, k=length // 2)
    CHOICE.shuffle(words)
    return " ".join(words)


def text_alone() -> str:
    """Give a text that is mostly in words of its own."""
    return f"{text_about('Ports', length=40)} {' '.join(vocabulary(80))}"


def about(topic: str, name: object, *, fields: tuple[str, ...] = (), text: str = "") -> Document:
    return document(f"{topic}-{name}", title=None, text=text or text_about(topic), fields=fields)


def declared(number: int = 30, topics: tuple[str, ...] = ("Ports", "Roads", "Schools")) -> list[Document]:
    return [about(topic, f"stated{place}", fields=(topic,)) for topic in topics for place in range(number)]


def store(archive: Archive, *documents: Document) -> list[Stored]:
    return put(archive, *(page(one) for one in documents))


def inferred(archive: Archive) -> dict[str, list[str]]:
    """Give the inferred fields of the documents that have any, by key without its ending."""
    found = archive.documents(list(archive.keys()))
    return {
        key.removesuffix("-key"): [value.value for value in one.inferred["fields"]]
        for key, one in found.items()
        if one.inferred
    }


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    CHOICE.seed(7)
    with Archive.open(tmp_path / "archive", create=True) as made:
        yield made


def test_a_document_has_the_field_of_its_neighbours_with_their_share_and_states_none(archive: Archive) -> None:
    store(archive, *declared(), about("Ports", 1), about("Roads", 1))

    assert infer_fields(archive) == 2
    assert inferred(archive) == {"Ports-1": ["Ports"], "Roads-1": ["Roads"]}
    one = archive.document("Ports-1-key")
    assert 0.5 < one.inferred["fields"][0].share <= 1
    assert (one.fields, dict(one.stated), archive.entries([one.key])[one.key].fields) == ((), {}, ())
    assert as_json(one)["fields"] == []


def test_every_field_that_the_neighbours_share_is_inferred(archive: Archive) -> None:
    both = [about("Ports", f"stated{place}", fields=("Trade", "Ports")) for place in range(30)]
    store(archive, *both, *declared(topics=("Roads", "Schools")), about("Ports", 1))

    infer_fields(archive)

    assert inferred(archive) == {"Ports-1": ["Ports", "Trade"]}


def test_too_few_declared_documents_say_nothing_however_much_they_agree(archive: Archive) -> None:
    store(archive, *(about("Ports", f"stated{place}", fields=("Ports", "Trade")) for place in range(49)))
    store(archive, about("Ports", 1))
    assert infer_fields(archive) == 0

    store(archive, about("Ports", "stated49", fields=("Ports", "Trade")))
    assert infer_fields(archive) == 1


def test_fields_that_have_nothing_to_do_with_the_words_are_not_inferred(archive: Archive) -> None:
    for one in declared(40):
        store(archive, document(one.key, title=None, text=one.text, fields=(CHOICE.choice(["Sun", "Moon"]),)))
    store(archive, *(about("Ports", place) for place in range(20)))

    assert infer_fields(archive) == 0


def test_copies_of_a_document_do_not_prove_that_its_field_can_be_inferred(archive: Archive) -> None:
    for place in range(60):
        text, field = text_alone(), CHOICE.choice(["Sun", "Moon", "Sky"])
        copies = [about("Ports", f"{place}{copy}", fields=(field,), text=f"{text} {copy}") for copy in ("one", "two")]
        store(archive, *copies)
    store(archive, *(about("Ports", place) for place in range(20)))

    assert infer_fields(archive) == 0


def test_versions_of_a_story_do_not_prove_that_its_field_can_be_inferred(archive: Archive) -> None:
    for place in range(60):
        short, field = text_alone(), CHOICE.choice(["Sun", "Moon", "Sky"])
        longer = f"{short} {' '.join(vocabulary(100))}"
        store(archive, about("Ports", f"{place}short", fields=(field,), text=short))
        store(archive, about("Ports", f"{place}long", fields=(field,), text=longer))
    store(archive, *(about("Ports", place) for place in range(20)))
    link_repeats(archive)

    assert infer_fields(archive) == 0


def test_a_field_that_is_often_wrong_is_not_inferred_where_others_are(archive: Archive) -> None:
    doubtful = [
        about("Schools", f"stated{place}", fields=(("Youth", "Youth", "Youth", "Budget")[place % 4],))
        for place in range(40)
    ]
    store(archive, *declared(60, topics=("Ports", "Roads")), *doubtful)
    store(archive, *(about(topic, place) for topic in ("Ports", "Schools") for place in range(10)))

    infer_fields(archive)

    assert {value for values in inferred(archive).values() for value in values} == {"Ports"}


def test_a_document_unlike_all_declared_ones_has_no_field(archive: Archive) -> None:
    store(archive, *declared(80, topics=("Ports",)), *declared(10, topics=("Roads",)))
    store(archive, *(about("Stars", place) for place in range(10)))

    assert infer_fields(archive) == 0


def test_a_minority_of_the_votes_is_never_enough_however_often_the_majority_is_right() -> None:
    CHOICE.seed(7)
    fields = [(topic,) for topic in ("Ports", "Roads") for _ in range(200)]
    given = [found for (topic,) in fields if (found := words(None, text_about(topic)))]
    electorate = Electorate(Rarity(given).vectors(given), fields, np.arange(len(given)))

    threshold = calibrated(electorate)

    assert threshold is not None
    assert accepted(threshold, Votes({"Ports": 1.0, "Roads": 0.4}, 1.0)) == (Inferred("Ports", 1.0),)


def test_a_document_that_states_its_fields_gets_none(archive: Archive) -> None:
    store(archive, *declared(), about("Ports", "other", fields=("Roads",)))

    assert infer_fields(archive) == 0
    assert archive.document("Ports-other-key").fields == ("Roads",)


def test_a_document_of_which_a_person_said_that_it_has_no_field_gets_none(archive: Archive) -> None:
    open_one, closed = about("Ports", 1), about("Ports", 2)
    store(archive, *declared(), open_one, replace(closed, stated={"fields": "correction"}))

    infer_fields(archive)

    assert list(inferred(archive)) == ["Ports-1"]


def test_readers_see_an_inferred_value_as_a_change_and_not_as_a_new_state(archive: Archive) -> None:
    store(archive, *declared(), about("Ports", 1), about("Stars", 1))
    before = archive.change_number()

    infer_fields(archive)

    assert [change.key for change in archive.changes(before)] == ["Ports-1-key"]
    assert len(archive.revisions("Ports-1-key")) == 1


def test_the_same_page_again_keeps_what_was_inferred(archive: Archive) -> None:
    one = about("Ports", 1)
    store(archive, *declared(), one)
    infer_fields(archive)

    again = put(archive, page(one, raw=b"another menu around the same text"))

    assert again == [Stored("changed", same=1)]
    assert inferred(archive) == {"Ports-1": ["Ports"]}


def test_inferring_again_changes_nothing(archive: Archive) -> None:
    store(archive, *declared(), about("Ports", 1), about("Stars", 1))
    infer_fields(archive)
    before = archive.change_number()

    assert infer_fields(archive) == 1
    assert archive.change_number() == before


def test_a_new_document_is_judged_by_what_was_measured_before(archive: Archive) -> None:
    store(archive, *declared(), about("Ports", 1))
    infer_fields(archive)
    store(archive, about("Roads", 2))
    told: list[tuple[int, int]] = []

    assert infer_fields(archive, progress=lambda done, total: told.append((done, total))) == 2
    assert told[-1] == (91, 91)
    assert inferred(archive)["Roads-2"] == ["Roads"]


def test_a_document_that_comes_to_state_fields_loses_the_inferred_ones(archive: Archive) -> None:
    store(archive, *declared(), about("Ports", 1))
    infer_fields(archive)

    store(archive, about("Ports", 1, fields=("Trade",)))

    assert inferred(archive) == {}
    assert infer_fields(archive) == 0


def test_values_inferred_beside_stated_ones_are_taken_away(archive: Archive) -> None:
    both = document("both", fields=("Trade",), inferred={"fields": (Inferred("Ports", 0.9),)})
    store(archive, *declared(), both)

    assert infer_fields(archive) == 0


def test_a_document_that_now_speaks_of_something_else_has_its_field_no_longer(archive: Archive) -> None:
    store(archive, *declared(), about("Ports", 1), about("Ports", 2))
    infer_fields(archive)

    store(archive, about("Ports", 1, text=text_about("Stars")))

    assert infer_fields(archive) == 1
    assert list(inferred(archive)) == ["Ports-2"]


@pytest.mark.parametrize("left", [10, 60])
def test_what_declared_documents_no_longer_support_is_taken_away(archive: Archive, left: int) -> None:
    stated = declared()
    store(archive, *stated, about("Ports", 1))
    infer_fields(archive)

    now = [page(replace(one, fields=()), raw=f"{one.key}, no label any more".encode()) for one in stated[: 90 - left]]
    put(archive, *now)

    infer_fields(archive)
    assert "Ports-1" not in inferred(archive)


def test_after_a_stop_nothing_is_lost_and_the_next_time_goes_through_all(archive: Archive) -> None:
    store(archive, *declared(), about("Ports", 1))
    infer_fields(archive)
    store(archive, *(about("Stars", f"stated{place}", fields=("Stars",)) for place in range(30)), about("Stars", 1))
    stop = threading.Event()
    stop.set()

    assert infer_fields(archive, cancel=stop) == 1
    assert infer_fields(archive) == 2
    assert inferred(archive) == {"Ports-1": ["Ports"], "Stars-1": ["Stars"]}


def test_an_empty_archive_has_nothing_to_infer_from(archive: Archive) -> None:
    assert infer_fields(archive) == 0
