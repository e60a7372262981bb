"""What a query is read as, finished and while it is typed, whatever index it is then held against."""

from __future__ import annotations

import threading

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh import query as whoosh_query

from search import QueryError
from search.analysis import Analyzer
from search.language import parse
from search.scanner import LONGEST_QUERY
from search.tree import Forms, Like, Optional, Pattern, Select, Similar, StartsWith, Together, Unfinished


class Plain:
    """An index of documents whose language has no stems, so that a word is its own term."""

    languages: tuple[str, ...] = ("unknown",)
    analyzers = {"unknown": Analyzer("unknown")}  # noqa: RUF012 - the shape of a snapshot


class Spoken(Plain):
    """An index of English and French documents."""

    languages = ("en", "fr")
    analyzers = {"en": Analyzer("unknown"), "fr": Analyzer("unknown")}  # noqa: RUF012


def read(query: str, *, typing: bool = False, index: Plain | None = None) -> str:
    """Return what a query is read as.

    Words, "a phrase", begin*, misspelt~1, -denied, (a | b), word^2, "a phrase not fini*", [a word that may be missing].
    """
    parsed = parse(query, index or Plain(), typing=typing)
    filters = [f"{{{' '.join(map(shape, selects))}}}" for _, selects in sorted(parsed.facets.items())]
    words = [shape(part) for part in parsed.rest.subqueries] if parsed.rest is not None else []
    return " ".join([*words, *filters])


def shape(tree: whoosh_query.Query) -> str:
    if isinstance(tree, Select):
        return f"{tree.name}:{tree.value.text}{'*' if tree.value.prefix else ''}"
    if isinstance(tree, whoosh_query.Not):
        return f"-{shape(tree.query)}"
    if isinstance(tree, Optional):
        return f"[{shape(tree.word)}]"
    if isinstance(tree, whoosh_query.And | whoosh_query.Or) and not isinstance(tree, Forms | Unfinished):
        return of_several(tree)
    boost = tree.boost / (3 if getattr(tree, "fieldname", None) == "title" else 1)
    return leaf(tree) + (f"^{boost:g}" if boost != 1 else "")


def of_several(tree: whoosh_query.Query) -> str:
    shapes = list(dict.fromkeys(map(shape, tree.subqueries)))
    if len(shapes) == 1:
        return shapes[0]
    return f"({(' ' if isinstance(tree, whoosh_query.And) else ' | ').join(shapes)})"


def leaf(tree: whoosh_query.Query) -> str:
    if isinstance(tree, Together):
        return f'"{" ".join(map(leaf, tree.words))}"' + (f"~{tree.near}" if tree.near else "")
    if isinstance(tree, Unfinished):
        return f'"{" ".join(map(leaf, (*tree.words, tree.last)))}"'
    if isinstance(tree, Similar):
        return f"{tree.text}~{tree.maxdist}"
    if isinstance(tree, Forms):
        return "/".join(tree.terms_of_word)
    return f"like:{tree.key}" if isinstance(tree, Like) else f"{tree.text}{'*' if isinstance(tree, StartsWith) else ''}"


@pytest.mark.parametrize(
    ("query", "means"),
    [
        ("lab?ur", "lab?ur"),
        ("Organi*ation", "organi*ation"),
        ("wom?n OR m?n", "(wom?n | m?n)"),
        ("lab?*", "lab?*"),
        ("tr**ing", "tr*ing"),
        ("ch*șinău", "ch*sinau"),
        ("e\u0301t*ger", "et*ger"),
        ("co-op*ation", "coop*ation"),
        ("safe/har?our", "safe har?our"),
        ("-lab?ur", "-lab?ur"),
        ("what is forced labour?", "what is forced labour"),
        ("travail forcé ?", "travail force"),
        ("labour??", "labour"),
        ("traffic*?", "traffic*"),
        ("(wom?n)", "wom?n"),
        ("https://ibls.example/?id=5", "https ibls example id 5"),
        ('"lab?ur"', '"lab ur"'),
    ],
)
def test_letters_left_open(query: str, means: str) -> None:
    assert read(query) == means


