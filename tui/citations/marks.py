"""Quotation marks inside quotation marks, and letters that Markdown would take for its own."""

from __future__ import annotations

import re

_SINGLE = str.maketrans('“”„"', "‘’‚’")
_OPENING = re.compile(r"(?:(?<=[\s(\[—–-])|^)\"")
_MARKDOWN = re.compile(r"[\\`*_\[\]<$]|(?<!\w)@|&(?=#?\w+;)|^(?:[#>+~-]|\d{1,9}(?=[.)]))", re.MULTILINE)


def inside_quotation(text: str) -> str:
    """Return the text with its double quotation marks single, as it stands inside double ones."""
    return _OPENING.sub("‘", text).translate(_SINGLE)


def in_quotation_marks(passage: str) -> str:
    """Return the passage in quotation marks; each of several paragraphs opens with one, the last alone closes."""
    paragraphs = [f"“{inside_quotation(paragraph)}" for paragraph in passage.split("\n\n")]
    return "\n\n".join(paragraphs) + "”"


def escaped_markdown(text: str) -> str:
    """Return the text so that Markdown, Pandoc's too, shows it as it is."""
    return _MARKDOWN.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", text)
