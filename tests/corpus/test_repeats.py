"""The same story on several sites, or captured twice, is linked; what only looks alike is not."""

import threading
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.document import Document, StatedDate
from corpus.errors import NotFoundError
from corpus.stories import repeats
from corpus.stories.repeats import link_repeats
from tests.corpus.stored import body, document, page, put

FORM = (
    "The Ministry of Works said today that the town of {town} will be given {sum} crowns for its fire brigade. The money "
    "comes from the fund for small brigades, which helps towns to buy engines, hoses and protective clothing. Brigades of "
    "volunteers often lack what they need to keep their people safe, the minister said. They may ask for help from the "
    "fund every year until the end of June, and a panel of officers who know the work decides who is helped first. Since "
    "the fund was set up, more than a thousand brigades have bought engines that start in winter, radios that reach the "
    "next valley and coats that do not burn. The minister thanked the brigade of {town} for its patience"
    " and all who serve in one for their courage."
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive", create=True)


def issued(topic: str, source: str, **values: object) -> Document:
    return document(topic, **({"source": (source,), "key": f"{topic}-{source}"} | values))  # type: ignore[arg-type]


def store(archive: Archive, *documents: Document) -> int:
    """Store each document on a page of its own, and link."""
    put(archive, *(page(one, origin=f"{one.key}.txt") for one in documents))
    return link_repeats(archive)


def versions(archive: Archive, key: str) -> list[str]:
    return [entry.key for entry in archive.versions(key)]


def test_the_same_story_on_two_sites_is_one_story(archive: Archive) -> None:
    linked = store(archive, issued("fees", "bureau"), issued("fees", "agency", change="More is said."))

    assert linked == 2
    assert versions(archive, "fees-agency") == ["fees-bureau"]
    assert versions(archive, "fees-bureau") == ["fees-agency"]


def test_different_stories_are_not_linked(archive: Archive) -> None:
    assert store(archive, *(issued(topic, "bureau") for topic in ("fees", "ports", "roads"))) == 0
    assert archive.story(list(archive.keys())) == {}
    assert versions(archive, "fees-bureau") == []


def test_a_story_is_named_by_its_smallest_key_and_folds_a_list(archive: Archive) -> None:
    store(archive, *(issued("fees", source) for source in ("m", "c", "x")), issued("ports", "a"))

    keys = ["ports-a", "fees-x", "fees-m", "missing", "fees-c"]

    assert archive.story(keys) == {"fees-x": "fees-c", "fees-m": "fees-c", "fees-c": "fees-c"}


def test_versions_come_oldest_first_and_undated_last(archive: Archive) -> None:
    dates = {"a": StatedDate(2011, 5, 18), "b": None, "c": StatedDate(2011, 5, 2), "d": StatedDate(2011, 5)}
    store(archive, *(issued("fees", source, date=date) for source, date in dates.items()))

    assert versions(archive, "fees-a") == ["fees-d", "fees-c", "fees-b"]


def test_versions_of_what_is_not_there_are_not_found(archive: Archive) -> None:
    with pytest.raises(NotFoundError):
        archive.versions("nothing")


def test_a_form_filled_in_twice_is_two_stories(archive: Archive) -> None:
    texts = {town: FORM.format(town=town, sum=money) for town, money in (("Holm", "12000"), ("Varna", "90500"))}

    assert store(archive, *(issued(town, "bureau", text=text, title=None) for town, text in texts.items())) == 0


def test_a_form_is_known_by_the_names_even_from_two_bodies(archive: Archive) -> None:
    texts = {town: FORM.format(town=town, sum=money) for town, money in (("Holm", "12000"), ("Varna", "90500"))}

    assert store(archive, *(issued(town, town, text=text, title=None) for town, text in texts.items())) == 0


def test_one_body_that_gives_other_names_even_once_is_telling_something_else(archive: Archive) -> None:
    once = FORM.replace("the brigade of {town}", "the brigades")
    texts = {town: once.format(town=town, sum=money) for town, money in (("Holm", "12000"), ("Varna", "90500"))}

    assert store(archive, *(issued(town, "bureau", text=text, title=None) for town, text in texts.items())) == 0


def test_a_word_mended_in_one_of_two_captures_does_not_part_them(archive: Archive) -> None:
    text = FORM.format(town="Holm", sum="12000")

    assert (
        store(archive, issued("a", "bureau", text=text), issued("b", "bureau", text=text.replace("June", "July"))) == 2
    )


def test_the_same_announcement_of_another_year_is_another_story(archive: Archive) -> None:
    text = FORM.format(town="Holm", sum="12000")
    later = f"{text} The fund was set up by the Assembly and is paid for by a small part of the tax on insurance."
    dated = [
        issued("a", "bureau", text=text, title=None, date=StatedDate(2010, 5, 3)),
        issued("b", "bureau", text=later, title=None, date=StatedDate(2011, 5, 3)),
    ]

    assert store(archive, *dated) == 0


def test_short_texts_are_never_linked(archive: Archive) -> None:
    short = "This page is no longer available. Please go back to the list of news."

    assert store(archive, issued("a", "bureau", text=short), issued("b", "agency", text=short)) == 0


def test_a_text_without_blanks_between_its_words_is_compared_by_its_signs(archive: Archive) -> None:
    signs = "".join(chr(0x4E00 + 7 * number) for number in range(120))

    assert store(archive, issued("a", "bureau", text=signs), issued("b", "agency", text=f"{signs}新闻")) == 2


def test_a_shorter_account_is_linked_to_the_longer_that_holds_it(archive: Archive) -> None:
    longer = issued("ports", "agency", text=f"{body('fees')}\n\n{body('ports')}")

    assert store(archive, issued("fees", "bureau"), longer) == 2


def test_a_digest_does_not_join_the_stories_it_holds(archive: Archive) -> None:
    digest = issued("digest", "agency", text=f"{body('fees')}\n\n{body('ports')}")

    assert store(archive, issued("fees", "bureau"), issued("ports", "bureau"), digest) == 0


def test_a_passage_that_several_stories_share_does_not_join_them(archive: Archive) -> None:
    shared = body("statutes")
    holders = [issued(topic, topic, text=f"{body(topic)}\n\n{shared}") for topic in ("fees", "ports")]

    assert store(archive, issued("statutes", "bureau"), *holders) == 0


def test_captures_that_differ_by_a_few_words_each_make_one_story(archive: Archive) -> None:
    words = FORM.format(town="Holm", sum="12000").split()
    texts = [" ".join(words[3 * number :]) for number in range(6)]

    store(archive, *(issued(f"t{number}", f"s{number}", text=text) for number, text in enumerate(texts)))

    assert len(versions(archive, "t0-s0")) == 5


def test_what_many_pages_have_at_their_end_links_none_of_them(archive: Archive) -> None:
    ending = " ".join(body("about-us").split()[:40])
    topics = [f"topic{number}" for number in range(120)]

    assert store(archive, *(issued(topic, "bureau", text=f"{body(topic)}\n\n{ending}") for topic in topics)) == 0


def test_a_story_told_by_many_is_found_whole(archive: Archive) -> None:
    sources = [f"s{number:03}" for number in range(60)]

    store(archive, *(issued("fees", source, change=f"Read {source} daily.") for source in sources))

    assert len(versions(archive, "fees-s000")) == 59


def test_a_page_that_now_says_something_else_leaves_its_story(archive: Archive) -> None:
    store(archive, *(issued("fees", source) for source in ("a", "b", "c")))

    store(archive, issued("fees", "a", text=body("ports")))

    assert versions(archive, "fees-a") == []
    assert versions(archive, "fees-b") == ["fees-c"]
    assert archive.story(["fees-b"]) == {"fees-b": "fees-b"}


def test_a_document_that_held_two_others_together_parts_them_when_it_goes(archive: Archive) -> None:
    words = body("fees").split()
    ends = {"a": words[:-16], "b": words, "c": words[16:]}
    store(archive, *(issued("fees", source, text=" ".join(some)) for source, some in ends.items()))
    assert len(versions(archive, "fees-a")) == 2

    store(archive, issued("fees", "b", text=body("ports")))

    assert archive.story(list(archive.keys())) == {}


def test_a_document_that_is_gone_from_its_page_has_no_versions(archive: Archive) -> None:
    digest = [issued("fees", "a", item=1), issued("ports", "a", item=2)]
    put(archive, page(*digest, origin="digest.txt"))
    store(archive, issued("fees", "b"))
    put(archive, page(digest[1], origin="digest.txt"))

    assert versions(archive, "fees-b") == []
    assert link_repeats(archive) == 0
    assert archive.story(["fees-b"]) == {}
    archive.check()


def test_a_document_that_comes_back_tells_its_story_again(archive: Archive) -> None:
    both = page(issued("fees", "a", item=1), issued("ports", "a", item=2), origin="digest.txt")
    put(archive, both)
    put(archive, page(issued("ports", "a", item=2), origin="digest.txt"))
    store(archive, issued("fees", "b"))

    put(archive, both)

    assert link_repeats(archive) == 2


def test_a_document_of_which_only_a_value_changed_stays_in_its_story(archive: Archive) -> None:
    store(archive, issued("fees", "a"), issued("fees", "b"))

    assert store(archive, issued("fees", "a", type="Statement")) == 2


def test_linking_again_looks_at_changes_alone(archive: Archive) -> None:
    store(archive, *(issued(topic, "bureau") for topic in ("fees", "ports", "roads")))
    put(archive, page(issued("fees", "agency"), origin="new.txt"))
    told: list[tuple[int, int]] = []

    assert link_repeats(archive, progress=lambda done, total: told.append((done, total))) == 2
    assert link_repeats(archive, progress=lambda done, total: told.append((done, total))) == 2
    assert told == [(1, 1)]


def test_stories_are_the_same_however_often_they_were_brought_up_to_date(archive: Archive, tmp_path: Path) -> None:
    documents = [
        issued(topic, source, change=f"Said {source}.") for source in ("b", "a", "c") for topic in ("fees", "ports")
    ]
    other = Archive.open(tmp_path / "other", create=True)
    store(other, *documents)
    for one in documents:
        store(archive, one)

    keys = list(archive.keys())

    assert len(archive.story(keys)) == 6
    assert archive.story(keys) == other.story(keys)


def test_what_is_linked_before_a_stop_is_kept_and_the_rest_follows(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeats, "_BATCH", 2)
    put(archive, *(page(issued("fees", source), origin=f"{source}.txt") for source in "abcd"))
    stop = threading.Event()

    assert link_repeats(archive, progress=lambda done, total: stop.set(), cancel=stop) == 2
    assert link_repeats(archive) == 4


def test_linking_changes_no_document(archive: Archive) -> None:
    store(archive, issued("fees", "a"), issued("fees", "b"))

    assert archive.change_number() == 2
    assert len(archive.revisions("fees-a")) == 1
