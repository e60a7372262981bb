"""What cleaned documents are worth beside what a careful reader took from the same pages.

A score maps each measure to one number a page, 0 to 1; rows of scores belong to a group of pages and to `ALL`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corpus import Document

Gold = Mapping[str, Any]
Judgement = tuple[str, float]
Scores = dict[str, dict[str, list[float]]]

GOOD_BODY = 0.98


def words(text: str | None) -> list[str]:
    """Return the words of a text, without case and punctuation."""
    return re.findall(r"\w+", (text or "").casefold())


def word_f1(seen: str, gold: str) -> float:
    """Return the F1 of the words of two texts, as bags; 1 where both are empty."""
    a, b = Counter(words(seen)), Counter(words(gold))
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


def judge_dump(gold: Gold, have: Sequence[Document]) -> Iterator[Judgement]:
    """Give (measure, score) for each thing that the gold of a text dump says."""
    if "items" in gold:
        yield from _judge_items(gold, have)
        return
    yield "one document", len(have) == 1
    if not have:
        yield from (("body", 0.0), ("body >= .98", 0.0))
        return
    one = have[0]
    yield from _judge_title_and_date(gold, one)
    yield from _judge_values(gold, one)
    score = word_f1(one.text, " ".join(gold["body"]))
    yield from (("body", score), ("body >= .98", score >= GOOD_BODY))


def judge_page(gold: Gold, have: Sequence[Document]) -> Iterator[Judgement]:
    """Give (measure, score) for each thing that the gold of an HTML page says."""
    yield "nothing", not have
    title = have[0].title if have else None
    text = "\n".join(document.text for document in have)
    yield "text F1", max(word_f1(text, gold["text"]), word_f1(f"{title or ''}\n{text}", gold["text"]))
    flat = " ".join(words(text))
    yield from (("with", " ".join(words(phrase)) in flat) for phrase in gold.get("with", ()))
    yield from (("without", " ".join(words(phrase)) not in flat) for phrase in gold.get("without", ()))
    markdown = [line.lstrip() for document in have for line in document.markdown.splitlines()]
    for opening in gold.get("markdown", ()):
        yield "structure", any(line.startswith(opening) for line in markdown)
    if have:
        yield from _judge_title_and_date(gold, have[0])
        yield from _judge_values(gold, have[0])


def add_up(judged: Iterable[tuple[str, str, float]]) -> Scores:
    """Return the scores of each group and of `ALL`, from (group, measure, score)."""
    scores: Scores = defaultdict(lambda: defaultdict(list))
    for group, measure, score in judged:
        for row in ("ALL", group):
            scores[row][measure].append(score)
    return scores


def mean(values: Sequence[float]) -> float:
    """Return the mean of one measure."""
    return sum(values) / len(values)


def table(scores: Scores, heading: str) -> str:
    """Return the scores as lines of a table, `ALL` first, a column for each measure."""
    columns = list(dict.fromkeys(measure for row in scores.values() for measure in row))
    rows = [f"{heading:14}  " + "  ".join(columns)]
    for group in ["ALL", *sorted(scores.keys() - {"ALL"})]:
        cells = (scores[group].get(column) for column in columns)
        shown = (f"{mean(cell):.3f}" if cell else "-" for cell in cells)
        rows.append(f"{group:14}  " + "  ".join(cell.rjust(len(c)) for cell, c in zip(shown, columns, strict=True)))
    return "\n".join(rows)


def _judge_items(gold: Gold, have: Sequence[Document]) -> Iterator[Judgement]:
    by_title = {_name(document.title): document for document in have}
    for item in gold["items"]:
        found = by_title.get(_name(item["title"]))
        yield "items", found is not None
        if found and item.get("date"):
            yield "item dates", _date(found) == item["date"]


def _judge_title_and_date(gold: Gold, one: Document) -> Iterator[Judgement]:
    if gold["title"]:
        yield "title", _name(one.title) == _name(gold["title"])
    if gold["date"]:
        yield "date", _date(one) == gold["date"]
    else:
        yield "no false date", one.date is None


def _judge_values(gold: Gold, one: Document) -> Iterator[Judgement]:
    if "place" in gold:
        places = gold.get("places") or _listed(gold["place"])
        if places:
            yield "place", set(_names(places)) <= set(_names(one.place))
        else:
            yield "no false place", not one.place
    for measure in ("source", "fields"):
        if gold.get(measure):
            yield measure, set(_names(getattr(one, measure))) == set(_names(gold[measure]))
        elif measure in gold:
            yield f"no false {measure}", not getattr(one, measure)
    if gold.get("type"):
        yield "type", _name(one.type) == _name(gold["type"])
    elif "type" in gold:
        yield "no false type", one.type is None
    if language := gold.get("lang") or gold.get("language"):
        yield "language", one.language == language


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _date(document: Document) -> str | None:
    return str(document.date) if document.date else None


def _name(text: str | None) -> str:
    return " ".join(words(text))


def _names(values: Iterable[str]) -> list[str]:
    return [_name(value) for value in values]