@pytest.mark.parametrize(
    ("query", "means"),
    [
        ("trafficking^2 labour", "trafficking^2 labour"),
        ('"forced labour"^3', '"forced labour"^3'),
        ('"forced labour"~4^.5', '"forced labour"~4^0.5'),
        ("title:labour^2", "labour^2"),
        ("traffic*^2", "traffic*^2"),
        ("traficking~1^2", "traficking~1^2"),
        ("lab?ur^100", "lab?ur^100"),
        ("co/op^2", "co^2 op^2"),
        ("(forced OR bonded^2)^3 labour", "(forced^3 | bonded^6) labour"),
        ("((a)^2 b)^2 c", "a^4 b^2 c"),
        ("like:ab12^2", "like:ab12^2"),
        ('"10^6"', '"10 6"'),
    ],
)
def test_weights(query: str, means: str) -> None:
    assert read(query) == means


@pytest.mark.parametrize(
    ("query", "means"),
    [
        ("like:js4s3ckaey", "like:js4s3ckaey"),
        ('like:"js4s3ckaey"', "like:js4s3ckaey"),
        ("LIKE:js4s3ckaey labour", "like:js4s3ckaey labour"),
        ("like:(a1 OR b2)", "(like:a1 | like:b2)"),
        ("-like:js4s3ckaey", "-like:js4s3ckaey"),
        ("I like: this", "i like this"),
    ],
)
def test_more_like_a_document(query: str, means: str) -> None:
    assert read(query) == means


@pytest.mark.parametrize(
    ("query", "means"),
    [
        ("a b OR c", "a (b | c)"),
        ("a AND b OR c", "((a b) | c)"),
        ("a -b OR c", "a (-b | c)"),
        ("title:(forced labour) x", "forced labour x"),
        ('source:("A" OR "B") year:2006', "{source:A source:B} {year:2006}"),
        ("labour OR source:a", "(labour | source:a)"),
        ("tag:thes*", "{tag:thes*}"),
        ('tag:"to do"', "{tag:to do}"),
        ('"a b"~0', '"a b"~1'),
        ('"a b"~', '"a b"~5'),
        ("place:(vienna OR geneva) -type:report", "-type:report {place:vienna place:geneva}"),
    ],
)
def test_how_terms_go_together(query: str, means: str) -> None:
    assert read(query) == means


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("force", "force*"),
        ("forced ", "forced"),
        ("forced lab", "forced lab*"),
        ('"forced', "forced*"),
        ('"forced l', "forced"),
        ('"forced lab', '"forced lab*"'),
        ('"forced labour ', '"forced labour"'),
        ('"forced labour"', '"forced labour"'),
        ('"the forced lab', '"the forced lab*"'),
        ('title:"forced lab', '"forced lab*"'),
        ('x "forced labour source:osce', 'x "forced labour" {source:osce*}'),
        ('"forced labour -traffic', '"forced labour" -traffic'),
        ('"forced labour OR b', '("forced labour" | b)'),
        ('("forced lab) x', '"forced lab" [x]'),
        ("“forced lab", '"forced lab*"'),
        ('labour "', "labour"),
        ('labour"', "labour"),
        ('source:"OSCE Sec', "{source:OSCE Sec*}"),
    ],
)
def test_a_quotation_left_open_is_a_phrase_whose_last_word_may_go_on(typed: str, means: str) -> None:
    assert read(typed, typing=True) == means


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("l", "[l]"),
        ("article 4", "article [4]"),
        ("article 4 ", "article 4"),
        ('"l', "[l]"),
        ("labour OR t", "(labour | t)"),
        ("labour OR tr", "(labour | tr*)"),
        ("labour OR (t", "(labour | t)"),
        ("(labour OR x) t", "(labour | x) [t]"),
        ("中", "中*"),
        ("title:t", "[t]"),
    ],
)
def test_a_single_letter_narrows_nothing_but_is_ranked_by(typed: str, means: str) -> None:
    assert read(typed, typing=True) == means


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("labour -tra", "labour -tra"),
        ("labour NOT tra", "labour -tra"),
        ("labour -title:tra", "labour -tra"),
        ("labour -source:os", "labour -source:os"),
        ("labour -(forced tra", "labour -(forced tra)"),
        ("labour -(forced) tra", "labour -forced tra*"),
        ("labour -(a (b", "labour -(a b)"),
        ("-a tra", "-a tra*"),
    ],
)
def test_what_is_denied_counts_only_as_it_stands(typed: str, means: str) -> None:
    assert read(typed, typing=True) == means


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("labour OR", "labour"),
        ("labour (", "labour"),
        ("labour (forced OR", "labour forced"),
        ("source:(ilo OR chair", "{source:ilo source:chair*}"),
        ("labour )", "labour"),
        ("a () b ", "a b"),
        ("a (OR) b ", "a b"),
        ("((())) a ", "a"),
        ("NOT NOT a ", "-a"),
        ("labour -", "labour"),
        ("*labour ", "labour"),
        ("?labour ", "labour"),
        ("organi*", "organi*"),
        ("organi*a", "organi*a*"),
        ("lab?", "lab*"),
        ("tra?ic~ ", "tra?ic"),
        ("labour^", "labour"),
        ("labour^x ", "labour"),
        ("labour^0.", "labour"),
        ("labour^0.5", "labour^0.5"),
        ("labour^900 ", "labour"),
        ("^2", ""),
        ("(a b)^ ", "a b"),
        ("traficking~9 ", "traficking~2"),
        ('"a b"~5000 ', '"a b"~999'),
        ("labour year:20", "labour"),
        ("year:20x labour ", "labour"),
        ("labour is:un", "labour"),
        ("labour source:", "labour"),
        ("labour source:osce~ ", "labour"),
        ("labour like:", "labour"),
        ('labour like:"', "labour"),
        ('labour like:"ab', "labour like:ab"),
        ("like:ab* labour ", "labour"),
        ("key:js4", "key:js4*"),
        ('title:"" labour ', "labour"),
    ],
)
def test_what_does_not_fit_yet_is_left_out(typed: str, means: str) -> None:
    assert read(typed, typing=True) == means


