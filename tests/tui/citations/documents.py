"""A dozen invented documents to cite, each with when its page was fetched."""

from __future__ import annotations

from corpus import Document, Inferred, StatedDate


def document(key: str, title: str | None, **values: object) -> Document:
    return Document(key=key, origin=f"pages/{key}.txt", title=title, text="", markdown="", **values)  # type: ignore[arg-type]


RELEASE = document(
    "k7m2p9aaaa",
    "Forced labour on the quay must end, council says",
    date=StatedDate(2011, 5, 18),
    place=("Tarvo",),
    source=("Council Secretariat",),
    fields=("Combating trafficking in human beings", "Economic activities"),
    type="press release",
    language="en",
    url="https://news.example/2011/77603",
)
TO_THE_MONTH = document(
    "month2bbbb",
    "What next?",
    date=StatedDate(2007, 7),
    source=("Labour Office", "Office on Drugs"),
    type="News Item",
    language="en",
    url="https://labour.example/what-next?id=7&lang=en",
)
TO_THE_YEAR = document(
    "year3ccccc",
    "A handbook on 100 % of R&D_costs in #3",
    date=StatedDate(2007),
    place=("Vienna", "Sarajevo"),
    source=("Labour Office", "Office on Drugs", "Migration Board"),
    type="Report",
    language="de",
    url="https://labour.example/handbook.pdf",
)
UNDATED = document("undated4dd", "Fishing and freedom", source=("Labour Office",), type="Press release", language="sr")
UNTITLED = document(
    "untitled5e",
    None,
    date=StatedDate(1999, 12, 1),
    place=("Ostrel",),
    source=("Office for Elections",),
    type="Media advisory",
    url="https://elections.example/1",
)
NOBODY = document(
    "nobody6fff", "Who wrote this", date=StatedDate(2012, 1, 2), url="https://x.example/who", type="Statement"
)
BARE = document("bare7ggggg", None)
COMMAS = document(
    "commas8hhh",
    "Ministers said “never again”, and meant “soon”",
    date=StatedDate(2008, 2, 29),
    source=("Committee on Health, Education, Labor, and Pensions", "Organization for Security and Co-operation, U.N."),
    type="Statement",
    url="https://committee.example/never",
)
CROWD = document(
    "crowd9iiii",
    "Joint statement of the agencies",
    date=StatedDate(2020, 3, 4),
    source=tuple(f"Agency {number}" for number in range(1, 23)),
    type="Joint Statement",
    url="https://agencies.example/joint",
)
SCRIPTS = document(
    "scripts2jj",
    "Кишинёв: Conferința „Munca forțată” la Chișinău – 強制労働",
    date=StatedDate(2014, 10, 3),
    place=("Chișinău",),
    source=("Misiunea OSCE în Moldova",),
    type="пресс-релиз",
    language="ro",
    url="https://moldova.example/știri/1",
)
BRACES = document(
    "braces3kkk",
    'A } brace, a \\ stroke, <i>tags</i> & "quotes" ~ ^ $5',
    date=StatedDate(2003, 4),
    source=("Braces { Ltd.",),
    type="OSCE report",
    url="https://x.example/a}b{c?q=<x>|y",
)
HOSTILE = document(
    "hostile4ll",
    "[/foo] \x1b]52;c;aGk=\x07\r\nER  - \r\nTY  - BOOK\u2028@book{x, title = {owned}}",
    date=StatedDate(2019, 1, 5),
    place=("Vienna\nCY  - Paris",),
    source=("\u202eEVIL\nAU  - Mallory, M.", " \u200b "),
    fields=("Elections\n\nKW  - x",),
    type="Press\trelease\x9b",
    language="en",
    url="https://x.example/a b}\n{c\x1b",
)
INFERRED = document(
    "inferred5m",
    "Nothing here is certain",
    source=("Labour Office",),
    inferred={"fields": (Inferred("Elections", 0.9),), "date": (Inferred("2011-05-18", 1.0),)},
)

CITED: tuple[tuple[Document, str | None], ...] = (
    (RELEASE, "2020-01-05T10:11:12Z"),
    (TO_THE_MONTH, None),
    (TO_THE_YEAR, "2020-01-05"),
    (UNDATED, "2021-03-09T00:00:00+00:00"),
    (UNTITLED, "last week"),
    (NOBODY, "2020-13-45"),
    (BARE, None),
    (COMMAS, None),
    (CROWD, None),
    (SCRIPTS, "20200105101112"),
    (BRACES, None),
    (HOSTILE, "2020-01-05T10:11:12Z\x1b"),
    (INFERRED, None),
)
