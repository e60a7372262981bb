"""What a site repeats: statistics of lines over its pages, from which furniture is known.

A line that stands on a fifth of a site's pages, and on two at least, is furniture. A page whose prose is mostly known
already is a second capture and does not count. Counts fade as pages come in, so that old menus are forgotten.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

from corpus.cleaning.lines import Line
from corpus.document import Page
from corpus.vocabulary import fold, sources, types

LEAST_SHARE = 0.2
FEWEST_PAGES = 3
_KNOWN_PROSE = 0.5
_MOST_PAGES = 128
_MENU_LINES = 8
_LIKENESS = 0.5
_BLOCK_SHARE = 0.6
_PROSE_WORDS = 15
_BY_LIKENESS = "like "
_FEWEST_DATES = 2
_FEW_WORDS = 8
_MONTHS = 12
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page as 64-bit hashes: menus and other short lines apart from prose.

    `day_first` counts its dates like 25/04/2011 less those like 04/25/2011.
    """

    host: str | None
    short: frozenset[int]
    prose: frozenset[int]
    day_first: int = 0


@dataclass(slots=True)
class Site:
    """The line statistics of one site: on how many of its pages each line stood."""

    name: str
    pages: float = 0.0
    counts: dict[int, float] = field(default_factory=dict)
    day_first: float = 0.0

    def furniture(self) -> frozenset[int]:
        """Return the lines that are furniture; none before enough pages were seen."""
        if self.pages < FEWEST_PAGES:
            return frozenset()
        least = max(2.0, LEAST_SHARE * self.pages)
        return frozenset(line for line, count in self.counts.items() if count >= least)


def line_hash(text: str) -> int:
    """Return the hash under which a line is counted; case and white space make no difference."""
    digest = hashlib.blake2b(fold(text).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def page_lines(page: Page, lines: Iterable[Line]) -> PageLines:
    """Return what is counted of a page."""
    short: set[int] = set()
    prose: set[int] = set()
    lines = list(lines)
    for line in lines:
        (prose if line.words >= _PROSE_WORDS else short).add(line_hash(line.text))
    host = urlsplit(page.address).hostname if page.address else None
    return PageLines(
        host.removeprefix("www.") if host else None, frozenset(short), frozenset(prose), count_day_first(lines)
    )


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is known of all sites: the lines that are furniture on each, by the site's name."""

    sites: Mapping[str, frozenset[int]] = field(default_factory=dict)
    day_first: Mapping[str, bool] = field(default_factory=dict)

    def of(self, page: PageLines) -> frozenset[int]:
        """Return the lines that are furniture on the page's site; none where the site is not known."""
        return self.sites.get(self._site_of(page), frozenset())

    def puts_day_first(self, page: PageLines) -> bool | None:
        """Say whether 03/04/2011 is the third of April on this page; None where neither it nor its site tells."""
        if page.day_first:
            return page.day_first > 0
        return self.day_first.get(self._site_of(page))

    def _site_of(self, page: PageLines) -> str:
        return page.host or _likest(page, self.sites) or ""


class Sites:
    """The statistics of all sites; learns from pages and says what is furniture."""

    def __init__(self, sites: Iterable[Site] = ()) -> None:
        self._sites = {site.name: site for site in sites}
        self._menus = {
            name: site.furniture() or frozenset(site.counts)
            for name, site in self._sites.items()
            if name.startswith(_BY_LIKENESS)
        }
        self._learned: set[str] = set()

    def learned(self) -> list[Site]:
        """Return the sites that have learned something since they were read."""
        return [self._sites[name] for name in sorted(self._learned)]

    def furniture(self) -> Furniture:
        """Return what is furniture on each site."""
        sites = self._sites.items()
        return Furniture(
            {name: lines for name, site in sites if (lines := site.furniture())},
            {name: site.day_first > 0 for name, site in sites if abs(site.day_first) >= _FEWEST_DATES},
        )

    def learn(self, page: PageLines) -> None:
        """Count the lines of a page for its site, unless it is a second capture or shows no menu to know it by."""
        name = page.host or _likest(page, self._menus) or _new_name(page)
        if name is None:
            return
        site = self._sites.setdefault(name, Site(name))
        known = sum(line in site.counts for line in page.prose)
        if site.pages and page.prose and known > _KNOWN_PROSE * len(page.prose):
            return
        site.pages += 1
        site.day_first += page.day_first
        for line in page.short | page.prose:
            site.counts[line] = site.counts.get(line, 0.0) + 1
        if site.pages >= _MOST_PAGES:
            _fade(site)
        self._learned.add(name)
        if not page.host:
            self._menus[name] = site.furniture() or frozenset(site.counts)


def without_furniture(lines: list[Line], furniture: frozenset[int]) -> list[Line]:
    """Return the lines without those that the site repeats, and without the rest of menus that are mostly known."""
    if not furniture:
        return lines
    known = [line_hash(line.text) in furniture and not _is_value(line) for line in lines]
    for start, end in _menus(lines):
        if sum(known[start:end]) >= _BLOCK_SHARE * (end - start):
            known[start:end] = [True] * (end - start)
    return [line for line, is_known in zip(lines, known, strict=True) if not is_known]


def _is_value(line: Line) -> bool:
    """Say whether a line that many pages share states something of this one: its type, or who issued it."""
    text = fold(line.text)
    return not line.bullet and (text in types() or text in sources())


def _menus(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Give (start, end) of each run of list items, four or more."""
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or not lines[at].bullet:
            if at - start >= 4:
                yield start, at
            start = at + 1


def settle_dates(lines: Iterable[Line], *, day_first: bool | None) -> None:
    """Write the dates of labels and of short lines in ISO form, where it is known whether the day stands first."""
    if day_first is None:
        return
    for line in lines:
        if line.words <= _FEW_WORDS and "/" in line.text:
            line.text = _SLASHED.sub(partial(_settled, day_first=day_first), line.text)


def _settled(match: re.Match[str], *, day_first: bool) -> str:
    first, second, year = map(int, match.groups())
    day, month = (first, second) if day_first else (second, first)
    return f"{year:04d}-{month:02d}-{day:02d}" if first <= _MONTHS >= second else match[0]


def count_day_first(lines: Iterable[Line]) -> int:
    """Return how many dates like 25/04/2011 show that the day stands first, less those that show the month does."""
    found = (pair for line in lines if "/" in line.text for pair in _SLASHED.findall(line.text))
    pairs = ((int(first), int(second)) for first, second, _ in found)
    return sum((first > _MONTHS >= second) - (second > _MONTHS >= first) for first, second in pairs)


def _likest(page: PageLines, menus: Mapping[str, frozenset[int]]) -> str | None:
    """Return the site whose menu the page shares most of, if that is most of the smaller of the two."""
    best, name = _LIKENESS, None
    for site, menu in menus.items():
        shared = len(menu & page.short)
        likeness = shared / max(1, min(len(menu), len(page.short)))
        if shared >= _MENU_LINES and likeness > best:
            best, name = likeness, site
    return name


def _new_name(page: PageLines) -> str | None:
    """Return a name for a site that pages without an address belong to; None where the page shows no menu."""
    if len(page.short) < _MENU_LINES:
        return None
    return f"{_BY_LIKENESS}{min(page.short):016x}"


def _fade(site: Site) -> None:
    """Halve all counts and forget what is hardly ever seen, so that a site's statistics stay small and fresh."""
    site.pages /= 2
    site.counts = {line: count / 2 for line, count in site.counts.items() if count > 1}
