"""Finding words in a document: letters in a row, whatever their case, their accents, the kind of quotes and dashes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from tui.render.hits import HitSpan

_ALIKE = {
    **dict.fromkeys("’‘‚‛´`", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\t\n\xa0\u2009\u202f", " "),
}
_SPELLED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
"""Letters that are no letter with an accent, and how they are written without them."""


class _Folding(dict[int, str]):
    """What each letter is compared as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = _ALIKE.get(letter) or "".join(
            _SPELLED.get(part, part)
            for part in unicodedata.normalize("NFKD", letter.casefold())
            if not unicodedata.combining(part)
        )
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return a text as it is compared: small letters, no accents, quotes and dashes of one kind."""
    if text.isascii():
        return text.lower().replace("\n", " ").replace("\t", " ").replace("`", "'")
    return text.translate(_FOLDING)


class Findable:
    """The texts of a document's blocks, ready to be looked through again and again."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._folded = [fold(text) for text in texts]
        self._offsets_of: dict[int, list[int] | None] = {}

    @property
    def size(self) -> int:
        """Return how many letters there are."""
        return sum(map(len, self._texts))

    def find(self, words: str) -> tuple[HitSpan, ...]:
        """Return every place where words stand, in order; none for no words."""
        sought = " ".join(fold(words).split())
        return tuple(self._spans(sought)) if sought else ()

    def _spans(self, sought: str) -> Iterator[HitSpan]:
        for block, folded in enumerate(self._folded):
            at = folded.find(sought)
            offsets = self._offsets(block) if at >= 0 else None
            while at >= 0:
                end = at + len(sought)
                yield HitSpan(block, *((offsets[at], offsets[end - 1] + 1) if offsets else (at, end)))
                at = folded.find(sought, end)

    def _offsets(self, block: int) -> list[int] | None:
        """Return which letter of a block each one of its folded text came from; None where they are the same."""
        if block not in self._offsets_of:
            text = self._texts[block]
            longer = not text.isascii() and any(len(_FOLDING[ord(letter)]) != 1 for letter in set(text))
            self._offsets_of[block] = (
                [at for at, letter in enumerate(text) for _ in _FOLDING[ord(letter)]] if longer else None
            )
        return self._offsets_of[block]
