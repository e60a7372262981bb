"""All that is known of a document, each value with where it comes from."""

from corpus import Document, Evidence, Inferred, Page, Revision, StatedDate
from tui.render.known import DESK, INFERRED, PAGE, STATED, Fact, Known, facts


def known(document: Document, *revisions: Revision, **evidence: str) -> Known:
    page = Page("folder/page.txt", "text", b"12345", "12345", captured="2012-01-02")
    words = {name: Evidence(text) for name, text in evidence.items()}
    return Known(document, page, words, [*revisions, Revision(2, None, document)], 1, [Fact("Notes", "2", DESK)])


def document(**values: object) -> Document:
    told = {"title": "Below deck", "text": "A story.", "markdown": "A story.", "origin": "folder/page.txt"} | values
    return Document("key4567890", **told)  # type: ignore[arg-type]


def fact(known: Known, name: str) -> Fact:
    (found,) = (one for one in facts(known) if one.name == name)
    return found


def test_a_value_is_told_with_its_place_and_the_words_there() -> None:
    told = known(document(date=StatedDate(2011, 5, 18), stated={"date": "dateline"}), date="TBILISI, 18 May 2011 –")
    assert fact(told, "Date") == Fact("Date", "18 May 2011", STATED, "dateline", "TBILISI, 18 May 2011 –", "date")


def test_what_the_page_does_not_state_is_told_as_that() -> None:
    told = known(document())
    assert (fact(told, "Date").text, fact(told, "Source").text) == ("none stated", "none stated")


def test_what_was_corrected_says_so_and_what_the_page_states() -> None:
    before = Revision(1, "2026-01-02T10:00:00+00:00", document(source=("Harbour",), stated={"source": "label"}))
    told = fact(known(document(source=("Mission", "Office"), stated={"source": "correction"}), before), "Source")
    assert (told.text, told.origin) == ("Mission; Office", "corrected by hand; the page: Harbour")
    assert told.corrected
    assert told.words == ""


def test_what_is_inferred_stands_apart_with_its_share() -> None:
    told = facts(known(document(inferred={"fields": (Inferred("Migration", 0.92),)})))
    (inferred,) = (one for one in told if one.about == INFERRED)
    assert (inferred.text, inferred.value) == ("Migration (92 %)", "")


def test_what_is_said_of_the_page_and_of_the_desk_cannot_be_put_right() -> None:
    told = facts(known(document(item=3, truncated=True)))
    assert {one.name: one.text for one in told if one.about == PAGE} == {
        "Key": "key4567890",
        "Item": "3 of its page",
        "Cut off": "The page itself cuts this article off.",
        "File": "folder/page.txt",
        "Format": "text, utf-8, 5 bytes",
        "Captured": "2012-01-02",
        "Versions": "1 other document tells the same story",
    }
    assert told[-1] == Fact("Notes", "2", DESK)
    assert not any(one.value for one in told if one.about != STATED)


def test_a_hostile_value_is_one_visible_line() -> None:
    told = fact(known(document(title="A\x1b[2J\nB")), "Title")
    assert told.text == "A␛[2J B"
