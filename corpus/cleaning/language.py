"""The language of an article, from the article's own words and never from its navigation."""

from __future__ import annotations

_SHORTEST = 60
_MOST_READ = 4000
_FARTHEST = 1200
_KNOWN = [
    *(
        "en",
        "ru",
        "uk",
        "fr",
        "de",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "cs",
        "sk",
        "sl",
        "hr",
        "sr",
        "mk",
        "bg",
        "ro",
        "sq",
        "hu",
    ),
    *("el", "tr", "az", "hy", "ka", "kk", "ky", "uz", "tg", "tk", "mn", "be", "lt", "lv", "et", "fi", "sv", "no", "da"),
    *("ar", "fa", "he", "zh", "ja", "ko"),
]


def detect_language(text: str) -> str:
    """Return the two-letter code of the language, or `unknown` where the text is too short or like none."""
    if len(text) < _SHORTEST:
        return "unknown"
    from resiliparse.parse.lang import detect_fast

    language, _ = detect_fast(text[:_MOST_READ], cutoff=_FARTHEST, langs=_KNOWN)
    return str(language)
