"""What two main-content extractors think of a page: which share of each block's words each of them keeps."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.cleaning.html.blocks import Block
from corpus.cleaning.html.parsing import Markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_MANY = 200
_SHORT = 12
_EMPTY = (
    "head",
    "img",
    "picture",
    "source",
    "input",
    "select",
    "button",
    "nav",
    "footer",
    "video",
    "audio",
    "dialog",
    "menu",
)
"""Elements that trafilatura would only walk through to throw away."""


def votes_on(blocks: Sequence[Block], markup: Markup, stated: str) -> list[list[float]]:
    """Return the share of each block's words, 0 to 1, that each voter keeps.

    The voters are trafilatura, resiliparse, and the page's own description (`stated`). Trafilatura takes most of the
    time and helps least on pages of very many blocks, shops and lists, so it is not asked about those.
    """
    words = [_WORD.findall(block.text.casefold()) for block in blocks]
    careful = trafilatura_text(markup.root) if len(blocks) <= _MANY else ""
    return [_shares(words, text) for text in (careful, resiliparse_text(markup.html), stated)]


def trafilatura_text(root: HtmlElement) -> str:
    """Return what trafilatura takes for the main text, a paragraph a line; empty where it finds none."""
    from lxml import etree
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    lean = copy.deepcopy(root)
    etree.strip_elements(lean, *_EMPTY, with_tail=False)
    try:
        found = bare_extraction(lean, fast=True, with_metadata=False, include_comments=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def resiliparse_text(html: str) -> str:
    """Return what resiliparse takes for the main text."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(
        extract_plain_text(
            html, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=True, list_bullets=False
        )
    )


def _shares(words: list[list[str]], kept: str) -> list[float]:
    """Return which share of each block's runs of three words (all its words, where it has fewer) the kept text has."""
    have: set[Sequence[str]] = set()
    for line in kept.split("\n"):
        its = _WORD.findall(line.casefold())
        have.update(zip(its, its[1:], its[2:], strict=False))
        if len(its) < _SHORT:
            have.add(tuple(its))
    shares = []
    for its in words:
        runs: list[Sequence[str]] = list(zip(its, its[1:], its[2:], strict=False)) or [tuple(its)]
        shares.append(sum(run in have for run in runs) / len(runs))
    return shares
