"""Words that hold a sentence together: a query is not about them, and what it is about may be said without them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

from search.analysis import folded_words


@cache
def function_words(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the function words of some languages, folded; of a language that is not in the table there are none."""
    return frozenset(word for language, words in _table() if language in languages for word in words)


def _table() -> Iterable[tuple[str, list[str]]]:
    text = resources.files("search").joinpath("function_words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        language, _, words = line.partition(":")
        if not line.startswith("#"):
            yield language, words.split()


def is_function_word(text: str, languages: tuple[str, ...]) -> bool:
    """Say whether a word as it is typed is a function word; in capitals it is a name: `WHO`, `IT`."""
    words = folded_words(text)
    return len(words) == 1 and words[0] in function_words(languages) and (len(text) == 1 or not text.isupper())
