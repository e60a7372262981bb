"""A passage and a place are found again in a text that was cleaned anew, or are known to be gone."""

import random
from pathlib import Path

import pytest

from corpus import Anchor, Desk, Position, anchor, find_passage, find_position

BEFORE = "TARVO, 4 March 2008 – The port authority has opened two new quays, and the town has paid for both of them."
PASSAGE = "Inspectors will visit every ship twice a year, the harbour master said, and “every hold” will be opened."
AFTER = "The council of Varesia welcomed the plan. A first report is to be published at the end of the summer."
TEXT = f"{BEFORE}\n\n{PASSAGE}\n\n{AFTER}"
OF = anchor(TEXT, TEXT.index(PASSAGE), TEXT.index(PASSAGE) + len(PASSAGE))


def found(of: Anchor, text: str) -> str | None:
    span = find_passage(of, text)
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (TEXT, PASSAGE),
        (f"{PASSAGE}\n\n{AFTER}", PASSAGE),
        (f"A word from the editor. {'More of it. ' * 50}\n\n{TEXT}", PASSAGE),
        (TEXT.replace("“", '"').replace("”", '"'), PASSAGE.replace("“", '"').replace("”", '"')),
        (TEXT.replace(" ", "  ").replace("\n\n", "\n"), PASSAGE.replace(" ", "  ")),
        (TEXT.replace("twice a", "twice\u00a0a").replace("-", "‑"), PASSAGE.replace("twice a", "twice\u00a0a")),
        (TEXT.replace("har", "har\u00ad"), PASSAGE.replace("har", "har\u00ad")),
        (TEXT.replace("twice a year", "three times a year"), PASSAGE.replace("twice a year", "three times a year")),
        (TEXT.replace("harbour", "harbor").replace("quays", "docks"), PASSAGE.replace("harbour", "harbor")),
        (f"{AFTER} {PASSAGE.replace('visit', 'inspect')} {BEFORE}", PASSAGE.replace("visit", "inspect")),
    ],
    ids=["same", "beginning-gone", "moved", "quotes", "blanks", "hard-blanks", "hyphens", "edited", "spelled", "turned"],
)  # fmt: skip
def test_a_passage_is_found_again(text: str, stands: str) -> None:
    assert found(OF, text) == stands


@pytest.mark.parametrize(
    "text",
    [
        "",
        BEFORE,
        f"{BEFORE}\n\n{AFTER}",
        f"{BEFORE}\n\nNobody said anything about it, of course.\n\n{AFTER}",
        "a" * 9999,
    ],
    ids=["empty", "cut", "taken-out", "another-in-its-place", "nonsense"],
)
def test_a_passage_that_is_gone_is_not_found(text: str) -> None:
    assert find_passage(OF, text) is None


def test_a_note_whose_passage_is_gone_still_has_it() -> None:
    with Desk.open(Path(":memory:")) as desk:
        note = desk.note(desk.add_note("key", "Since when?", OF))

    assert find_passage(note, f"{BEFORE}\n\n{AFTER}") is None
    assert note.passage == PASSAGE


def test_a_note_on_the_whole_document_has_no_passage() -> None:
    with Desk.open(Path(":memory:")) as desk:
        note = desk.note(desk.add_note("key", "Check."))

    assert find_passage(note, TEXT) is None


def test_of_the_same_words_those_between_the_same_words_are_found() -> None:
    text = "The fee was raised in May. Nobody paid. The fee was raised in June. Everybody paid. The fee was raised in July."
    second = anchor(text, text.index("The fee", 10), text.index("The fee", 10) + len("The fee was raised"))

    longer = "The fee was raised in March. " * 3 + text
    assert find_passage(second, longer) == (start := longer.index("The fee was raised in June"), start + 18)


@pytest.mark.parametrize("start", [0, 41, 100, 500])
def test_of_the_same_words_without_words_around_them_the_nearest_to_where_they_were_is_found(start: int) -> None:
    text = " ".join(["ships and ports"] * 10)

    span = find_passage(Anchor("ships", start=start), text)

    places = [at for at in range(len(text)) if text.startswith("ships", at)]
    nearest = min(places, key=lambda at: abs(at - start))
    assert span == (nearest, nearest + 5)


def test_a_long_passage_is_found_by_its_ends() -> None:
    chance = random.Random(7)  # noqa: S311
    words = [f"{chance.choice('bdfgkl')}{chance.choice('aeiou')}{number}" for number in range(900)]
    text = " ".join(words)
    of = anchor(text, text.index(words[200]), text.index(words[700]))
    edited = " ".join(words[:150] + words[160:400] + ["else"] * 20 + words[420:650] + words[651:])

    span = find_passage(of, edited)

    assert span == (edited.index(words[200]), edited.index(words[700]) - 1)


@pytest.mark.parametrize(
    "text", ["a" * 60_000, "ab " * 20_000, '"' * 60_000, " " * 60_000], ids=["a", "ab", "quotes", "blanks"]
)
def test_a_text_of_one_thing_over_and_over_is_no_trouble(text: str) -> None:
    assert find_passage(Anchor(text[:900] + "x", text[:60], text[:60], 30_000), text) is None


@pytest.mark.parametrize(
    ("blocks", "place"),
    [
        (["The fee was raised.", "Nobody paid it in May."], (1, 7)),
        (["New on top.", "The fee was raised.", "Nobody paid it in May."], (2, 7)),
        (["Nobody  paid\u00a0it in May.", "The fee was raised."], (0, 8)),
        (["The fee was raised.", "Everybody left in June."], (1, 7)),
        (["The fee."], (0, 0)),
        ([], (0, 0)),
    ],
    ids=["same", "further-down", "other-blanks", "gone", "fewer-blocks", "none"],
)
def test_a_place_is_found_again_by_its_words(blocks: list[str], place: tuple[int, int]) -> None:
    assert find_position(Position(1, 7, "paid it in", "2011"), blocks) == place


def test_a_place_without_words_is_where_it_was() -> None:
    assert find_position(Position(1, 700, "", "2011"), ["One.", "Two."]) == (1, 4)