@pytest.mark.parametrize(
    ("query", "position", "says"),
    [
        ("*labour", 0, "first letters"),
        ("forced ?labour", 7, "first letters"),
        ("a **b**", 2, "first letters"),
        ("forced/*labour", 7, "first letters"),
        ("labour *", 7, "first letters"),
        ("tra?icking~", 10, "not both"),
        ("labour^", 6, "0.1 to 100"),
        ("labour^x forced", 6, "0.1 to 100"),
        ("labour^2^2", 6, "0.1 to 100"),
        ("labour^0", 6, "0.1 to 100"),
        ("labour^100.5", 6, "0.1 to 100"),
        ("labour^-2", 6, "0.1 to 100"),
        ("labour^nan", 6, "0.1 to 100"),
        ("labour^²", 6, "0.1 to 100"),
        ('"forced labour"^', 15, "0.1 to 100"),
        ("(forced labour)^big", 15, "0.1 to 100"),
        ("labour ^2", 7, "right behind"),
        ("source:osce^2", 7, "takes no"),
        ("(source:osce forced)^2", 8, "takes no"),
        ("source:osc~", 7, "takes no"),
        ("place:vi*na", 6, "takes no"),
        ('source:"a b"~5', 7, "takes no"),
        ('like:""', 5, "needs a value"),
        ("like:()", 5, "nothing between"),
        ("like:ab*", 5, "whole key"),
        ("like:ab~", 5, "whole key"),
        ('key:""', 4, "needs a value"),
        ('tag:" "', 4, "needs a value"),
        ('title:"…"', 6, "no letters"),
        ('"a b"~1000', 6, "999 apart"),
        ("date:2011-02-30", 5, "no such date"),
        ("date:0000", 5, "no such date"),
        ("year:٢٠١١", 5, "four digits"),
        ("year:..", 5, "four digits"),
        ("year:2006-2011", 5, "four digits"),
        ("a ((b)", 2, "not closed"),
        ("a (()) b", 3, "nothing between"),
    ],
)
def test_a_refusal_has_a_sentence_and_a_place(query: str, position: int, says: str) -> None:
    with pytest.raises(QueryError, match=says) as refused:
        parse(query, Plain())
    assert refused.value.position == position
    assert str(refused.value)[0].isupper() or str(refused.value).partition(":")[0] in {
        "like",
        "key",
        "tag",
        "source",
        "place",
    }
    assert str(refused.value).endswith((".", "labour^2.", "wom?n."))


