"""What stood beside a page's bytes in what held them: kept with the page, and laid over what it says itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime

from corpus.document import Given, Page

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?![a-zA-Z])")


def with_given(page: Page, given: Given) -> Page:
    """Return the page with what stood beside it; that wins over what the page says of itself."""
    return replace(
        page,
        address=given.address or page.address,
        captured=given.captured or page.captured,
        declared={**page.declared, **given.declared},
        given=replace(given, coding=""),
    )


def given_to_json(given: Given | None) -> str:
    """Return the form in which it is stored; the empty text where nothing was given."""
    return json.dumps({name: value for name, value in asdict(given).items() if value}, sort_keys=True) if given else ""


def given_from_json(stored: str | None) -> Given | None:
    """Return what `given_to_json` stored. Raises ValueError, TypeError where it is damaged."""
    if not stored:
        return None
    values = json.loads(stored)
    declared = {name: _listed(value) for name, value in values.pop("declared", {}).items()}
    return Given(**values, declared=declared)


def identity_of(given: Given | None) -> bytes:
    """Return what tells the same bytes apart where something else stood beside them; not when they were captured."""
    if given is None:
        return b""
    return given_to_json(replace(given, captured=None, coding="")).encode("ascii")


def utc_time(time: datetime) -> str:
    """Return the moment in the ISO form that captures are compared by, `2019-05-06T10:11:12Z`."""
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    return f"{aware.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def declare(**values: str | tuple[str, ...] | None) -> Mapping[str, str | tuple[str, ...]]:
    """Return those values that say anything."""
    return {name: value for name, value in values.items() if value}


def language_code(stated: str | None) -> str | None:
    """Return the language of a tag such as `en-GB`, without its region; None where it is none."""
    found = _LANGUAGE.match((stated or "").strip())
    return found[0].lower() if found else None


def _listed(value: str | list[str]) -> str | tuple[str, ...]:
    return value if isinstance(value, str) else tuple(value)
