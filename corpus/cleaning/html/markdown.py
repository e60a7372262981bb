"""Blocks to Markdown: a small map to HTML of our own making, then markdownify."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from corpus.cleaning.html.blocks import Block
from corpus.cleaning.html.plain import Numbering
from corpus.formats.html import is_web_address
from corpus.text import visible

if TYPE_CHECKING:
    from bs4 import Tag
    from lxml.html import HtmlElement
    from markdownify import MarkdownConverter

_LISTS = {"ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol"}
_SPACE = re.compile(r"[\s\0]+")
_MAIL = re.compile(r"mailto:[\w.+-]{1,64}@[\w.-]{1,255}")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?(?::\d{1,5})?")
"""A host and no user's name before it, which could pass itself off as the host."""
_SPECIAL = re.compile(r"[\\`*_\[\]<|]|~~|&(?=#?\w{1,31};)")
_OPENING = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-{2,}\s*$)", re.MULTILINE)
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_INSIDE_WORD = re.compile(r"(?<=\w)\\_(?=\w)")
_MANY_LINES = re.compile(r"\n{3,}")
_NESTED = 20
"""Levels of lists and quotes that Markdown shows; deeper ones are drawn at this level."""


def markdown_of(blocks: Iterable[Block], base: str | None) -> str:
    """Return Markdown with ATX headings, lists, quotes, tables, links and captions; `base` resolves relative links."""
    from bs4 import BeautifulSoup

    html = html_of(blocks, base)
    if not html:
        return ""
    found: str = _converter().convert_soup(BeautifulSoup(html, "html.parser"))
    return visible(_MANY_LINES.sub("\n\n", found)).strip("\n")


def html_of(blocks: Iterable[Block], base: str | None) -> str:
    """Return the blocks as HTML of few tags: headings, `p`, lists, `blockquote`, `pre`, `table` and inline ones."""
    parts: list[str] = []
    open_now: list[HtmlElement] = []
    numbering = Numbering()
    for block in blocks:
        wanted = _sound(block.place.structure)
        common = 0
        while common < min(len(open_now), len(wanted)) and open_now[common] is wanted[common]:
            common += 1
        parts += [f"</{_name(element)}>" for element in reversed(open_now[common:])]
        parts += [_opened(element, numbering) for element in wanted[common:]]
        parts.append(_block_html(block, base, first_of_item=len(wanted) > common and wanted[-1].tag == "li"))
        open_now = wanted
    parts += [f"</{_name(element)}>" for element in reversed(open_now)]
    return "".join(parts)


def safe_target(link: str, base: str | None) -> str | None:
    """Return the absolute http(s) or mail address a link leads to; None for any other, or one that hides something."""
    link = link.strip()
    if _MAIL.fullmatch(link):
        return link
    if link.startswith("#") or len(link) > 2000:
        return None
    try:
        parts = urlsplit(urljoin(base or "", link))
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        return None
    rest = quote(parts._replace(scheme="", netloc="").geturl(), safe="%/:=&?~#+!$,;'@*[]-._")
    target = f"{parts.scheme}://{parts.netloc}{rest}"
    return target if is_web_address(target) else None


def _sound(structure: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return the lists, items and quotes around a block that stand in each other as they should."""
    sound: list[HtmlElement] = []
    for element in structure:
        if element.tag == "li" and not (sound and sound[-1].tag in _LISTS):
            continue
        if sound and sound[-1].tag in _LISTS and element.tag != "li":
            sound.pop()
        sound.append(element)
    while sound and sound[-1].tag in _LISTS:
        sound.pop()
    sound = sound[:_NESTED]
    while sound and sound[-1].tag in _LISTS:
        sound.pop()
    return sound


def _name(element: HtmlElement) -> str:
    tag = str(element.tag)
    return _LISTS.get(tag, tag)


def _opened(element: HtmlElement, numbering: Numbering) -> str:
    number = numbering.of(element) if element.tag == "li" else None
    return f"<{_name(element)}>" if number is None else f'<li value="{number}">'


def _block_html(block: Block, base: str | None, *, first_of_item: bool) -> str:
    if block.grid:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block.grid if any(row))
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    if block.pre:
        return f"<pre>{escape(block.text)}</pre>"
    heading = block.place.heading
    inside = _inline(block, base, plain=bool(heading) or block.place.tag == "figcaption")
    if heading and not block.place.structure:
        return f"<{heading}>{inside}</{heading}>"
    if heading or block.place.tag == "dt":
        inside = f"<strong>{inside}</strong>"
    elif block.place.tag == "figcaption":
        inside = f"<em>{inside}</em>"
    return inside if first_of_item else f"<p>{inside}</p>"


def _inline(block: Block, base: str | None, *, plain: bool) -> str:
    """Return the block's text with its links and emphasis; without emphasis where the whole block has one."""
    parts: list[str] = []
    for text, style, link in _merged(block.pieces):
        if style == "br":
            parts.append(" " if plain else "<br>")
            continue
        folded = _SPACE.sub(" ", text)
        bare = folded.strip()
        if not bare:
            parts.append(" ")
            continue
        before, after = folded[: folded.index(bare[0])], " " if folded[-1] == " " else ""
        inside = escape(bare)
        if style and not plain:
            inside = f"<{style}>{inside}</{style}>"
        target = safe_target(link, base) if link else None
        if target:
            inside = f'<a href="{escape(target)}">{inside}</a>'
        parts.append(f"{before}{inside}{after}")
    return re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", "".join(parts))


def _merged(pieces: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the pieces with neighbours of one style and target joined, so that no marks meet inside a word."""
    merged: list[tuple[str, str, str]] = []
    for text, style, link in pieces:
        if merged and style != "br" and merged[-1][1:] == (style, link):
            merged[-1] = (merged[-1][0] + text, style, link)
        else:
            merged.append((text, style, link))
    return merged


def escaped(text: str, *, in_cell: bool = False) -> str:
    """Return text with a backslash before what Markdown would take for markup."""
    found = _SPECIAL.sub(lambda match: match[0] if match[0] == "|" and not in_cell else f"\\{match[0]}", text)
    found = _INSIDE_WORD.sub("_", found)
    found = _OPENING.sub(r"\1\\\2", found)
    return _NUMBER.sub(r"\1\\\2", found)


@cache
def _converter() -> MarkdownConverter:
    from markdownify import MarkdownConverter

    class Converter(MarkdownConverter):
        """markdownify with items numbered in linear time, escapes only where needed, and fences that hold."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            return escaped(text, in_cell="td" in parent_tags) if text else ""

        def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
            lines = (text or "").strip().split("\n")
            mark = f"{el['value']}. " if el.get("value") else "- "
            indent = " " * len(mark)
            return f"{mark}{lines[0]}\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in lines[1:])

        def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
            fence = max(("`" * (len(run) + 1) for run in re.findall(r"`{3,}", text)), default="```")
            return f"\n\n{fence}\n{text}\n{fence}\n\n" if text else ""

    return Converter(heading_style="ATX", bullets="-", table_infer_header=True, autolinks=False)