HOSTILE = {
    "word": "a" * 1_000_000,
    "brackets": "(" * 2_000,
    "closed": ")" * 2_000,
    "nots": "NOT " * 2_000 + "a",
    "minuses": "-" * 5_000,
    "denied": "-(" * 1_000,
    "nest": "(" * 2_000 + "a" + ")" * 2_000,
    "quotes": '"' * 4_001,
    "low quotes": "„" * 4_000,
    "fields": "title:" * 1_000,
    "carets": "a^" * 2_000,
    "stars": "*?" * 3_000,
    "left open": "a?*" * 2_000,
    "tildes": "~" * 5_000,
    "alternatives": "a OR " * 1_000,
    "combining": "e" + "\u0301" * 100_000,
    "bidi": "\u202e" * 5_000,
    "zeros": "\x00" * 5_000,
    "halves": "\ud83d" * 5_000,
    "smileys": "🙂" * 5_000,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_what_is_too_long_is_refused_by_its_length(query: str) -> None:
    with pytest.raises(QueryError, match="1,024 characters") as refused:
        parse(query, Plain())
    assert refused.value.position == LONGEST_QUERY
    parse(query, Plain(), typing=True)


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_the_beginning_of_what_is_too_long_is_read_or_refused(query: str) -> None:
    parse(query[:LONGEST_QUERY], Plain(), typing=True)
    refused = refusal(query[:LONGEST_QUERY])
    assert refused is None or refused.position < LONGEST_QUERY


def refusal(query: str) -> QueryError | None:
    try:
        parse(query, Plain())
    except QueryError as error:
        return error
    return None


def test_a_pattern_of_many_stars_is_matched_in_no_time() -> None:
    tree = Pattern("text", "a*" * 200 + "b")
    assert not tree.matches("a" * 64)
    assert tree.matches("a" * 63 + "b") is False
    assert Pattern("text", "a*a*b").matches("aaab")


def test_a_pattern_tells_how_its_words_begin() -> None:
    assert (Pattern("text", "lab?ur").beginning, Pattern("text", "w*n").beginning) == ("lab", "w")


WORDS = "labour l 中 co-op é İ ß ½ ٣ 🙂 e\u0301 2011 2011-05 undated unread"
ODD = ("\u202e", "\x00", "\ud800", "\u00ad", "\u200b", " ")
MARKS = "- OR AND NOT ( ) \" “ „ » ~ ~2 * ? ^ ^2 ^x : .. :// '"
NAMES = "source: year: date: is: has: tag: key: like: title:"
SIGNS = st.sampled_from((*WORDS.split(), *ODD, *MARKS.split(), *NAMES.split()))
QUERIES = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=80),
    st.lists(SIGNS, max_size=30).map("".join),
    st.lists(SIGNS, max_size=30).map(" ".join),
)


@given(QUERIES)
@example('tag:"\ud800" key:\ud800')
@example("(" * 40 + "-(" * 40)
def test_while_typing_nothing_is_refused_and_else_only_by_a_query_error(query: str) -> None:
    parse(query, Plain(), typing=True)
    refused = refusal(query)
    assert refused is None or 0 <= refused.position <= len(query)
    assert refused is None or str(refused).splitlines() == [str(refused)]


@given(st.lists(SIGNS, max_size=12).map(" ".join), st.integers(0, 3))
def test_what_is_read_can_be_read_by_many_at_once(query: str, others: int) -> None:
    alone = read(query, typing=True)
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(read(query, typing=True))) for _ in range(others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [alone] * others
