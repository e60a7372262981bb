"""What sites repeat, learned from the pages of an import before these are cleaned, and kept in the archive."""

from __future__ import annotations

import itertools
import json
import os
import zlib
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from corpus.cleaning.sites import FEWEST_PAGES, Furniture, PageLines, Site, Sites
from corpus.importing import batches, inputs
from corpus.importing.batches import Batch, Known
from corpus.importing.inputs import Found, Item, Skipped
from corpus.importing.progress import Meter
from corpus.importing.workers import Failed, Pool

MOST_FILES: Final = 2_000
_MOST_OF_A_FILE = 200
_ENOUGH = 24
_HEAD = 100_000


def learn(  # noqa: PLR0913 - an import has this many sides
    sites: Sites,
    found: Sequence[Found | Skipped],
    pool: Pool[Item, list[PageLines]],
    meter: Meter,
    *,
    known: Known | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Let `sites` learn from the new pages in the files: from an even sample where there are very many."""
    under_way: deque[Batch] = deque()
    batches_of_sample = batches.of_items(_sample(found), known)
    for results in pool.run(batches.handed_over(batches_of_sample, under_way), stop=stop):
        under_way.popleft()
        for pages in results:
            for page in () if isinstance(pages, Failed) else pages:
                sites.learn(page)
                meter.learn()


def lines_of_pages(item: Item) -> list[PageLines]:
    """Return what is counted of the pages in an input; work for a pool."""
    from corpus.cleaning import lines_of_page
    from corpus.errors import UnreadableError
    from corpus.formats import Unread, read_all

    lines = []
    for page in read_all(item.origin, item.raw, item.name, item.given):
        if not isinstance(page, Unread):
            try:
                lines.append(lines_of_page(page))
            except UnreadableError:
                continue
    return lines


def stored_site(name: str, pages: float, day_first: float, packed: bytes) -> Site:
    """Return the statistics of a site from its row in the archive."""
    lines, counts = array("Q"), array("f")
    content = zlib.decompress(packed)
    lines.frombytes(content[: len(content) * 2 // 3])
    counts.frombytes(content[len(content) * 2 // 3 :])
    return Site(name, pages, dict(zip(lines, counts, strict=True)), day_first)


def site_values(site: Site) -> tuple[str, float, float, bytes]:
    """Return a site's row for the archive: its lines as 64-bit numbers, then how often each was seen as floats."""
    content = array("Q", site.counts).tobytes() + array("f", site.counts.values()).tobytes()
    return site.name, site.pages, site.day_first, zlib.compress(content, 1)


def known_to_json(furniture: Furniture, vocabulary: Path | None) -> str:
    """Return what a worker is told when it starts: what is known of the sites, and the archive's own vocabulary."""
    sites = {name: sorted(lines) for name, lines in furniture.sites.items()}
    return json.dumps([sites, dict(furniture.day_first), os.fspath(vocabulary) if vocabulary else None])


def known_from_json(text: str) -> tuple[Furniture, Path | None]:
    """Return what `known_to_json` wrote."""
    sites, day_first, vocabulary = json.loads(text)
    furniture = Furniture({name: frozenset(lines) for name, lines in sites.items()}, day_first)
    return furniture, Path(vocabulary) if vocabulary else None


def _sample(found: Sequence[Found | Skipped]) -> Iterator[Item]:
    """Give new inputs to learn from: of a host enough and no more, and none of a host with too few to tell."""
    files = [one for one in found if isinstance(one, Found)]
    step = max(1, -(-len(files) // MOST_FILES))
    seen: Counter[str] = Counter()
    waiting: dict[str, list[Found]] = {}
    for one in files[::step]:
        for item in itertools.islice(inputs.items(one), _MOST_OF_A_FILE):
            host = _host(item)
            seen[host] += 1
            if host and seen[host] < FEWEST_PAGES:
                waiting.setdefault(host, []).append(one)
                continue
            for earlier in waiting.pop(host, ()):
                yield from itertools.islice(inputs.items(earlier), 1)
            if not host or seen[host] <= _ENOUGH:
                yield item


def _host(item: Item) -> str:
    """Return the host of the address an input states, or nothing where it states none or is quickly looked through."""
    from corpus.formats.html import is_html, stated_address

    address = item.given.address if item.given else None
    if address is None and is_html(item.raw, item.name):
        address = stated_address(item.raw[:_HEAD].decode("latin-1"))
    return urlsplit(address).hostname or "" if address else ""
