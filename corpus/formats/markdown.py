"""Markdown files, with what their front matter states."""

from __future__ import annotations

import re

from corpus.addresses import canonical_address
from corpus.document import Page
from corpus.formats.decoding import decode
from corpus.formats.fields import Declared, declared_values, first_text
from corpus.text import visible

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST_FRONT_MATTER = 65_536


def read_markdown(origin: str, raw: bytes) -> Page:
    """Return the page of a Markdown file; front matter that is not YAML is left standing as text."""
    text, encoding = decode(raw)
    declared, body = split_front_matter(visible(text))
    return Page(
        origin=origin,
        format="markdown",
        raw=raw,
        text=body,
        encoding=encoding,
        address=canonical_address(first_text(declared, "url") or ""),
        captured=first_text(declared, "captured"),
        declared=declared,
    )


def split_front_matter(text: str) -> tuple[Declared, str]:
    """Return what the front matter states, in the names of `Document`, and the text behind it."""
    match = _FRONT_MATTER.match(text)
    if not match or len(match[1]) > _LONGEST_FRONT_MATTER:
        return {}, text
    import yaml

    try:
        values = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 - strings alone, which is safer than safe_load
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, text
    return (declared_values(values), text[match.end() :]) if isinstance(values, dict) else ({}, text)
