"""Languages by their names."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _names() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))


def language_name(code: str) -> str:
    """Return the English name of a language by its code, with its region where there is one: `Portuguese (BR)`.

    A code that is not known is its own name.
    """
    language, _, region = code.replace("_", "-").partition("-")
    name = _names().get(language.lower())
    if name is None:
        return code
    return f"{name} ({region})" if region else name
